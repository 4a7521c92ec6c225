// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.ReportId;
import tools.jackson.databind.json.JsonMapper;

/** The tables of readings. */
@Repository
class ReadingStore {

  private static final String SELECT =
      "select report_id, revision, read_at, reader, failure, title, text, body from read.reading"
          + " where report_id = any(?)";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ReadingStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void await(ReportId report, long bytes, Instant since) {
    jdbc.sql(
            """
            insert into read.waiting (report_id, since, bytes) values (?, ?, ?)
                on conflict do nothing
            """)
        .params(report.value(), Timestamp.from(since), bytes)
        .update();
  }

  /**
   * Takes the next report that waits in this lane; other nodes pass it over until this transaction
   * ends.
   */
  Optional<ReportId> takeWaiting(Lane lane) {
    return jdbc.sql(
            """
            delete from read.waiting where report_id = (
                select report_id from read.waiting where bytes between ? and ?
                order by since, report_id limit 1
                for update skip locked)
            returning report_id
            """)
        .params(lane.least(), lane.most())
        .query((row, i) -> new ReportId(row.getString(1)))
        .optional();
  }

  /** Takes this report; false when it does not wait. */
  boolean takeWaiting(ReportId report) {
    return jdbc.sql("delete from read.waiting where report_id = ?").param(report.value()).update()
        == 1;
  }

  /** Reports whose readings name a group by one of these names, newest first. */
  List<ReportId> naming(Collection<String> names, int most) {
    String[] wanted = names.stream().map(this::named).toArray(String[]::new);
    return jdbc.sql(
            """
            select report_id from read.reading
             where body -> 'groups' @> any (cast(? as jsonb[]))
             order by received_at desc, report_id desc limit ?
            """)
        .params(wanted, most)
        .query((row, i) -> new ReportId(row.getString(1)))
        .list();
  }

  private String named(String name) {
    return jsonb(List.of(Map.of("name", name)));
  }

  boolean waits(ReportId report) {
    return jdbc.sql("select exists (select from read.waiting where report_id = ?)")
        .param(report.value())
        .query(Boolean.class)
        .single();
  }

  /** Keeps a first reading, which is compared with others in the same transaction. */
  void insert(StoredReading reading, Instant receivedAt, String contract, Long[] prints) {
    jdbc.sql(
            """
            insert into read.reading (report_id, read_at, received_at, failure, title, text, contract,
                body, summary, prints, reader, compared)
            values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, true)
            """)
        .params(
            Arrays.asList(
                reading.report().value(),
                Timestamp.from(reading.readAt()),
                Timestamp.from(receivedAt),
                reading.failure().orElse(null),
                reading.title().map(ReadingStore::storable).orElse(null),
                storable(reading.text()),
                storable(contract),
                jsonb(Body.of(reading)),
                jsonb(ReadingSummary.of(reading)),
                prints,
                reading.reader()))
        .update();
  }

  /** A reading is to be compared with others once more, when this transaction has ended. */
  void compareAgain(ReportId report) {
    jdbc.sql("insert into read.compare_again (report_id) values (?) on conflict do nothing")
        .param(report.value())
        .update();
  }

  /** Takes a reading that is to be compared once more; other nodes pass it over meanwhile. */
  Optional<ReportId> takeCompareAgain() {
    return jdbc.sql(
            """
            delete from read.compare_again where report_id = (
                select report_id from read.compare_again order by report_id limit 1
                for update skip locked)
            returning report_id
            """)
        .query((row, i) -> new ReportId(row.getString(1)))
        .optional();
  }

  /** Takes a reading that was never compared with others; other nodes pass it over meanwhile. */
  Optional<ReportId> takeNotCompared() {
    return jdbc.sql(
            """
            update read.reading set compared = true where report_id = (
                select report_id from read.reading where not compared order by report_id limit 1
                for update skip locked)
            returning report_id
            """)
        .query((row, i) -> new ReportId(row.getString(1)))
        .optional();
  }

  /** The reading, held until the transaction ends: findings are changed by one at a time. */
  Optional<StoredReading> hold(ReportId report) {
    return jdbc.sql(SELECT + " for update")
        .param(values(List.of(report)))
        .query(this::reading)
        .optional();
  }

  /** Keeps the findings as they stand now. */
  void change(StoredReading reading) {
    jdbc.sql(
            """
            update read.reading set revision = ?, body = ?::jsonb, summary = ?::jsonb where report_id = ?
            """)
        .params(
            reading.revision(),
            jsonb(Body.of(reading)),
            jsonb(ReadingSummary.of(reading)),
            reading.report().value())
        .update();
  }

