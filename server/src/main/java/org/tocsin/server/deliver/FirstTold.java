// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.kernel.WarningId;

/** When and by what each watcher was told first, as later stages measure from it. Thread-safe. */
@Component
public class FirstTold {

  private final JdbcClient jdbc;

  FirstTold(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Somebody who was told.
   *
   * @param watcher who
   * @param channel by what first
   * @param at when
   */
  public record Told(long watcher, String channel, Instant at) {}

  /** Everybody who was told a warning, once each, by number. */
  @Transactional(readOnly = true)
  public void each(WarningId warning, Consumer<Told> sink) {
    jdbc.sql(
            """
            select distinct on (r.watcher) r.watcher, c.channel, r.at
              from deliver.receipt r join deliver.chunk c on c.id = r.chunk_id
             where c.warning_id = ? and r.outcome = 1 order by r.watcher, r.at, c.id
            """)
        .param(warning.value())
        .query(row -> {
          sink.accept(new Told(row.getLong(1), row.getString(2), row.getTimestamp(3).toInstant()));
        });
  }

  /** Everybody for whom a delivery of a warning was ever queued, ascending. */
  @Transactional(readOnly = true)
  public LongStream everybody(WarningId warning) {
    LongStream.Builder numbers = LongStream.builder();
    jdbc.sql("select ids, size from deliver.chunk where warning_id = ? and attempt = 1")
        .param(warning.value())
        .query(row -> {
          for (long id : IdBytes.decode(row.getBytes(1), row.getInt(2))) {
            numbers.add(id);
          }
        });
    return numbers.build().sorted().distinct();
  }

  /** When the first delivery of a warning was queued; empty when none was. */
  @Transactional(readOnly = true)
  public Optional<Instant> began(WarningId warning) {
    return jdbc.sql("select min(queued_at) from deliver.wave where warning_id = ?")
        .param(warning.value())
        .query(
            (row, i) -> Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant))
        .single();
  }
}
