// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FEATURE UNDER TEST: among thousands of dangers a position, and a watcher, finds exactly those
 * that it would find by asking each.
 */
class DangerIndexTest {
  private static final Instant NOON = Instant.parse("2026-03-28T12:00:00Z");

  /** Positions and corners share a grid that the cells' borders are part of. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void positionsAndWatchersFindTheDangersThatEachAloneWouldFind(long seed) {
    RandomGenerator random = Asking.random(seed);
    long grid = 1L << new int[] {4, 10, 17, 22, 25, 26}[(int) seed - 1];
    List<Danger> dangers = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      List<Area> areas = new ArrayList<>();
      for (int a = random.nextInt(2); a >= 0; a--) {
        areas.add(area(random, grid));
      }
      dangers.add(danger(random, areas));
    }
    DangerIndex index = DangerIndex.of(dangers);
    List<PreparedDanger> each = dangers.stream().map(PreparedDanger::new).toList();
    int found = 0;
    for (int i = 0; i < 1500; i++) {
      Coordinates position = position(random, grid);
      Instant instant = NOON.plusSeconds(random.nextInt(3000));
      double radius = i % 5 < 2 ? Math.pow(10, random.nextDouble(5)) : 0;
      Shape here = new Shape.PointRadius(position, radius);
      Watcher watcher =
          switch (i % 11) {
            case 0 ->
                Asking.watcher(
                    i, here, new Shape.Corridor(List.of(position, position(random, grid)), 50));
            case 1, 2 ->
                Asking.watcher(
                    i,
                    here,
                    new Shape.PointRadius(position(random, grid), 0),
                    new Shape.PointRadius(position(random, grid), Math.min(500_000, grid * 0.02)));
            default -> Asking.watcher(i, here);
          };
      List<Danger> expectedAt = new ArrayList<>();
      List<Danger> expectedFor = new ArrayList<>();
      Entry entry = new Entry(watcher);
      for (PreparedDanger danger : each) {
        if (danger.isAt(instant) && danger.isAt(position)) {
          expectedAt.add(danger.danger());
        }
        if (danger.matches(entry)) {
          expectedFor.add(danger.danger());
        }
      }
      assertThat(index.dangersAt(position, instant))
          .as("seed %d position %d %s", seed, i, position)
          .isEqualTo(expectedAt);
      assertThat(index.dangersFor(watcher))
          .as("seed %d watcher %d %s", seed, i, watcher)
          .isEqualTo(expectedFor);
      found += expectedAt.size();
    }
    assertThat(found).isGreaterThan(300);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 33, 700})
  void manyPositionsAtOnceHaveTheDangersThatEachHasAlone(int count) {
    RandomGenerator random = Asking.random(count);
    DangerIndex index =
        DangerIndex.of(
            Stream.generate(() -> Asking.danger(area(random, 1_000_000))).limit(300).toList());
    List<Coordinates> positions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      positions.add(
          i % 50 == 7
              ? Coordinates.of(i % 100 < 50 ? 90 : -90, i % 180)
              : position(random, 1_000_000));
    }
    int[][] together = index.numbersAt(positions, NOON);
    int found = 0;
    assertThat(together).hasNumberOfRows(count);
    for (int i = 0; i < count; i++) {
      assertThat(together[i])
          .as("position %d %s", i, positions.get(i))
          .isEqualTo(index.numbersAt(positions.get(i), NOON));
      found += together[i].length;
    }
    assertThat(found).isGreaterThanOrEqualTo(count / 2);
  }

  private static Area area(RandomGenerator random, long grid) {
    return switch (random.nextInt(8)) {
      case 0, 1 ->
          new Area.Circle(
              position(random, grid), Math.min(2e7, random.nextDouble() * grid * 40 * 0.011));
      case 2 -> random.nextInt(20) == 0 ? Area.everywhere() : star(random, grid, 4);
      case 3 -> new Polygon(star(random, grid, 30).outer(), List.of(star(random, grid, 5).outer()));
      default -> star(random, grid, random.nextInt(1, 20));
    };
  }

  private static Polygon star(RandomGenerator random, long grid, int reach) {
    while (true) {
      Coordinates middle = position(random, grid);
      List<Coordinates> corners = new ArrayList<>();
      for (int c = 3 + random.nextInt(12); c > 0; c--) {
        corners.add(
            at(
                middle.x() + grid * random.nextInt(-reach, reach + 1),
                middle.y() + grid * random.nextInt(-reach, reach + 1)));
      }
      try {
        return Asking.closed(corners);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("more than once");
      }
    }
  }

  private static Coordinates position(RandomGenerator random, long grid) {
    // Round the corner where four of the largest cells meet, and round the antimeridian.
    long middle = random.nextInt(4) == 0 ? Lattice.TURN / 2 : (1L << 31) - Lattice.TURN / 2;
    return at(
        middle + grid * random.nextInt(-24, 25),
        (1L << 30) - Lattice.POLE + grid * random.nextInt(-24, 25));
  }

  private static Coordinates at(long x, long y) {
    long half = Lattice.TURN / 2;
    return new Coordinates(
        Math.clamp(y, -Lattice.POLE, Lattice.POLE) / Coordinates.STEPS,
        (Math.floorMod(x + half, Lattice.TURN) - half) / Coordinates.STEPS);
  }

  private static Danger danger(RandomGenerator random, List<Area> areas) {
    Instant start = NOON.plusSeconds(random.nextInt(2000));
    return Asking.danger(areas.toArray(new Area[0]))
        .withWindow(new Window(start, start.plusSeconds(random.nextInt(2000))));
  }
}
