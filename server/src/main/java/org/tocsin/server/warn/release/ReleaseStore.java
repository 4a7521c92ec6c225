// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.record.CanonicalJson;
import org.tocsin.record.Hash;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.OfficerId;
import tools.jackson.databind.json.JsonMapper;

/** The tables of full texts and releases. */
@Repository
class ReleaseStore {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ReleaseStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** What stands in the table of a full text, and what its hash is over. */
  record Stored(
      String marking,
      String rest,
      String language,
      String text,
      List<StoredSpan> spans,
      List<String> sources) {}

  /** A span with its marking in words. */
  record StoredSpan(int id, int from, int to, String marking, String why) {}

  static Stored stored(FullText full) {
    return new Stored(
        full.marking().label(),
        full.rest().label(),
        full.language(),
        full.text(),
        full.spans().stream()
            .map(each ->
                new StoredSpan(
                    each.id(), each.from(), each.to(), each.marking().label(), each.why()))
            .toList(),
        full.sources());
  }

  /** Hex SHA-256 over the canonical JSON of a value. */
  String sha256(Object value) {
    return Hash.sha256(CanonicalJson.write(CanonicalJson.parse(json.writeValueAsString(value))))
        .hex();
  }

  void insert(FullText full) {
    jdbc.sql(
            "insert into warn.full_text (id, version, case_id, content, sha256, by, at)"
                + " values (?, ?, ?, ?::jsonb, ?, ?, ?)")
        .params(
            full.id(),
            full.version(),
            full.caseId().value(),
            json.writeValueAsString(stored(full)),
            full.sha256(),
            full.by().value(),
            Timestamp.from(full.at()))
        .update();
  }

  /** The newest version. */
  Optional<FullText> newest(String id) {
    return jdbc.sql("select * from warn.full_text where id = ? order by version desc limit 1")
        .param(id)
        .query(this::fullText)
        .optional();
  }

  Optional<FullText> version(String id, int version) {
    return jdbc.sql("select * from warn.full_text where id = ? and version = ?")
        .params(id, version)
        .query(this::fullText)
        .optional();
  }

  /** The newest version of each full text of a case, oldest first. */
  List<FullText> newestOf(CaseId caseId) {
    return jdbc.sql(
            "select distinct on (id) * from warn.full_text where case_id = ?"
                + " order by id, version desc")
        .param(caseId.value())
        .query(this::fullText)
        .list();
  }

  /** The last version that a second person confirmed; 0 when none was. */
  int confirmed(String id) {
    return jdbc.sql(
            "select coalesce(max(version), 0) from warn.full_text_confirmed where full_text = ?")
        .param(id)
        .query(Integer.class)
        .single();
  }

  /** Keeps that a second person confirmed a version. */
  void confirm(FullText full, OfficerId by, Instant at) {
    jdbc.sql(
            "insert into warn.full_text_confirmed (full_text, version, by, at) values (?, ?, ?, ?)")
        .params(full.id(), full.version(), by.value(), Timestamp.from(at))
        .update();
  }

  /** Lets nobody else write a case's full texts until the transaction ends. */
  void lock(CaseId caseId) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('warn.full_text'), hashtext(?))")
        .param(caseId.value())
        .query()
        .listOfRows();
  }

  private FullText fullText(ResultSet row, int i) throws SQLException {
    Stored stored = json.readValue(row.getString("content"), Stored.class);
    return new FullText(
        row.getString("id"),
        row.getInt("version"),
        new CaseId(row.getString("case_id")),
        Handling.parse(stored.marking()),
        Handling.parse(stored.rest()),
        stored.language(),
        stored.text(),
        stored.spans().stream()
            .map(each ->
                new FullText.MarkedSpan(
                    each.id(), each.from(), each.to(), Handling.parse(each.marking()), each.why()))
            .toList(),
        stored.sources(),
        new OfficerId(row.getString("by")),
        row.getTimestamp("at").toInstant(),
        row.getString("sha256"));
  }

  void insert(String id, FullText from, Release.Content content, Instant at) {
    jdbc.sql(
            "insert into warn.release (id, case_id, full_text, version, state, content, derived_at)"
                + " values (?, ?, ?, ?, 'draft', ?::jsonb, ?)")
        .params(
            id,
            from.caseId().value(),
            from.id(),
            from.version(),
            json.writeValueAsString(content),
            Timestamp.from(at))
        .update();
  }

  /** Changes a draft; false when it is none. */
  boolean change(String id, Release.Content content) {
    return jdbc.sql("update warn.release set content = ?::jsonb where id = ? and state = 'draft'")
            .params(json.writeValueAsString(content), id)
            .update()
        == 1;
  }

  /** Makes a draft an agreed release; false when it is none. */
  boolean agree(String id, OfficerId by, Instant at) {
    return jdbc.sql(
                "update warn.release set state = 'agreed', agreed_by = ?, agreed_at = ?"
                    + " where id = ? and state = 'draft'")
            .params(by.value(), Timestamp.from(at), id)
            .update()
        == 1;
  }

  void addAuthor(String id, OfficerId officer, Instant at) {
    jdbc.sql(
            "insert into warn.release_author (release_id, officer_id, at) values (?, ?, ?)"
                + " on conflict do nothing")
        .params(id, officer.value(), Timestamp.from(at))
        .update();
  }

  void lock(String id) {
    jdbc.sql("select 1 from warn.release where id = ? for update").param(id).query().listOfRows();
  }

  Optional<Release> find(String id) {
    return jdbc.sql("select * from warn.release where id = ?")
        .param(id)
        .query(this::release)
        .optional();
  }

  List<Release> ofCase(CaseId caseId) {
    return jdbc.sql("select * from warn.release where case_id = ? order by id")
        .param(caseId.value())
        .query(this::release)
        .list();
  }

  /** The names and order of what an agreement is to. */
  private record Signed(String id, String fullText, int version, Release.Content content) {}

  private Release release(ResultSet row, int i) throws SQLException {
    String id = row.getString("id");
    Release.Content content = json.readValue(row.getString("content"), Release.Content.class);
    return new Release(
        id,
        new CaseId(row.getString("case_id")),
        row.getString("full_text"),
        row.getInt("version"),
        row.getString("state"),
        content,
        jdbc.sql("select officer_id from warn.release_author where release_id = ? order by at")
            .param(id)
            .query((author, k) -> new OfficerId(author.getString(1)))
            .list(),
        row.getTimestamp("derived_at").toInstant(),
        Optional.ofNullable(row.getString("agreed_by")).map(OfficerId::new),
        Optional.ofNullable(row.getTimestamp("agreed_at")).map(Timestamp::toInstant),
        sha256(new Signed(id, row.getString("full_text"), row.getInt("version"), content)));
  }
}
