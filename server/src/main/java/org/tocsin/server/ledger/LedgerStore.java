// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.CaseId;

/** The tables of the ledger. */
@Repository
class LedgerStore {

  /** An entry as it is written. */
  record NewEntry(
      String type,
      Instant at,
      String by,
      @Nullable String caseId,
      @Nullable String subject,
      String words,
      byte[] body,
      List<NewDisclosure> disclosures) {}

  /** A value behind a commitment, as JSON. */
  record NewDisclosure(
      String name,
      byte[] salt,
      String json,
      boolean personal,
      boolean open,
      @Nullable String person) {}

  private static final String NEW_DISCLOSURE =
      "insert into ledger.disclosure (entry_number, name, salt, value, personal, open, person)"
          + " values (?, ?, ?, ?, ?, ?, ?)";

  private static final long ERASURE_LOCK = 0x746f6373696e07L; // "tocsin", erasing somebody
  private static final long SEQUENCER_LOCK = 0x746f6373696e01L; // "tocsin", the record's sequencer

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  LedgerStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  long insert(NewEntry entry) {
    Long number =
        jdbc.sql(
                """
                insert into ledger.entry (type, at, by, case_id, subject, words, body)
                values (?, ?, ?, ?, ?, ?, ?) returning number
                """)
            .param(entry.type())
            .param(Timestamp.from(entry.at()))
            .param(entry.by())
            .param(entry.caseId())
            .param(entry.subject())
            .param(entry.words())
            .param(entry.body())
            .query(Long.class)
            .single();
    if (!entry.disclosures().isEmpty()) {
      batches.batchUpdate(
          NEW_DISCLOSURE,
          entry.disclosures(),
          entry.disclosures().size(),
          (statement, each) -> set(statement, number, each));
    }
    return number;
  }

  /**
   * The numbers that the next {@code count} entries take, so that many are written in one batch.
   */
  List<Long> reserve(int count) {
    return jdbc.sql(
            "select nextval(pg_get_serial_sequence('ledger.entry', 'number'))"
                + " from generate_series(1, ?)")
        .param(count)
        .query((row, i) -> Long.valueOf(row.getLong(1)))
        .list();
  }

  void insertAll(List<Long> numbers, List<NewEntry> entries) {
    batches.execute((java.sql.Connection connection) -> {
      try (var rows =
              connection.prepareStatement(
                  """
                  insert into ledger.entry (number, type, at, by, case_id, subject, words, body)
                  overriding system value values (?, ?, ?, ?, ?, ?, ?, ?)
                  """);
          var disclosures = connection.prepareStatement(NEW_DISCLOSURE)) {
        for (int i = 0; i < entries.size(); i++) {
          addBatch(rows, disclosures, numbers.get(i), entries.get(i));
        }
        rows.executeBatch();
        disclosures.executeBatch();
      }
      return true;
    });
  }

  private static void addBatch(
      java.sql.PreparedStatement rows,
      java.sql.PreparedStatement disclosures,
      long number,
      NewEntry entry)
      throws SQLException {
    rows.setLong(1, number);
    rows.setString(2, entry.type());
    rows.setTimestamp(3, Timestamp.from(entry.at()));
    rows.setString(4, entry.by());
    rows.setString(5, entry.caseId());
    rows.setString(6, entry.subject());
    rows.setString(7, entry.words());
    rows.setBytes(8, entry.body());
    rows.addBatch();
    for (NewDisclosure each : entry.disclosures()) {
      set(disclosures, number, each);
      disclosures.addBatch();
    }
  }

  private static void set(
      java.sql.PreparedStatement statement, long number, NewDisclosure disclosure)
      throws SQLException {
    statement.setLong(1, number);
    statement.setString(2, disclosure.name());
    statement.setBytes(3, disclosure.salt());
    statement.setString(4, disclosure.json());
    statement.setBoolean(5, disclosure.personal());
    statement.setBoolean(6, disclosure.open());
    statement.setString(7, disclosure.person());
  }

  /** Whether this node is the one that sequences, for the length of the transaction. */
  boolean tryLockSequencer() {
    return jdbc.sql("select pg_try_advisory_xact_lock(?)")
        .param(SEQUENCER_LOCK)
        .query(Boolean.class)
        .single();
  }

  /** Waits for the node that sequences, and keeps others from it until the transaction ends. */
  void lockSequencer() {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(SEQUENCER_LOCK).query().listOfRows();
  }

  /** Gives the oldest entries without a place the next places; returns how many. */
  int sequence(int most) {
    return jdbc.sql(
            """
            with waiting as (
              select number, row_number() over (order by number) - 1 as offset_in_batch
                from (select number from ledger.entry where leaf_index is null
                       order by number limit ?) w),
            base as (select coalesce(max(leaf_index) + 1, 0) as next from ledger.entry)
            update ledger.entry e set leaf_index = base.next + waiting.offset_in_batch
              from waiting, base where e.number = waiting.number
            """)
        .param(most)
        .update();
  }

