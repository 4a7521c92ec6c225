// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;

/**
 * What waits for people ({@link Outcome.Waiting}): each watcher is a chunk of its own, due when the
 * warning ends. Here it becomes due when something came of it; the channel is then asked again.
 * Thread-safe.
 */
@Component
public class Parked {

  /** The channel whose other side is people. */
  public static final String PHONE = "phone";

  /** Something that waited is due. */
  record Woken(WarningId warning) {}

  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;

  Parked(JdbcClient jdbc, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.events = events;
  }

  /**
   * Makes due what waits for this watcher on this channel; in the caller's transaction. What
   * another transaction holds is left: whoever ends the warning makes it due anyway, and the call
   * list looks again at each beat.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void wake(WarningId warning, String channel, WatcherId watcher, Instant now) {
    jdbc.sql(
            """
            update deliver.chunk set due_at = :now where id = any(array(
              select id from deliver.chunk
               where warning_id = :warning and channel = :channel and ids = :ids
                 and size = 1 and finished_at is null and due_at > :now
                 for update skip locked))
            """)
        .param("now", Timestamp.from(now))
        .param("warning", warning.value())
        .param("channel", channel)
        .param("ids", IdBytes.encode(new long[] {watcher.number()}))
        .update();
    events.publishEvent(new Woken(warning));
  }

  /**
   * Whether anything may still be asked of the channel for this watcher: it waits, or is in a chunk
   * of several that is not finished.
   */
  @Transactional(readOnly = true)
  public boolean isWaiting(WarningId warning, String channel, WatcherId watcher) {
    return jdbc.sql(
            """
            select exists (select 1 from deliver.chunk
                            where warning_id = :warning and channel = :channel and ids = :ids
                              and size = 1 and finished_at is null)
                or exists (select 1 from deliver.chunk
                            where warning_id = :warning and channel = :channel
                              and size > 1 and finished_at is null)
            """)
        .param("warning", warning.value())
        .param("channel", channel)
        .param("ids", IdBytes.encode(new long[] {watcher.number()}))
        .query(Boolean.class)
        .single();
  }
}
