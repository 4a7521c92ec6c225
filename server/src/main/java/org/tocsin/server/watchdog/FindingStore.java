// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watchdog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.Audit;

/** The table of findings. */
@Repository
class FindingStore {

  private static final String COLUMNS =
      "select id, audit, about, node, words, mended, opened_at, closed_at from watchdog.finding";

  private final JdbcClient jdbc;

  FindingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Keeps something found.
   *
   * @return false when it is known already; its words are those of today then
   */
  boolean open(String audit, String node, Audit.Finding finding, Instant now) {
    boolean isNew =
        jdbc.sql(
                    """
                    insert into watchdog.finding
                      (audit, about, node, words, mended, opened_at, closed_at)
                    values (:audit, :about, :node, :words, :mended, :now,
                            case when :mended then cast(:now as timestamptz) end)
                    on conflict (audit, about, node) where closed_at is null do nothing
                    """)
                .param("audit", audit)
                .param("about", finding.about())
                .param("node", node)
                .param("words", finding.words())
                .param("mended", finding.isMended())
                .param("now", Timestamp.from(now))
                .update()
            > 0;
    if (!isNew) {
      jdbc.sql(
              "update watchdog.finding set words = ?, seen_at = clock_timestamp()"
                  + " where audit = ? and about = ? and node = ? and closed_at is null")
          .params(finding.words(), audit, finding.about(), node)
          .update();
    }
    return isNew;
  }

  /** Those of an audit that are open on a node. */
  List<FoundFault> open(String audit, String node) {
    return jdbc.sql(COLUMNS + " where audit = ? and node = ? and closed_at is null order by id")
        .params(audit, node)
        .query(FindingStore::row)
        .list();
  }

  /** What a node has found that has not looked for so long: it is gone, or has another name. */
  List<FoundFault> unseen(Duration since) {
    return jdbc.sql(
            COLUMNS
                + " where closed_at is null and node <> ''"
                + " and seen_at < clock_timestamp() - make_interval(secs => ?)")
        .param(since.toSeconds())
        .query(FindingStore::row)
        .list();
  }

  /** Says that something is well again; false when another node was quicker. */
  boolean close(long id, Instant now) {
    return jdbc.sql("update watchdog.finding set closed_at = ? where id = ? and closed_at is null")
            .params(Timestamp.from(now), id)
            .update()
        > 0;
  }

  /** Everything that is open, the oldest first. */
  List<FoundFault> open() {
    return jdbc.sql(COLUMNS + " where closed_at is null order by opened_at, id limit 200")
        .query(FindingStore::row)
        .list();
  }

  long countOpen() {
    return jdbc.sql("select count(*) from watchdog.finding where closed_at is null")
        .query(Long.class)
        .single();
  }

  /** What is past, the newest first. */
  List<FoundFault> past(int most) {
    return jdbc.sql(COLUMNS + " where closed_at is not null order by opened_at desc limit ?")
        .param(most)
        .query(FindingStore::row)
        .list();
  }

  /** Forgets what was past at a time; the record keeps its entries. */
  int forget(Instant before) {
    return jdbc.sql("delete from watchdog.finding where closed_at < ?")
        .param(Timestamp.from(before))
        .update();
  }

  private static FoundFault row(ResultSet row, int i) throws SQLException {
    return new FoundFault(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getBoolean(6),
        row.getTimestamp(7).toInstant(),
        Optional.ofNullable(row.getTimestamp(8)).map(Timestamp::toInstant).orElse(null));
  }
}
