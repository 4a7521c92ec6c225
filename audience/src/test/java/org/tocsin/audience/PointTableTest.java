// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FEATURE UNDER TEST: thousands of point watchers in tables are answered as each is alone, whatever
 * the areas, the radii, the times and the wishes; and what is put into a table comes out again.
 */
class PointTableTest {
  private static final Instant NOON = Instant.parse("2026-03-28T12:00:00Z");
  private static final int WATCHERS = 6000;

  /**
   * Positions, corners and the borders of cells share a coarse grid, so positions on corners, edges
   * through cells' corners and edges along cells' borders come up all the time. The grid has steps
   * of a power of two from the corner where cells begin.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void ringsOnTheGridOfTheCellsAreAnsweredAsForEachAlone(long seed) {
    RandomGenerator random = Asking.random(seed);
    int bits = new int[] {2, 3, 6, 10, 13, 17, 22, 24}[(int) seed - 1];
    long originX = (random.nextLong(Lattice.TURN - (80L << bits)) >> bits << bits);
    long originY =
        (random.nextLong(2 * Lattice.POLE - (72L << bits)) >> bits << bits) + (1L << bits);
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < WATCHERS; i++) {
      watchers.add(
          Asking.watcher(
              i,
              new Shape.PointRadius(
                  onGrid(originX, originY, random.nextInt(72), random.nextInt(72), bits), 0)));
    }
    for (int round = 0; round < 150; round++) {
      List<Coordinates> ring = new ArrayList<>();
      int corners = 3 + random.nextInt(9);
      for (int c = 0; c < corners; c++) {
        ring.add(onGrid(originX, originY, random.nextInt(72), random.nextInt(72), bits));
      }
      List<List<Coordinates>> holes = new ArrayList<>();
      for (int h = random.nextInt(3); h > 0; h--) {
        List<Coordinates> hole = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
          hole.add(onGrid(originX, originY, random.nextInt(72), random.nextInt(72), bits));
        }
        hole.add(hole.getFirst());
        holes.add(hole);
      }
      ring.add(ring.getFirst());
      if (round == 0) {
        index(watchers);
      }
      compare(
          watchers,
          Asking.danger(new Polygon(ring, holes)),
          "seed %d round %d".formatted(seed, round));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void areasAnywhereOnEarthAreAnsweredAsForEachAlone(long seed) {
    RandomGenerator random = Asking.random(seed);
    double spread = new double[] {0.01, 1, 20, 90, 180, 180}[(int) seed - 11];
    double lat = new double[] {50, 0, 75, 0, 0, 0}[(int) seed - 11];
    double lon = new double[] {8, 180, -179, 0, 0, 0}[(int) seed - 11];
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < WATCHERS; i++) {
      watchers.add(
          watcher(
              random, i, new Shape.PointRadius(near(random, lat, lon, spread), radius(random))));
    }
    index(watchers);
    for (int round = 0; round < 60; round++) {
      Danger danger = danger(random, lat, lon, spread);
      compare(watchers, danger, "seed %d round %d %s".formatted(seed, round, danger));
    }
  }

  @Test
  void specialRingsAreAnsweredAsForEachAlone() {
    RandomGenerator random = Asking.random(31);
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < WATCHERS; i++) {
      double lat = Math.rint(random.nextDouble(-90, 90) / 5) * 5;
      double lon = Math.rint(random.nextDouble(-180, 180) / 5) * 5;
      watchers.add(
          Asking.watcher(i, new Shape.PointRadius(Coordinates.of(lat, lon), radius(random))));
    }
    index(watchers);
    Coordinates corner = Coordinates.of(5, 10);
    List<Coordinates> point = List.of(corner, corner, corner, corner);
    List<Coordinates> line = List.of(corner, Coordinates.of(5, 60), Coordinates.of(5, 30), corner);
    List<Polygon> rings =
        List.of(
            Asking.box(-90, -180, 90, 180),
            Asking.box(-80, -180, 80, 180),
            Asking.ring(70, 0, 70, 90, 70, 180, 70, -90),
            Asking.ring(-70, -90, -70, 180, -70, 90, -70, 0),
            Asking.box(80, 10, 90, 20),
            Asking.box(-20, 175, -15, -175),
            Asking.box(-90, -180, 0, 0),
            Asking.ring(60, 0, 60, 120, 60, -120, 60, 0, 75, 0, 75, -120, 75, 120, 75, 0),
            new Polygon(point, List.of()),
            new Polygon(line, List.of(point)),
            new Polygon(Asking.box(0, 0, 20, 20).outer(), List.of(line, point)),
            new Polygon(
                Asking.box(-80, -180, 80, 180).outer(),
                List.of(
                    Asking.box(-20, 170, 20, -170).outer(), Asking.box(-50, -5, 50, 5).outer())),
            Asking.ring(10, 0, -8, 6, 3, -10, 3, 10, -8, -6));
    for (Polygon ring : rings) {
      compare(watchers, Asking.danger(ring), ring.toString());
    }
    compare(watchers, Asking.danger(Area.everywhere()), "everywhere");
    for (double radius : new double[] {0, 1, 1e6, 1e7, 2e7, Area.Circle.MAX_RADIUS_METRES}) {
      for (double lat : new double[] {-90, -45, 0, 85, 90}) {
        compare(watchers, Asking.danger(Area.circle(lat, 180, radius)), lat + " circle " + radius);
      }
    }
  }

  @Test
  void edgesOfAHoleThatRunOutOfThePolygonReachNobody() {
    List<Coordinates> hole =
        List.of(
            Coordinates.of(5, 10),
            Coordinates.of(5, 60),
            Coordinates.of(6, 60),
            Coordinates.of(5, 10));
    Danger danger = Asking.danger(new Polygon(Asking.box(0, 0, 20, 20).outer(), List.of(hole)));
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      watchers.add(
          Asking.watcher(i, Shape.pointRadius(5 + i / 1e5, i % 2 == 0 ? 40 : 20.5, 200_000)));
    }
    AudienceIndex index = new AudienceIndex();
    index.putAll(watchers);
    assertThat(index.match(danger).size()).isEqualTo(500);
    assertThat(index.explain(danger, 0).matched()).isFalse();
    assertThat(index.explain(danger, 1).matched()).isTrue();
  }

  @Test
  void tenThousandAtOneAddressAreAllOrNone() {
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      watchers.add(Asking.watcher(i, Shape.pointRadius(48.2, 16.3 + (i % 2) * 1e-7, 0)));
    }
    AudienceIndex index = new AudienceIndex();
    index.putAll(watchers);
    Danger half = Asking.danger(Asking.box(48, 16, 49, 16.3));
    assertThat(index.match(half).size()).isEqualTo(5000);
    assertThat(index.match(half).toArray()).startsWith(0, 2, 4).hasSize(5000);
  }

  @Test
  void whatIsPutIntoATableComesOutAgain() {
    RandomGenerator random = Asking.random(41);
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < WATCHERS; i++) {
      long id = i % 3 == 0 ? random.nextLong() : i;
      watchers.add(
          watcher(random, id, new Shape.PointRadius(near(random, 0, 0, 180), radius(random))));
    }
    AudienceIndex index = new AudienceIndex();
    index.putAll(watchers);
    for (Watcher watcher : watchers) {
      assertThat(index.find(watcher.id())).contains(watcher);
    }
    assertThat(index.size()).isEqualTo(WATCHERS);
    assertThat(index.find(1L << 50)).isEmpty();
  }

  @Test
  void ofSeveralWithOneIdTheLastCountsWhateverItsShape() {
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      int round = i / 1000;
      watchers.add(Asking.watcher(i % 1000, Shape.pointRadius(round, 1, 0)));
    }
    watchers.add(Asking.watcher(7, Shape.world()));
    watchers.add(Asking.watcher(8, Shape.world()));
    watchers.add(Asking.watcher(8, Shape.pointRadius(2, 1, 0)));
    AudienceIndex index = new AudienceIndex();
    index.put(Asking.watcher(9, Shape.world()));
    index.putAll(watchers);
    assertThat(index.size()).isEqualTo(1000);
    assertThat(index.match(Asking.danger(Asking.box(0, 0, 1.5, 2))).toArray()).containsExactly(7);
    assertThat(index.match(Asking.danger(Asking.box(1.5, 0, 2, 2))).size()).isEqualTo(1000);
  }

  @Test
  void anAudienceIteratesAlongTheCurveAndEverybodyOnce() {
    RandomGenerator random = Asking.random(51);
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < WATCHERS; i++) {
      watchers.add(
          watcher(random, i, new Shape.PointRadius(near(random, 50, 10, 5), radius(random))));
    }
    AudienceIndex index = new AudienceIndex();
    index.putAll(watchers.subList(0, 3000));
    index.putAll(watchers.subList(3000, WATCHERS));
    Audience audience = index.match(Asking.danger(Asking.box(48, 7, 53, 12)));
    long[] inSpace = audience.streamInSpace().toArray();
    assertThat(inSpace).hasSizeGreaterThan(1000).containsExactlyInAnyOrder(audience.toArray());
    long before = 0;
    for (long id : inSpace) {
      Coordinates at =
          ((Shape.PointRadius) watchers.get((int) id).places().getFirst().shape()).centre();
      long curve = PointTable.curve((int) at.x(), (int) at.y());
      assertThat(curve).isGreaterThanOrEqualTo(before);
      before = curve;
    }
  }

  @Test
  void audiencesOfOneSnapshotAreCombinedAsSets() {
    RandomGenerator random = Asking.random(61);
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < WATCHERS; i++) {
      Shape shape =
          i % 50 == 0
              ? Shape.world()
              : new Shape.PointRadius(near(random, 50, 10, 5), radius(random));
      watchers.add(watcher(random, i, shape));
    }
    AudienceIndex index = new AudienceIndex();
    index.putAll(watchers);
    index.put(watcher(random, 4, Shape.pointRadius(50, 10, 0)));
    for (int round = 0; round < 20; round++) {
      Audience a = index.match(danger(random, 50, 10, 5));
      Audience b = index.match(danger(random, 50, 10, 5));
      Audience listedB = Audience.decode(b.encode());
      assertThat(a.minus(b)).isEqualTo(a.minus(listedB));
      assertThat(a.intersect(b)).isEqualTo(a.intersect(listedB));
      assertThat(a.union(b)).isEqualTo(a.union(listedB));
      assertThat(a.union(b).countByKind()).isEqualTo(a.union(listedB).countByKind());
      assertThat(a.minus(b).union(a.intersect(b))).isEqualTo(a);
      index.move(round * 7 + 1, Coordinates.of(50, 10));
      Audience later = index.match(danger(random, 50, 10, 5));
      assertThat(a.union(later)).isEqualTo(a.union(Audience.decode(later.encode())));
      assertThat(a.intersect(later)).isEqualTo(a.intersect(Audience.decode(later.encode())));
    }
  }

  private AudienceIndex index = new AudienceIndex();
  private List<Entry> entries = List.of();

  private void index(List<Watcher> watchers) {
    index = new AudienceIndex();
    // Some in a table of their own, some in the tail.
    index.putAll(watchers.subList(0, 4000));
    index.putAll(watchers.subList(4000, 5800));
    watchers.subList(5800, watchers.size()).forEach(index::put);
    entries = watchers.stream().map(Entry::new).toList();
  }

  private void compare(List<Watcher> watchers, Danger danger, String which) {
    PreparedDanger prepared = new PreparedDanger(danger);
    Set<Long> expected = new HashSet<>();
    int[] kinds = new int[WatcherKind.values().length];
    for (int i = 0; i < watchers.size(); i++) {
      if (prepared.matches(entries.get(i))) {
        expected.add(watchers.get(i).id());
        kinds[watchers.get(i).kind().code()]++;
      }
    }
    Audience audience = index.match(danger);
    Set<Long> found = new HashSet<>();
    audience.stream().forEach(found::add);
    Set<Long> missing = new HashSet<>(expected);
    missing.removeAll(found);
    Set<Long> tooMany = new HashSet<>(found);
    tooMany.removeAll(expected);
    assertThat(missing).as("missing, %s", which).isEmpty();
    assertThat(tooMany).as("too many, %s", which).isEmpty();
    assertThat(audience.size()).as(which).isEqualTo(expected.size());
    audience
        .countByKind()
        .forEach((kind, count) -> assertThat(count).as(which).isEqualTo(kinds[kind.code()]));
  }

  private static Coordinates onGrid(long originX, long originY, int i, int j, int bits) {
    long x = originX + ((long) i << bits) - Lattice.TURN / 2;
    long y = originY + ((long) j << bits) - Lattice.POLE;
    return new Coordinates(y / Coordinates.STEPS, x / Coordinates.STEPS);
  }

  private static double radius(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0 -> 100;
      case 1 -> random.nextInt(2000);
      case 2 -> random.nextDouble(500_000);
      case 3 -> Math.pow(10, random.nextDouble(5.5));
      default -> 0;
    };
  }

  private static Coordinates near(RandomGenerator random, double lat, double lon, double spread) {
    double dLat = random.nextDouble(-spread, spread);
    double dLon = random.nextDouble(-spread, spread);
    if (random.nextInt(3) == 0) {
      dLat = Math.rint(dLat / spread * 20) / 20 * spread;
      dLon = Math.rint(dLon / spread * 20) / 20 * spread;
    }
    return Coordinates.of(
        Math.clamp(lat + dLat, -90, 90),
        Math.clamp(Math.IEEEremainder(lon + dLon, 360), -180, 180));
  }

  private static Watcher watcher(RandomGenerator random, long id, Shape shape) {
    return new Watcher(
        id,
        Asking.one(random, WatcherKind.values()),
        List.of(new Place(shape, when(random))),
        new Preferences(
            some(random, Category.class),
            Asking.one(random, Severity.values()),
            Asking.one(random, Urgency.values()),
            Asking.one(random, Certainty.values()),
            random.nextBoolean() ? List.of("ru", "en") : List.of()),
        gathering(random));
  }

  private static Gathering gathering(RandomGenerator random) {
    return new Gathering(
        random.nextInt(3) * 500,
        random.nextBoolean() ? Set.of() : Set.of(random.nextBoolean() ? "Theatre" : "football"));
  }

  private static When when(RandomGenerator random) {
    Instant from = NOON.plusSeconds(random.nextInt(-100_000, 100_000));
    return switch (random.nextInt(8)) {
      case 0 -> When.interval(from, from.plusSeconds(random.nextInt(50_000)));
      case 1 -> When.interval(from.plusNanos(1), from.plusSeconds(1));
      case 2 -> When.interval(Instant.MIN, from);
      case 3 -> When.interval(from, Instant.MAX);
      case 4 ->
          When.weekly(
              ZoneId.of("Europe/Paris"),
              new When.Hours(
                  DayOfWeek.of(1 + random.nextInt(7)),
                  LocalTime.of(random.nextInt(24), 30),
                  LocalTime.of(random.nextInt(24), 0)));
      default -> When.always();
    };
  }

  private static <E extends Enum<E>> Set<E> some(RandomGenerator random, Class<E> type) {
    Set<E> some = EnumSet.noneOf(type);
    for (int i = random.nextInt(4); i > 0; i--) {
      some.add(Asking.one(random, type.getEnumConstants()));
    }
    return some;
  }

  private static Danger danger(RandomGenerator random, double lat, double lon, double spread) {
    List<Area> areas = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      areas.add(
          random.nextInt(3) == 0
              ? new Area.Circle(
                  near(random, lat, lon, spread), random.nextDouble() * spread * 50_000)
              : polygon(random, lat, lon, spread));
    }
    Instant start =
        NOON.plusSeconds(random.nextInt(-100_000, 100_000)).plusNanos(random.nextInt(2));
    boolean isPlain = random.nextInt(3) == 0;
    return new Danger(
        areas,
        isPlain ? Window.always() : new Window(start, start.plusSeconds(random.nextInt(50_000))),
        isPlain ? Set.of() : some(random, Category.class),
        isPlain ? Severity.UNKNOWN : Asking.one(random, Severity.values()),
        Asking.one(random, Urgency.values()),
        Asking.one(random, Certainty.values()),
        isPlain ? Set.of() : some(random, WatcherKind.class),
        isPlain ? Gathering.unknown() : gathering(random),
        Optional.empty());
  }

  /** Refused rings, which run round the Earth twice, are drawn again. */
  private static Polygon polygon(RandomGenerator random, double lat, double lon, double spread) {
    while (true) {
      List<Coordinates> corners = new ArrayList<>();
      double size = spread * random.nextDouble();
      Coordinates middle = near(random, lat, lon, spread);
      for (int c = 3 + random.nextInt(20); c > 0; c--) {
        corners.add(near(random, middle.latitude(), middle.longitude(), size));
      }
      try {
        return Asking.closed(corners);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("more than once");
      }
    }
  }
}
