// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.synthetic;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.record.Hash;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.MadeWarnings;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.kernel.WarningId;

/** The table of synthetic alerts, and the messages that they are. */
@Repository
class SyntheticStore implements MadeWarnings {

  /** There is no second step: nobody but the server itself would be told. */
  static final int WAIT_MINUTES = 7 * 24 * 60;

  private static final String NEWEST = " order by begun_at desc, id desc limit 1";

  private final JdbcClient jdbc;

  SyntheticStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean isForItself(WarningId id) {
    return of(id).isPresent();
  }

  @Override
  public Optional<ApprovedWarning> find(WarningId id) {
    return of(id).map(run -> message(Objects.requireNonNull(run.sent())));
  }

  /** The message, whose hash stands for what was signed as well as for what goes out. */
  static ApprovedWarning message(Run.Sent sent) {
    ApprovedWarning.Text text =
        new ApprovedWarning.Text(
            "en",
            SyntheticWords.HEADLINE,
            SyntheticWords.DESCRIPTION,
            SyntheticWords.INSTRUCTION,
            SyntheticWords.AREA,
            "",
            "");
    String sealed =
        String.join(
            "\n",
            sent.warning().value(),
            sent.signedHash(),
            sent.window().from().toString(),
            sent.window().until().toString(),
            text.toString());
    return new ApprovedWarning(
        sent.warning(),
        sent.caseId(),
        "Alert",
        Urgency.UNKNOWN,
        Severity.MINOR,
        true,
        Marking.CLEAR,
        sent.window(),
        List.of(text),
        List.of(new ApprovedWarning.Step(List.of("webhook"), WAIT_MINUTES)),
        Hash.sha256(sealed.getBytes(StandardCharsets.UTF_8)).hex(),
        true);
  }

  /** Begins one; false when another node has begun one. */
  boolean begin(String id, Instant now, Instant deadline) {
    return jdbc.sql(
                "insert into synthetic.run (id, begun_at, deadline) values (?, ?, ?)"
                    + " on conflict do nothing")
            .params(id, Timestamp.from(now), Timestamp.from(deadline))
            .update()
        == 1;
  }

  /** What is to be sent, with what has been done for it. */
  boolean sent(String id, Run.Sent sent, Instant takenInAt, Instant decidedAt) {
    return jdbc.sql(
                """
                update synthetic.run set warning_id = ?, case_id = ?, watcher = ?, signed_hash = ?,
                    window_from = ?, until = ?, taken_in_at = ?, decided_at = ?
                 where id = ? and ended_at is null and warning_id is null
                """)
            .params(
                sent.warning().value(),
                sent.caseId().value(),
                sent.watcher(),
                sent.signedHash(),
                Timestamp.from(sent.window().from()),
                Timestamp.from(sent.window().until()),
                Timestamp.from(takenInAt),
                Timestamp.from(decidedAt),
                id)
            .update()
        == 1;
  }

  /** It stands behind so many that are meant, and has until then. */
  void behind(String id, long deliveries, Instant deadline) {
    jdbc.sql(
            "update synthetic.run set behind = ?, deadline = ? where id = ? and ended_at is null"
                + " and arrived_at is null")
        .params(deliveries, Timestamp.from(deadline), id)
        .update();
  }

  /** It has come in at the server's own door; false when that is no news. */
  boolean arrived(WarningId warning, long watcher, String token, Instant at) {
    return jdbc.sql(
                "update synthetic.run set arrived_at = ?, token = ? where warning_id = ?"
                    + " and watcher = ? and arrived_at is null and ended_at is null")
            .params(Timestamp.from(at), token, warning.value(), watcher)
            .update()
        == 1;
  }

  void receipt(WarningId warning, Instant at) {
    jdbc.sql(
            "update synthetic.run set receipt_at = ? where warning_id = ? and receipt_at is null"
                + " and ended_at is null")
        .params(Timestamp.from(at), warning.value())
        .update();
  }

  /** Whether this node is to try to answer; another is not, before this time. */
  boolean ask(String id, Instant now, Instant notSince) {
    return jdbc.sql(
                "update synthetic.run set asked_at = ? where id = ? and ended_at is null"
                    + " and token is not null and (asked_at is null or asked_at <= ?)")
            .params(Timestamp.from(now), id, Timestamp.from(notSince))
            .update()
        == 1;
  }

