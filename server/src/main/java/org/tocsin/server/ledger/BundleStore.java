// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;

/** What bundles read from the tables of the ledger. */
@Repository
class BundleStore {

  /** An entry that has a place in the record. */
  record Placed(long number, long leafIndex, String type, Optional<String> subject, byte[] body) {}

  /** A committed value: shown with its salt, or erased at a time. */
  record Value(
      String name,
      byte @Nullable [] salt,
      @Nullable String json,
      boolean personal,
      boolean open,
      @Nullable Instant erasedAt) {}

  private static final String ENTRY = "e.number, e.leaf_index, e.type, e.subject, e.body";

  private final JdbcClient jdbc;

  BundleStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Entries of a case below a tree size: all, or those that may go to the press.
   *
   * @param publicWarnings for the press: the warnings of which it may hear; absent for all entries
   */
  record Part(CaseId caseId, long size, @Nullable Set<String> publicWarnings) {
    private String where() {
      String all = " from ledger.entry e where e.case_id = ? and e.leaf_index < ?";
      return publicWarnings == null
          ? all
          : all
              + " and e.type = any(?)"
              + " and (e.subject is null or not starts_with(e.subject, ?) or e.subject = any(?))";
    }

    private List<Object> params() {
      List<Object> params = new ArrayList<>(List.of(caseId.value(), size));
      if (publicWarnings != null) {
        params.add(PressEntries.TYPES.toArray(String[]::new));
        params.add(WarningId.PREFIX + "_");
        params.add(publicWarnings.toArray(String[]::new));
      }
      return params;
    }
  }

  /**
   * How much that is.
   *
   * @param entries how many
   * @param end the place behind the last of them, 0 where there is none
   */
  record Extent(long entries, long end) {}

  Extent extent(Part part) {
    return jdbc.sql("select count(*), coalesce(max(e.leaf_index) + 1, 0)" + part.where())
        .params(part.params())
        .query((row, i) -> new Extent(row.getLong(1), row.getLong(2)))
        .single();
  }

  /** At most so many of them from this place on, in the record's order. */
  List<Placed> page(Part part, long from, int most) {
    List<Object> params = part.params();
    params.add(from);
    params.add(most);
    return jdbc.sql(
            "select "
                + ENTRY
                + part.where()
                + " and e.leaf_index >= ? order by e.leaf_index limit ?")
        .params(params)
        .query(BundleStore::placed)
        .list();
  }

  /** The approvals in a case below this tree size. */
  List<Placed> approvals(CaseId caseId, long size) {
    return jdbc.sql(
            "select "
                + ENTRY
                + " from ledger.entry e where e.case_id = ? and e.type = 'WarningApproved'"
                + " and e.leaf_index < ? order by e.leaf_index")
        .params(caseId.value(), size)
        .query(BundleStore::placed)
        .list();
  }

  /** The approval of a warning, which commits to its texts; without those that have no place. */
  List<Placed> approvals(WarningId warning, long size) {
    return jdbc.sql(
            "select "
                + ENTRY
                + " from ledger.entry e where e.subject = ? and e.type = 'WarningApproved'"
                + " and e.leaf_index < ? order by e.leaf_index")
        .params(warning.value(), size)
        .query(BundleStore::placed)
        .list();
  }

  /** The entries about a warning that hide something of this person; with or without a place. */
  List<Long> hidingOf(String person, WarningId warning) {
    return jdbc.sql(
            """
            select distinct e.number from ledger.disclosure d join ledger.entry e
              on e.number = d.entry_number
             where d.person = ? and e.subject = ? order by e.number
            """)
        .params(person, warning.value())
        .query((row, i) -> Long.valueOf(row.getLong(1)))
        .list();
  }

  /** The placed entries with these numbers below this tree size, oldest first. */
  List<Placed> placed(List<Long> numbers, long size) {
    return jdbc.sql(
            "select "
                + ENTRY
                + " from ledger.entry e where e.number = any(?) and e.leaf_index < ?"
                + " order by e.leaf_index")
        .params(numbers.toArray(Long[]::new), size)
        .query(BundleStore::placed)
        .list();
  }

  /** The committed values of these entries, by the entry's number, names ascending. */
  Map<Long, List<Value>> values(List<Placed> entries) {
    Map<Long, List<Value>> values = new HashMap<>();
    jdbc.sql(
            "select entry_number, name, salt, value, personal, open, erased_at"
                + " from ledger.disclosure where entry_number = any(?) order by entry_number, name")
        .param(entries.stream().map(Placed::number).toArray(Long[]::new))
        .query(row -> {
          values
              .computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
              .add(
                  new Value(
                      row.getString(2),
                      row.getBytes(3),
                      row.getString(4),
                      row.getBoolean(5),
                      row.getBoolean(6),
                      row.getTimestamp(7) == null ? null : row.getTimestamp(7).toInstant()));
        });
    return values;
  }

  private static Placed placed(ResultSet row, int i) throws SQLException {
    return new Placed(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        Optional.ofNullable(row.getString(4)),
        row.getBytes(5));
  }
}
