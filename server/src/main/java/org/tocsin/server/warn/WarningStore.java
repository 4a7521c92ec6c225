// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.audience.Audience;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WarningId;
import tools.jackson.databind.json.JsonMapper;

/** The tables of warnings, their authors and audiences. */
@Repository
class WarningStore {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  WarningStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(
      WarningId id,
      CaseId caseId,
      MessageType type,
      Optional<WarningId> follows,
      Draft draft,
      Instant at) {
    jdbc.sql(
            """
            insert into warn.warning (id, case_id, message_type, follows, state, draft, drafted_at,
                window_from, window_until)
            values (?, ?, ?, ?, 'draft', ?::jsonb, ?, ?, ?)
            """)
        .param(id.value())
        .param(caseId.value())
        .param(type.word())
        .param(follows.map(WarningId::value).orElse(null))
        .param(json.writeValueAsString(draft))
        .param(Timestamp.from(at))
        .param(Timestamp.from(draft.window().from()))
        .param(Timestamp.from(draft.window().until()))
        .update();
  }

  /** Changes a draft and takes its preview away; false when it is no draft. */
  boolean edit(WarningId id, Draft draft) {
    int changed =
        jdbc.sql(
                """
                update warn.warning set draft = ?::jsonb, content_hash = null, window_from = ?,
                    window_until = ?, sent_back_by = null, sent_back_at = null,
                    sent_back_why = null where id = ? and state = 'draft'
                """)
            .param(json.writeValueAsString(draft))
            .param(Timestamp.from(draft.window().from()))
            .param(Timestamp.from(draft.window().until()))
            .param(id.value())
            .update();
    jdbc.sql("delete from warn.audience where warning_id = ? and part = 0 and ?")
        .params(id.value(), changed == 1)
        .update();
    return changed == 1;
  }

  /** Takes a draft's preview away and keeps why; false when it is no draft. */
  boolean sendBack(WarningId id, SentBack sentBack) {
    int changed =
        jdbc.sql(
                """
                update warn.warning set content_hash = null, sent_back_by = ?, sent_back_at = ?,
                    sent_back_why = ? where id = ? and state = 'draft'
                """)
            .params(
                sentBack.by().value(), Timestamp.from(sentBack.at()), sentBack.why(), id.value())
            .update();
    jdbc.sql("delete from warn.audience where warning_id = ? and part = 0 and ?")
        .params(id.value(), changed == 1)
        .update();
    return changed == 1;
  }

  /** Why it was sent back, if it was since its last edit. */
  Optional<SentBack> sentBack(WarningId id) {
    return jdbc.sql(
            "select sent_back_by, sent_back_at, sent_back_why from warn.warning"
                + " where id = ? and sent_back_at is not null")
        .param(id.value())
        .query((row, i) ->
            new SentBack(
                new OfficerId(row.getString(1)), row.getTimestamp(2).toInstant(), row.getString(3)))
        .optional();
  }

  void addAuthor(WarningId id, OfficerId officer, Instant at) {
    jdbc.sql(
            "insert into warn.author (warning_id, officer_id, at) values (?, ?, ?)"
                + " on conflict do nothing")
        .params(id.value(), officer.value(), Timestamp.from(at))
        .update();
  }

  /** Keeps what a preview showed. */
  void setPreview(WarningId id, String contentHash, AudiencePart part) {
    jdbc.sql("update warn.warning set content_hash = ? where id = ? and state = 'draft'")
        .params(contentHash, id.value())
        .update();
    jdbc.sql("delete from warn.audience where warning_id = ? and part = 0")
        .param(id.value())
        .update();
    insertAudience(id, part);
  }

  void insertAudience(WarningId id, AudiencePart part) {
    jdbc.sql(
            """
            insert into warn.audience (warning_id, part, at, ids, size, sha256, reasons)
            values (?, ?, ?, ?, ?, ?, ?::jsonb)
            """)
        .params(
            id.value(),
            part.part(),
            Timestamp.from(part.at()),
            part.audience().encode(),
            part.audience().size(),
            part.sha256(),
            json.writeValueAsString(part.reasons()))
        .update();
  }

  List<AudiencePart> audience(WarningId id) {
    return jdbc.sql(
            "select part, at, ids, sha256, reasons from warn.audience where warning_id = ?"
                + " order by part")
        .param(id.value())
        .query((row, i) ->
            new AudiencePart(
                row.getInt(1),
                row.getTimestamp(2).toInstant(),
                Audience.decode(row.getBytes(3)),
                row.getString(4),
                json.readValue(row.getString(5), AudiencePart.REASONS)))
        .list();
  }

  /** Brings a draft into force; false when it is no draft any more. */
  boolean approve(
      WarningId id, OfficerId by, Instant at, DeterminationId determination, byte[] cap) {
    return jdbc.sql(
                """
                update warn.warning set state = 'inForce', approved_by = ?, approved_at = ?,
                    determination = ?, cap = ? where id = ? and state = 'draft'
                """)
            .params(by.value(), Timestamp.from(at), determination.value(), cap, id.value())
            .update()
        == 1;
  }

  /** Ends a warning in force; false when it is not. */
  boolean end(WarningId id, WarningState how, Instant at) {
    return jdbc.sql(
                "update warn.warning set state = ?, ended_at = ? where id = ? and state = 'inForce'")
            .params(how.word(), Timestamp.from(at), id.value())
            .update()
        == 1;
  }