  /** Keeps what a later edition of the reader gave, and what the one before it had given. */
  void readAgain(StoredReading reading, String contract) {
    jdbc.sql(
            """
            insert into read.earlier (report_id, revision, read_at, reader, contract)
            select report_id, ?, read_at, reader, contract from read.reading where report_id = ?
            """)
        .params(reading.revision(), reading.report().value())
        .update();
    jdbc.sql("update read.reading set read_at = ?, reader = ?, contract = ? where report_id = ?")
        .params(
            Timestamp.from(reading.readAt()),
            reading.reader(),
            storable(contract),
            reading.report().value())
        .update();
    change(reading);
  }

  /** PostgreSQL keeps no NUL; another character of the same length keeps the offsets true. */
  static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private String jsonb(Object value) {
    return json.writeValueAsString(value).replace("\\u0000", "\\uFFFD");
  }

  /** The lists of a reading as JSON. */
  record Body(
      List<StoredReading.Found> findings,
      List<StoredReading.FoundPlace> places,
      List<StoredReading.FoundGroup> groups) {
    static Body of(StoredReading reading) {
      return new Body(reading.findings(), reading.places(), reading.groups());
    }
  }

  Optional<StoredReading> find(ReportId report) {
    return find(List.of(report)).stream().findFirst();
  }

  List<StoredReading> find(List<ReportId> reports) {
    return jdbc.sql(SELECT).param(values(reports)).query(this::reading).list();
  }

  Optional<String> contract(ReportId report) {
    return jdbc.sql("select contract from read.reading where report_id = ?")
        .param(report.value())
        .query(String.class)
        .optional();
  }

  Map<ReportId, ReadingSummary> summaries(List<ReportId> reports) {
    Map<ReportId, ReadingSummary> summaries = new HashMap<>();
    jdbc.sql("select report_id, summary from read.reading where report_id = any(?)")
        .param(values(reports))
        .query(row -> {
          summaries.put(
              new ReportId(row.getString(1)),
              json.readValue(row.getString(2), ReadingSummary.class));
        });
    return summaries;
  }

  /** Reports that share fingerprints and came in at most {@code span} away, most shared first. */
  List<ReportId> sharing(
      ReportId report, Long[] prints, Instant receivedAt, Duration span, int most) {
    return jdbc.sql(
            """
            select report_id from read.reading
             where prints && ?::bigint[] and report_id <> ? and received_at between ? and ?
             order by cardinality(array(select unnest(prints) intersect select unnest(?::bigint[]))) desc
             limit ?
            """)
        .params(
            prints,
            report.value(),
            Timestamp.from(receivedAt.minus(span)),
            Timestamp.from(receivedAt.plus(span)),
            prints,
            most)
        .query((row, i) -> new ReportId(row.getString(1)))
        .list();
  }

  void insertAlike(ReportId report, Alike alike) {
    jdbc.sql(
            "insert into read.alike (report_id, other_id, percent, span_start, span_end)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing")
        .params(report.value(), alike.other().value(), alike.percent(), alike.start(), alike.end())
        .update();
  }

  Map<ReportId, List<Alike>> alike(List<ReportId> reports) {
    Map<ReportId, List<Alike>> all = new HashMap<>();
    jdbc.sql(
            "select report_id, other_id, percent, span_start, span_end from read.alike"
                + " where report_id = any(?) order by percent desc, other_id")
        .param(values(reports))
        .query(row -> {
          all.computeIfAbsent(new ReportId(row.getString(1)), key -> new java.util.ArrayList<>())
              .add(
                  new Alike(
                      new ReportId(row.getString(2)), row.getInt(3), row.getInt(4), row.getInt(5)));
        });
    return all;
  }

  private static String[] values(List<ReportId> reports) {
    return reports.stream().map(ReportId::value).toArray(String[]::new);
  }

  private StoredReading reading(ResultSet row, int i) throws SQLException {
    Body body = json.readValue(row.getString("body"), Body.class);
    return new StoredReading(
        new ReportId(row.getString("report_id")),
        row.getInt("revision"),
        row.getTimestamp("read_at").toInstant(),
        row.getString("reader"),
        Optional.ofNullable(row.getString("failure")),
        Optional.ofNullable(row.getString("title")),
        row.getString("text"),
        body.findings(),
        body.places(),
        body.groups());
  }
}
