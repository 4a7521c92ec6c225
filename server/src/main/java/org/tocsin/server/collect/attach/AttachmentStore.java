// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.attach;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.secret.Sealer;

/** The tables of files, of what they came with, and of sealed contacts. */
@Repository
class AttachmentStore {

  private static final HexFormat HEX = HexFormat.of();

  private final JdbcClient jdbc;

  AttachmentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps the bytes unless they are there, and that they came with the report; false if known. */
  boolean insert(Attachment attachment, byte[] bytes, ReportId report, String by) {
    Timestamp at = Timestamp.from(attachment.addedAt());
    byte[] sha256 = HEX.parseHex(attachment.sha256());
    jdbc.sql(
            "insert into collect.file (sha256, media_type, bytes, first_at) values (?, ?, ?, ?)"
                + " on conflict do nothing")
        .params(sha256, attachment.mediaType(), bytes, at)
        .update();
    return jdbc.sql(
                "insert into collect.attachment (id, report_id, sha256, name, added_at, added_by)"
                    + " values (?, ?, ?, ?, ?, ?) on conflict (report_id, sha256) do nothing")
            .params(attachment.id().value(), report.value(), sha256, attachment.name(), at, by)
            .update()
        == 1;
  }

  List<Attachment> of(ReportId report) {
    return jdbc.sql(
            """
            select a.id, a.name, f.media_type, f.sha256, length(f.bytes), a.added_at
              from collect.attachment a join collect.file f on f.sha256 = a.sha256
             where a.report_id = ? order by a.number
            """)
        .param(report.value())
        .query((row, i) ->
            new Attachment(
                new AttachmentId(row.getString(1)),
                row.getString(2),
                row.getString(3),
                HEX.formatHex(row.getBytes(4)),
                row.getLong(5),
                row.getTimestamp(6).toInstant()))
        .list();
  }

  Optional<byte[]> bytes(AttachmentId id) {
    return jdbc.sql(
            "select f.bytes from collect.attachment a join collect.file f on f.sha256 = a.sha256"
                + " where a.id = ?")
        .param(id.value())
        .query((row, i) -> row.getBytes(1))
        .optional();
  }

  /** How many files, calls and contacts stand beside each of these reports; none are left out. */
  Map<ReportId, Integer> beside(List<ReportId> reports) {
    Map<ReportId, Integer> counts = new HashMap<>();
    jdbc.sql(
            """
            select report_id, sum(many) from (
              select report_id, count(*) as many from collect.attachment
               where report_id = any(?) group by report_id
              union all select report_id, 0 from collect.phone_note where report_id = any(?)
              union all select report_id, 0 from collect.mail where report_id = any(?)
              union all select report_id, 0 from collect.contact where report_id = any(?)) b
             group by report_id
            """)
        .params(words(reports), words(reports), words(reports), words(reports))
        .query(row -> {
          counts.put(new ReportId(row.getString(1)), row.getInt(2));
        });
    return counts;
  }

  /** What DKIM said of the mail that became this report; empty when it was none. */
  Optional<String> dkim(ReportId report) {
    return jdbc.sql("select dkim from collect.mail where report_id = ?")
        .param(report.value())
        .query(String.class)
        .optional();
  }

  private static String[] words(List<ReportId> reports) {
    return reports.stream().map(ReportId::value).toArray(String[]::new);
  }

  void insertContact(ReportId report, Sealer.Sealed sealed, Instant at) {
    jdbc.sql(
            "insert into collect.contact (report_id, box, key, kept_at) values (?, ?, ?, ?)"
                + " on conflict do nothing")
        .params(report.value(), sealed.box(), sealed.key(), Timestamp.from(at))
        .update();
  }

  Optional<Sealer.Sealed> contact(ReportId report) {
    return jdbc.sql("select box, key from collect.contact where report_id = ?")
        .param(report.value())
        .query((row, i) -> new Sealer.Sealed(row.getBytes(1), row.getBytes(2)))
        .optional();
  }

  boolean deleteContact(ReportId report) {
    return jdbc.sql("delete from collect.contact where report_id = ?")
            .param(report.value())
            .update()
        == 1;
  }
}
