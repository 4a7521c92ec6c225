// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.audience.When;
import org.tocsin.audience.Window;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.watch.Contact;

/**
 * Who is not told yet, though it is their turn: in their quiet hours, or after many messages in one
 * hour. What is lethal does not wait for these; neither does what would be over before the quiet
 * hours are, nor the first message of a warning to somebody who had many of others. And a
 * correction overtakes nobody: whom a worker may be telling now what it corrects, it waits for.
 */
@Repository
class Patience {

  /** The reasons of those who were certainly not sent anything. */
  static final String QUIET = "their quiet hours";

  static final String PRESSED = "many messages in the last hour";
  static final String ON_ITS_WAY = "what it corrects is still on its way";

  /** Longer than this nobody waits for quiet hours, whatever they say. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private static final int STRETCHES_MOST = 50;
  private static final Duration HOUR = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final WaveStore waves;
  private final int most;

  Patience(JdbcClient jdbc, WaveStore waves, DeliverySettings settings) {
    this.jdbc = jdbc;
    this.waves = waves;
    this.most = settings.mostPerHour();
  }

  /**
   * What is said of those of a chunk who are not told now, by number.
   *
   * @param before what the chunk's warning updates or cancels
   * @param begins when the danger begins
   */
  Map<Long, Outcome> of(
      Chunk chunk,
      Collection<Contact> contacts,
      List<WarningId> before,
      Instant begins,
      Instant now) {
    Map<Long, Outcome> waits = new HashMap<>();
    if (!before.isEmpty()) {
      waves.inFlight(before).forEach(each -> waits.put(each, Outcome.later(ON_ITS_WAY, false)));
    }
    if (!mayWait(chunk)) {
      return waits;
    }
    for (Contact contact : contacts) {
      if (contact.ways(chunk.channel()).stream()
          .allMatch(way -> quietEnd(way, chunk, begins, now).isPresent())) {
        quiet(chunk, contact, begins, now)
            .ifPresent(wait -> waits.putIfAbsent(contact.id().number(), wait));
      }
    }
    if (chunk.step() > 0) {
      long[] watchers = contacts.stream().mapToLong(each -> each.id().number()).toArray();
      pressed(chunk.warning(), watchers, now)
          .forEach((watcher, wait) -> {
            // Nobody is given up for having been told much.
            if (now.plus(wait).isBefore(chunk.until())) {
              waits.putIfAbsent(watcher, new Outcome.Deferred(PRESSED, false, wait));
            }
          });
    }
    return waits;
  }

  /** Whether one of somebody's ways is left in peace now, while another is used. */
  boolean isQuiet(Chunk chunk, Contact.Channel way, Instant begins, Instant now) {
    return mayWait(chunk)
        && !chunk.channel().equals(Parked.PHONE)
        && quietEnd(way, chunk, begins, now).isPresent();
  }

  /** That the first of the ways that are left in peace now is used when its quiet hours end. */
  Optional<Outcome> quiet(Chunk chunk, Contact contact, Instant begins, Instant now) {
    return mayWait(chunk)
        ? contact.ways(chunk.channel()).stream()
            .map(way -> quietEnd(way, chunk, begins, now))
            .flatMap(Optional::stream)
            .min(Instant::compareTo)
            .map(end -> new Outcome.Deferred(QUIET, false, Duration.between(now, end)))
        : Optional.empty();
  }

  /** What is lethal does not wait, and what waits for people already asks only what came of it. */
  private static boolean mayWait(Chunk chunk) {
    boolean isParked = chunk.channel().equals(Parked.PHONE) && chunk.attempt() > 1;
    return chunk.lane() != Lane.LETHAL.code() && !isParked;
  }

  private static Optional<Instant> quietEnd(
      Contact.Channel way, Chunk chunk, Instant begins, Instant now) {
    return quietEnd(way, chunk.lane(), now, begins, chunk.until());
  }

  /**
   * When somebody may be told.
   *
   * @param way how they are reached
   * @param lane how much the warning hurries
   * @param now the time
   * @param begins when the danger begins: what is urgent does not wait beyond that
   * @param until when the warning ends
   * @return when their quiet hours end; empty when they are to be told now
   */
  static Optional<Instant> quietEnd(
      Contact.Channel way, int lane, Instant now, Instant begins, Instant until) {
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
    boolean isTooLate = !end.isBefore(until) || (lane == Lane.URGENT.code() && end.isAfter(begins));
    return end.equals(now) || isTooLate ? Optional.empty() : Optional.of(end);
  }

  private Map<Long, Duration> pressed(WarningId warning, long[] watchers, Instant now) {
    Map<Long, Duration> waits = new HashMap<>();
    jdbc.sql(
            """
            with told as (
              select r.watcher from deliver.receipt r join deliver.chunk c on c.id = r.chunk_id
               where c.warning_id = :warning and r.outcome = 1
                 and r.least <= :last and r.most >= :first and r.watcher = any(:watchers))
            select r.watcher, min(r.at) from deliver.receipt r
             where r.at > :since and r.outcome = 1
               and r.least <= :last and r.most >= :first and r.watcher = any(:watchers)
               and r.watcher in (select watcher from told)
             group by r.watcher having count(*) >= :most
            """)
        .param("since", Timestamp.from(now.minus(HOUR)))
        .param("watchers", watchers)
        .param("first", LongStream.of(watchers).min().orElse(0))
        .param("last", LongStream.of(watchers).max().orElse(0))
        .param("warning", warning.value())
        .param("most", most)
        .query(row -> {
          Instant first = row.getTimestamp(2).toInstant();
          waits.put(row.getLong(1), Duration.between(now, first.plus(HOUR)));
        });
    return waits;
  }
}
