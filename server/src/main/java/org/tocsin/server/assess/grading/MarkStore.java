// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.grading;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.read.FindingNotes;

/** The table of marks. */
@Repository
class MarkStore {

  private final JdbcClient jdbc;

  MarkStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Mark mark) {
    jdbc.sql(
            "insert into assess.mark (report_id, finding, kind, value, party, reason, said_at,"
                + " said_by) values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            mark.report().value(),
            mark.finding().orElse(FindingNotes.WHOLE),
            mark.kind().word(),
            mark.value(),
            mark.party(),
            mark.reason(),
            Timestamp.from(mark.at()),
            mark.by())
        .update();
  }

  /** Every mark of these reports and their findings, oldest first. */
  List<Mark> of(Collection<ReportId> reports) {
    return jdbc.sql(
            "select report_id, finding, kind, value, party, reason, said_at, said_by"
                + " from assess.mark where report_id = any(?) order by number")
        .param(reports.stream().map(ReportId::value).toArray(String[]::new))
        .query((row, i) ->
            new Mark(
                new ReportId(row.getString(1)),
                row.getInt(2) == FindingNotes.WHOLE
                    ? OptionalInt.empty()
                    : OptionalInt.of(row.getInt(2)),
                Mark.Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getTimestamp(7).toInstant(),
                row.getString(8)))
        .list();
  }
}
