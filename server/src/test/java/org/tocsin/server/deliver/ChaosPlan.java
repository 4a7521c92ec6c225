// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What happens when: the same for the same seed.
 *
 * @param events in the order of their times
 */
record ChaosPlan(List<Event> events) {

  /** What may happen. */
  enum Kind {
    /** A warning for everybody is approved at a node. */
    APPROVE,
    /** The warning that was approved last, and not cancelled, is cancelled at a node. */
    CANCEL,
    /** A node is killed, and started again later. */
    KILL,
    /** A node stops in the middle of whatever it does, and goes on later. */
    PAUSE,
    /** The wire between a node and the database breaks, and is mended later. */
    CUT,
    /** Nothing passes between a node and the database, and everything later. */
    SILENCE,
    /** Every packet between a node and the database gets lost. */
    PART,
    /** And every packet between that node and the receivers as well: it is alone. */
    ISOLATE,
    /** The database is stopped in order, and started again. */
    DATABASE_STOP,
    /** The database is killed, and recovers. */
    DATABASE_KILL,
    /** A node's clock jumps ahead. */
    CLOCK
  }

  /**
   * One of them.
   *
   * @param at after the begin
   * @param node to which
   * @param lasts until it is mended
   */
  record Event(Duration at, Kind kind, int node, Duration lasts) {}

  private static final List<Kind> TROUBLE =
      List.of(
          Kind.KILL,
          Kind.KILL,
          Kind.PAUSE,
          Kind.CUT,
          Kind.SILENCE,
          Kind.PART,
          Kind.PART,
          Kind.ISOLATE,
          Kind.DATABASE_STOP,
          Kind.DATABASE_KILL,
          Kind.CLOCK);

  /** Trouble spread over this time: one piece every few seconds, warnings and cancels between. */
  static ChaosPlan of(long seed, int nodes, Duration time) {
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    long millis = time.toMillis();
    events.add(new Event(Duration.ZERO, Kind.APPROVE, 0, Duration.ZERO));
    for (long at = millis / 4; at < millis; at += millis / 4) {
      Kind kind = random.nextBoolean() ? Kind.APPROVE : Kind.CANCEL;
      events.add(event(at + random.nextInt(2_000), kind, random.nextInt(nodes), 0));
    }
    long pause = 3_000;
    for (long at = 500; at < millis; at += pause / 2 + random.nextLong(pause)) {
      Kind kind = TROUBLE.get(random.nextInt(TROUBLE.size()));
      int lasts =
          switch (kind) {
            case PAUSE, SILENCE -> 1_000 + random.nextInt(11_000);
            case PART, ISOLATE -> 3_000 + random.nextInt(12_000);
            case CLOCK -> random.nextInt(40_000);
            default -> 200 + random.nextInt(3_000);
          };
      events.add(event(at, kind, random.nextInt(nodes), lasts));
    }
    events.sort(Comparator.comparing(Event::at));
    return new ChaosPlan(List.copyOf(events));
  }

  private static Event event(long at, Kind kind, int node, int lasts) {
    return new Event(Duration.ofMillis(at), kind, node, Duration.ofMillis(lasts));
  }
}