  /** The warnings whose end is near and of which that is not told yet. */
  List<WarningId> lapsing(Instant now) {
    return jdbc.sql(
            """
            select id from warn.warning
             where state = 'inForce' and not lapsing_told
               and not (message_type = 'cancel'
                        or follows is not null and draft -> 'responseTypes' @> '["AllClear"]')
               and window_until - least((window_until - window_from) / 10, interval '6 hours') <= ?
             order by id
            """)
        .param(Timestamp.from(now))
        .query((row, i) -> new WarningId(row.getString(1)))
        .list();
  }

  /** Marks one of them as told; false when it is not one any more, or another node has it. */
  boolean tellLapsing(WarningId id) {
    return jdbc.sql(
                """
                update warn.warning set lapsing_told = true where id = (
                  select id from warn.warning
                   where id = ? and state = 'inForce' and not lapsing_told for update skip locked)
                """)
            .param(id.value())
            .update()
        == 1;
  }

  /** The warnings in force whose window has ended. */
  List<WarningId> overdue(Instant now) {
    return jdbc.sql(
            "select id from warn.warning where state = 'inForce' and window_until <= ? order by id")
        .param(Timestamp.from(now))
        .query((row, i) -> new WarningId(row.getString(1)))
        .list();
  }

  /** Holds one of them; false when it is not one any more, or another node has it. */
  boolean takeOverdue(WarningId id) {
    return jdbc.sql(
            "select 1 from warn.warning where id = ? and state = 'inForce' for update skip locked")
        .param(id.value())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  Optional<byte[]> cap(WarningId id) {
    return jdbc.sql("select cap from warn.warning where id = ? and cap is not null")
        .param(id.value())
        .query((row, i) -> row.getBytes(1))
        .optional();
  }

  boolean lock(WarningId id) {
    return jdbc.sql("select 1 from warn.warning where id = ? for update")
        .param(id.value())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  Optional<Warning> find(WarningId id) {
    return jdbc.sql("select * from warn.warning where id = ?")
        .param(id.value())
        .query(this::warning)
        .optional();
  }

  List<Warning> ofCases(List<CaseId> cases) {
    return jdbc.sql("select * from warn.warning where case_id = any(?) order by id")
        .param(cases.stream().map(CaseId::value).toArray(String[]::new))
        .query(this::warning)
        .list();
  }

  List<Warning> inState(List<WarningState> states, String before, int most) {
    return jdbc.sql(
            "select * from warn.warning where state = any(?) and id < ? order by id desc limit ?")
        .params(states.stream().map(WarningState::word).toArray(String[]::new), before, most)
        .query(this::warning)
        .list();
  }

  /** All in force, however many. */
  List<WarningId> inForce() {
    return jdbc.sql("select id from warn.warning where state = ? order by id")
        .param(WarningState.IN_FORCE.word())
        .query((row, number) -> new WarningId(row.getString(1)))
        .list();
  }

  long drafts() {
    return jdbc.sql("select count(*) from warn.warning where state = 'draft'")
        .query(Long.class)
        .single();
  }

  /**
   * Approved public alerts of any marking: all that are in force, and this many of the newest;
   * newest first.
   */
  List<Warning> publicAlerts(int most) {
    return jdbc.sql(
            """
            with public as (
              select * from warn.warning
               where approved_at is not null and draft ->> 'kind' = 'publicAlert'
               and draft -> 'exercise' is null)
            select * from public where state = 'inForce'
                or id in (select id from public order by approved_at desc, id desc limit ?)
             order by approved_at desc, id desc
            """)
        .param(most)
        .query(this::warning)
        .list();
  }

  String publicVersion() {
    return jdbc.sql(
            """
            select count(*) || '-' || coalesce(max(extract(epoch from approved_at)), 0)
                   || '-' || coalesce(max(extract(epoch from ended_at)), 0)
              from warn.warning
             where approved_at is not null and draft ->> 'kind' = 'publicAlert'
               and draft -> 'exercise' is null
            """)
        .query(String.class)
        .single();
  }

  /** The approved warning that replaced this one, if one did. */
  Optional<WarningId> followedBy(WarningId id) {
    return jdbc.sql(
            "select id from warn.warning where follows = ? and state <> 'draft'"
                + " order by approved_at desc limit 1")
        .param(id.value())
        .query((row, i) -> new WarningId(row.getString(1)))
        .optional();
  }

  Optional<String> lapseReason(WarningId id) {
    return jdbc.sql(
            "select lapse_reason from warn.warning where id = ? and lapse_reason is not null")
        .param(id.value())
        .query(String.class)
        .optional();
  }

  private List<OfficerId> authors(String id) {
    return jdbc.sql("select officer_id from warn.author where warning_id = ? order by at")
        .param(id)
        .query((row, i) -> new OfficerId(row.getString(1)))
        .list();
  }

  private Warning warning(ResultSet row, int i) throws SQLException {
    return new Warning(
        new WarningId(row.getString("id")),
        new CaseId(row.getString("case_id")),
        type(row.getString("message_type")),
        Optional.ofNullable(row.getString("follows")).map(WarningId::new),
        WarningState.of(row.getString("state")),
        json.readValue(row.getString("draft"), Draft.class),
        Optional.ofNullable(row.getString("content_hash")),
        authors(row.getString("id")),
        row.getTimestamp("drafted_at").toInstant(),
        Optional.ofNullable(row.getString("approved_by")).map(OfficerId::new),
        Optional.ofNullable(row.getTimestamp("approved_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("determination")).map(DeterminationId::new),
        Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("lapse_decision")));
  }

  private static MessageType type(String word) {
    for (MessageType type : MessageType.values()) {
      if (type.word().equals(word)) {
        return type;
      }
    }
    throw new IllegalStateException("warn.warning holds the message type " + word);
  }
}