  /** When the oldest entry was written that has no place yet; empty when all have one. */
  Optional<Instant> oldestWithoutPlace() {
    return jdbc.sql("select at from ledger.entry where leaf_index is null order by number limit 1")
        .query((row, i) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  /** The bodies of sequenced entries from this place on, in order. */
  List<byte[]> bodiesFrom(long leafIndex, int most) {
    return jdbc.sql(
            "select body from ledger.entry where leaf_index >= ? order by leaf_index limit ?")
        .params(leafIndex, most)
        .query((row, i) -> row.getBytes(1))
        .list();
  }

  /** How many entries have a place. */
  long sequenced() {
    return jdbc.sql("select coalesce(max(leaf_index) + 1, 0) from ledger.entry")
        .query(Long.class)
        .single();
  }

  /** How many entries there are, with a place or still without. */
  long written() {
    return jdbc.sql(
            "select (select coalesce(max(leaf_index) + 1, 0) from ledger.entry)"
                + " + (select count(*) from ledger.entry where leaf_index is null)")
        .query(Long.class)
        .single();
  }

  /** The number of the newest entry that has committed; 0 when there is none. */
  long newestNumber() {
    return jdbc.sql("select coalesce(max(number), 0) from ledger.entry").query(Long.class).single();
  }

  /** How many entries up to this number a folder of this size lacks. */
  long unpublished(long number, long size) {
    return jdbc.sql(
            "select count(*) from ledger.entry"
                + " where (leaf_index is null or leaf_index >= ?) and number <= ?")
        .params(size, number)
        .query(Long.class)
        .single();
  }

  /** A line with the entry's own bytes. */
  record StoredLine(TimelineLine line, Optional<String> caseId, byte[] body) {}

  /** Sequenced entries after this place, in the record's order. */
  List<StoredLine> linesAfter(long leafIndex, int most) {
    return jdbc.sql(
            "select number, leaf_index, type, at, by, subject, words, case_id, body"
                + " from ledger.entry where leaf_index > ? order by leaf_index limit ?")
        .params(leafIndex, most)
        .query((row, i) ->
            new StoredLine(line(row, i), Optional.ofNullable(row.getString(8)), row.getBytes(9)))
        .list();
  }

  /** How many entries a case has. */
  long countOf(CaseId caseId) {
    return jdbc.sql("select count(*) from ledger.entry where case_id = ?")
        .param(caseId.value())
        .query(Long.class)
        .single();
  }

  List<TimelineLine> timeline(CaseId caseId) {
    return jdbc.sql(
            "select number, leaf_index, type, at, by, subject, words from ledger.entry"
                + " where case_id = ? order by number")
        .param(caseId.value())
        .query(LedgerStore::line)
        .list();
  }

  List<TimelineLine> about(String subject) {
    return jdbc.sql(
            "select number, leaf_index, type, at, by, subject, words from ledger.entry"
                + " where subject = ? order by number")
        .param(subject)
        .query(LedgerStore::line)
        .list();
  }

  /** At most {@code most} entries before this number, newest first. */
  List<TimelineLine> newest(long before, int most) {
    return jdbc.sql(
            "select number, leaf_index, type, at, by, subject, words from ledger.entry"
                + " where number < ? order by number desc limit ?")
        .params(before, most)
        .query(LedgerStore::line)
        .list();
  }

  /** Waits for whoever writes of people, and lets nobody until the transaction ends. */
  void lockErasures() {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(ERASURE_LOCK).query().listOfRows();
  }

  /** Waits for who is being erased, and lets nobody be until the transaction ends. */
  void shareErasures() {
    jdbc.sql("select pg_advisory_xact_lock_shared(?)").param(ERASURE_LOCK).query().listOfRows();
  }

  /** Which of these people were erased. */
  Set<String> erased(Collection<String> people) {
    return new HashSet<>(
        jdbc.sql(
                "select distinct subject from ledger.entry"
                    + " where subject = any(?) and type = 'WatcherErased'")
            .param(people.toArray(String[]::new))
            .query(String.class)
            .list());
  }

  /** Destroys what is kept of a person, and whose it was; keeps when. */
  int erasePersonal(String person, Instant at) {
    return jdbc.sql(
            """
            update ledger.disclosure set salt = null, value = null, person = null, erased_at = ?
             where person = ? and personal
            """)
        .params(Timestamp.from(at), person)
        .update();
  }

  static TimelineLine line(ResultSet row, int i) throws SQLException {
    long leaf = row.getLong(2);
    Long leafIndex = row.wasNull() ? null : leaf;
    return new TimelineLine(
        row.getLong(1),
        leafIndex,
        row.getString(3),
        row.getTimestamp(4).toInstant(),
        row.getString(5),
        row.getString(6),
        row.getString(7));
  }
}
