// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tocsin.audience.Coordinates;
import org.tocsin.audience.Place;
import org.tocsin.audience.Shape;
import org.tocsin.audience.Watcher;
import org.tocsin.audience.WatcherKind;
import org.tocsin.audience.When;

/**
 * The watchers in columns; the id of each is its place in them. The same in every process. Ids come
 * in no order of space, as people register.
 */
final class Watchers {
  /** The beginning of the time in which watchers and dangers have theirs. */
  static final long BASE = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

  static final int MINUTES = 40_000;
  private static final int WISHES = 300;
  private static final int MINUTE = 60;
  private static final int CURVE_BITS = 19;
  private static final int ROW_BITS = 24;
  private static final WatcherKind[] KINDS = WatcherKind.values();

  final int count;
  final Cities cities;
  final Wish[] wishes = new Wish[WISHES];

  /** Steps of 1e-7 degrees east and north. */
  final int[] x;

  final int[] y;

  /** Which of the wishes. */
  final short[] wish;

  /** The number of {@link WatcherKind}. */
  final byte[] kind;

  /** 0 always, a {@link Timetable} above, an interval below: -1 is the first. */
  final int[] when;

  /** First and last second of each interval. */
  long[] from = new long[1024];

  long[] until = new long[1024];
  private int intervals;

  Watchers(int count) {
    SplittableRandom random = new SplittableRandom(42);
    this.count = count;
    cities = new Cities(random);
    Arrays.setAll(wishes, _ -> Wish.random(random));
    x = new int[count];
    y = new int[count];
    wish = new short[count];
    kind = new byte[count];
    when = new int[count];
    for (int id = 0; id < count; id++) {
      cities.anywhere(random, x, y, id);
      wish[id] = (short) random.nextInt(WISHES);
      kind[id] = (byte) (random.nextInt(20) == 0 ? random.nextInt(KINDS.length) : 0);
      when[id] =
          switch (random.nextInt(40)) {
            case 0 -> interval(random);
            case 1 -> 1 + random.nextInt(Timetable.COUNT);
            default -> 0;
          };
    }
  }

  private int interval(SplittableRandom random) {
    if (intervals == from.length) {
      from = Arrays.copyOf(from, 2 * intervals);
      until = Arrays.copyOf(until, 2 * intervals);
    }
    from[intervals] = BASE + MINUTE * random.nextLong(MINUTES);
    until[intervals] = from[intervals] + 7200 + MINUTE * random.nextLong(4000);
    return -1 - intervals++;
  }

  /** Ours, made one by one as they are taken. */
  Stream<Watcher> stream() {
    When[] timetables =
        IntStream.rangeClosed(1, Timetable.COUNT)
            .mapToObj(n -> Timetable.of(n).when())
            .toArray(When[]::new);
    When always = When.always();
    return IntStream.range(0, count)
        .mapToObj(id -> {
          When time =
              when[id] == 0
                  ? always
                  : when[id] > 0
                      ? timetables[when[id] - 1]
                      : When.interval(
                          Instant.ofEpochSecond(from[-1 - when[id]]),
                          Instant.ofEpochSecond(until[-1 - when[id]]));
          return new Watcher(
              id,
              KINDS[kind[id]],
              List.of(new Place(new Shape.PointRadius(coordinates(x[id], y[id]), 0), time)),
              wishes[wish[id]].preferences());
        });
  }

  static Coordinates coordinates(int x, int y) {
    return new Coordinates(y / Cities.STEPS, x / Cities.STEPS);
  }

  /**
   * The ids along a curve that fills space, to a precision of some 80 metres: peers that gain by
   * neighbours lying together are given them in this order.
   */
  int[] alongCurve() {
    long[] keys = new long[count];
    for (int id = 0; id < count; id++) {
      long east = (x[id] + 1_800_000_000L) * (1L << CURVE_BITS) / 3_600_000_001L;
      long north = (y[id] + 900_000_000L) * (1L << CURVE_BITS) / 1_800_000_001L;
      keys[id] = ((spread(east) | (spread(north) << 1)) << ROW_BITS) | id;
    }
    Arrays.parallelSort(keys);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = (int) (keys[i] & ((1 << ROW_BITS) - 1));
    }
    return order;
  }

  /** Puts a zero bit before each of the low 19 bits: Morton order. */
  private static long spread(long bits) {
    long spread = 0;
    for (int bit = 0; bit < CURVE_BITS; bit++) {
      spread |= (bits >> bit & 1) << (2 * bit);
    }
    return spread;
  }
}
