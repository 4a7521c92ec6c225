// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.audience.When;
import org.tocsin.audience.Window;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.watch.Contact;

/**
 * Who is not told yet, though it is their turn: in their quiet hours, or after many messages in one
 * hour. What is lethal never waits; neither does what would be over before the quiet hours are, nor
 * the first message of a warning to somebody who had many of others.
 */
@Repository
class Waiting {

  /** Longer than this nobody waits for quiet hours, whatever they say. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private static final int STRETCHES_MOST = 50;
  private static final Duration HOUR = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final int most;

  Waiting(JdbcClient jdbc, DeliverySettings settings) {
    this.jdbc = jdbc;
    this.most = settings.mostPerHour();
  }

  /** What is said of those of a chunk who are not told now, by number. */
  Map<Long, Outcome> of(Chunk chunk, Collection<Contact> contacts, Instant now) {
    Map<Long, Outcome> waits = new HashMap<>();
    if (chunk.lane() == Lane.LETHAL.code()) {
      return waits;
    }
    for (Contact contact : contacts) {
      quiet(chunk, contact, now)
          .ifPresent(wait ->
              waits.put(
                  contact.id().number(), new Outcome.Deferred("their quiet hours", false, wait)));
    }
    if (chunk.step() > 0) {
      long[] watchers = contacts.stream().mapToLong(each -> each.id().number()).toArray();
      pressed(chunk.warning(), watchers, now)
          .forEach((watcher, wait) ->
              waits.put(
                  watcher, new Outcome.Deferred("many messages in the last hour", false, wait)));
    }
    return waits;
  }

  /** How long until the first of somebody's ways is not quiet; empty when one is not now. */
  private static Optional<Duration> quiet(Chunk chunk, Contact contact, Instant now) {
    return contact.ways(chunk.channel()).stream()
        .map(way -> quietEnd(way, chunk.lane(), now, chunk.until()).orElse(now))
        .min(Instant::compareTo)
        .filter(end -> end.isAfter(now))
        .map(end -> Duration.between(now, end));
  }

  /**
   * When somebody may be told.
   *
   * @param way how they are reached
   * @param lane how much the warning hurries
   * @param now the time
   * @param until when the warning ends
   * @return when their quiet hours end; empty when they are to be told now
   */
  static Optional<Instant> quietEnd(Contact.Channel way, int lane, Instant now, Instant until) {
    When quiet = way.quiet();
    if (quiet == null || lane == Lane.LETHAL.code()) {
      return Optional.empty();
    }
    Instant end = now;
    for (int i = 0; i < STRETCHES_MOST && quiet.overlaps(Window.at(end)); i++) {
      // Both ends of a stretch are quiet; the next may begin where this one ends.
      end =
          quiet
              .firstOverlap(new Window(end, end.plus(LONGEST)))
              .orElseThrow()
              .latestEnd()
              .plusSeconds(1);
      if (Duration.between(now, end).compareTo(LONGEST) >= 0) {
        end = now.plus(LONGEST);
        break;
      }
    }
    return end.equals(now) || !end.isBefore(until) ? Optional.empty() : Optional.of(end);
  }

  private Map<Long, Duration> pressed(WarningId warning, long[] watchers, Instant now) {
    Map<Long, Duration> waits = new HashMap<>();
    jdbc.sql(
            """
            select r.watcher, min(r.at) filter (where r.at > :since)
              from deliver.receipt r join deliver.chunk c on c.id = r.chunk_id
             where r.watcher = any(:watchers) and r.outcome = 1
               and (r.at > :since or c.warning_id = :warning)
             group by r.watcher
            having count(*) filter (where r.at > :since) >= :most
               and bool_or(c.warning_id = :warning)
            """)
        .param("since", Timestamp.from(now.minus(HOUR)))
        .param("watchers", watchers)
        .param("warning", warning.value())
        .param("most", most)
        .query(row -> {
          Instant first = row.getTimestamp(2).toInstant();
          waits.put(row.getLong(1), Duration.between(now, first.plus(HOUR)));
        });
    return waits;
  }
}