  void answered(String id, Instant at) {
    jdbc.sql(
            "update synthetic.run set answered_at = ?, token = null where id = ?"
                + " and answered_at is null and ended_at is null")
        .params(Timestamp.from(at), id)
        .update();
  }

  /** Notes the entry of its answer; false when another node has. */
  boolean entry(String id, long entry) {
    return jdbc.sql(
                "update synthetic.run set entry = ? where id = ? and entry is null"
                    + " and ended_at is null")
            .params(entry, id)
            .update()
        == 1;
  }

  /** It came through; false when another node has noted that. */
  boolean whole(String id, Instant at) {
    return jdbc.sql(
                "update synthetic.run set recorded_at = ?, ended_at = ? where id = ?"
                    + " and ended_at is null")
            .params(Timestamp.from(at), Timestamp.from(at), id)
            .update()
        == 1;
  }

  /** It did not; false when another node has noted that. */
  boolean stuck(String id, Leg leg, Instant at) {
    return jdbc.sql(
                "update synthetic.run set ended_at = ?, stuck = ?, token = null where id = ?"
                    + " and ended_at is null")
            .params(Timestamp.from(at), leg.word(), id)
            .update()
        == 1;
  }

  /** Holds the row of an entry that is being written; in the caller's transaction. */
  boolean lock(String id) {
    return jdbc.sql("select 1 from synthetic.run where id = ? and entry is null for update")
        .param(id)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  private Optional<Run> of(WarningId warning) {
    return jdbc.sql("select * from synthetic.run where warning_id = ?")
        .param(warning.value())
        .query(SyntheticStore::run)
        .optional();
  }

  Optional<Run> open() {
    return one("where ended_at is null");
  }

  Optional<Run> newest() {
    return one("");
  }

  Optional<Run> newestEnded() {
    return one("where ended_at is not null");
  }

  Optional<Run> newestWhole() {
    return one("where ended_at is not null and stuck is null");
  }

  private Optional<Run> one(String where) {
    return jdbc.sql("select * from synthetic.run " + where + NEWEST)
        .query(SyntheticStore::run)
        .optional();
  }

  /** The latest, newest first. */
  List<Run> latest(int limit) {
    return jdbc.sql("select * from synthetic.run order by begun_at desc, id desc limit ?")
        .param(limit)
        .query(SyntheticStore::run)
        .list();
  }

  /** When the first began of those that are kept. */
  Optional<Instant> first() {
    return jdbc.sql("select begun_at from synthetic.run order by begun_at limit 1")
        .query((row, i) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  /** Forgets those that ended before this time, but for the newest that came through. */
  int forget(Instant before) {
    return jdbc.sql(
            "delete from synthetic.run where ended_at < ? and id <> coalesce((select id from"
                + " synthetic.run where ended_at is not null and stuck is null"
                + NEWEST
                + "), '')")
        .param(Timestamp.from(before))
        .update();
  }

  private static Run run(ResultSet row, int i) throws SQLException {
    Map<Leg, Instant> done = new EnumMap<>(Leg.class);
    for (Leg leg : Leg.values()) {
      Instant at = time(row, leg.word() + "_at");
      if (at != null) {
        done.put(leg, at);
      }
    }
    String stuck = row.getString("stuck");
    return new Run(
        row.getString("id"),
        row.getTimestamp("begun_at").toInstant(),
        row.getTimestamp("deadline").toInstant(),
        sent(row),
        done,
        row.getString("token"),
        row.getObject("entry", Long.class),
        row.getLong("behind"),
        time(row, "ended_at"),
        stuck == null ? null : Leg.of(stuck));
  }

  private static Run.@Nullable Sent sent(ResultSet row) throws SQLException {
    String warning = row.getString("warning_id");
    return warning == null
        ? null
        : new Run.Sent(
            new WarningId(warning),
            new CaseId(row.getString("case_id")),
            row.getLong("watcher"),
            row.getString("signed_hash"),
            new TimeWindow(
                row.getTimestamp("window_from").toInstant(),
                row.getTimestamp("until").toInstant()));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
