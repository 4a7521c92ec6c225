// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FEATURE UNDER TEST: somebody with several places is found through any of them and counted once,
 * in every way in which watchers are put, changed, moved, merged, saved, divided and combined.
 */
class SeveralPlacesTest {
  private static final Instant NOON = Instant.parse("2026-03-28T12:00:00Z");
  private static final Area WEST = Asking.box(-10, -20, 10, -1);
  private static final Area EAST = Asking.box(-10, 1, 10, 20);

  @TempDir Path folder;

  /** Dangers from a block to half the watchers, so that few rows are folded and many. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everybodyIsAnsweredAsAloneWhileTheirPlacesChange(long seed) throws Exception {
    RandomGenerator random = Asking.random(seed);
    int ids = seed == 5 ? 20_000 : 3_000;
    AudienceIndex index = new AudienceIndex();
    Map<Long, Watcher> model = new HashMap<>();
    List<AudienceSnapshot> kept = new ArrayList<>();
    List<Map<Long, Watcher>> keptModels = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      List<Watcher> batch = new ArrayList<>();
      for (int i = random.nextInt(ids); i >= 0; i--) {
        batch.add(watcher(random, random.nextInt(ids)));
      }
      index.putAll(batch);
      batch.forEach(watcher -> model.put(watcher.id(), watcher));
      for (int i = 0; i < 3_000; i++) {
        change(random, index, model, random.nextInt(ids));
      }
      kept.add(index.snapshot());
      keptModels.add(new HashMap<>(model));
      change(random, index, model, random.nextInt(ids));
      if (round % 2 == 1) {
        index.settle();
      }
    }
    for (int i = 0; i < kept.size(); i++) {
      for (int d = 0; d < 8; d++) {
        check(
            kept.get(i), keptModels.get(i), danger(random), "seed %d state %d".formatted(seed, i));
      }
    }
    Path file = folder.resolve("several.audience");
    index.save(file);
    AudienceIndex opened = AudienceIndex.open(file);
    for (int d = 0; d < 8; d++) {
      check(index, model, danger(random), "seed %d at the end".formatted(seed));
      check(opened, model, danger(random), "seed %d opened".formatted(seed));
    }
  }

  private static void change(
      RandomGenerator random, AudienceIndex index, Map<Long, Watcher> model, long id) {
    switch (random.nextInt(4)) {
      case 0 -> assertThat(index.remove(id)).isEqualTo(model.remove(id) != null);
      case 1 -> {
        Coordinates to = position(random);
        Watcher before = model.get(id);
        boolean moves = false;
        if (before != null
            && before.places().size() == 1
            && before.places().getFirst().shape() instanceof Shape.PointRadius(_, double radius)) {
          moves = true;
          When when = before.places().getFirst().when();
          Place there = new Place(new Shape.PointRadius(to, radius), when);
          model.put(id, before.withPlaces(List.of(there)));
        }
        assertThat(index.move(id, to)).isEqualTo(moves);
      }
      default -> {
        Watcher watcher = watcher(random, id);
        index.put(watcher);
        model.put(id, watcher);
      }
    }
  }

  private static void check(
      AudienceSnapshot index, Map<Long, Watcher> model, Danger danger, String which) {
    PreparedDanger prepared = new PreparedDanger(danger);
    Audience audience = index.match(danger);
    int[] kinds = new int[WatcherKind.values().length];
    List<Long> expected = new ArrayList<>();
    for (Watcher watcher : model.values()) {
      boolean isInTheWay = prepared.matches(new Entry(watcher));
      if (isInTheWay) {
        expected.add(watcher.id());
        kinds[watcher.kind().code()]++;
      }
      assertThat(index.find(watcher.id())).as(which).contains(watcher);
      assertThat(audience.contains(watcher.id())).as(which).isEqualTo(isInTheWay);
    }
    assertThat(index.size()).as(which).isEqualTo(model.size());
    assertThat(audience.size()).as(which).isEqualTo(expected.size());
    for (WatcherKind kind : WatcherKind.values()) {
      assertThat(audience.countByKind()).as(which).containsEntry(kind, kinds[kind.code()]);
    }
    assertThat(audience.toArray())
        .as(which)
        .isEqualTo(expected.stream().mapToLong(id -> id).sorted().toArray());
    assertThat(audience.streamInSpace().sorted().toArray()).as(which).isEqualTo(audience.toArray());
  }

  @Test
  void whoIsMetThroughThisPlaceOrThatIsOneWhenAudiencesAreCombined() {
    RandomGenerator random = Asking.random(61);
    AudienceIndex index = new AudienceIndex();
    index.putAll(watchers(random, 6_000));
    watchers(random, 300).forEach(index::put);
    int both = 0;
    for (int round = 0; round < 25; round++) {
      Audience a = index.match(danger(random));
      Audience b = index.match(danger(random));
      Audience listedA = Audience.decode(a.encode());
      Audience listedB = Audience.decode(b.encode());
      assertThat(a.minus(b)).isEqualTo(listedA.minus(listedB));
      assertThat(a.intersect(b)).isEqualTo(listedA.intersect(listedB));
      assertThat(a.union(b)).isEqualTo(listedA.union(listedB));
      assertThat(a.union(b).size()).isEqualTo(listedA.union(listedB).size());
      assertThat(a.union(b).countByKind()).isEqualTo(listedA.union(listedB).countByKind());
      both += a.intersect(b).size();
    }
    assertThat(both).isGreaterThan(1_000);
  }

  @Test
  void shardsHoldEverybodyWholeAndTogetherAnswerWhatTheWholeAnswers() {
    RandomGenerator random = Asking.random(71);
    AudienceIndex index = new AudienceIndex();
    List<Watcher> watchers = watchers(random, 5_000);
    index.putAll(watchers);
    for (int shards : new int[] {1, 3, 16}) {
      List<AudienceIndex> split = index.split(shards);
      assertThat(split.stream().mapToInt(AudienceIndex::size).sum()).isEqualTo(index.size());
      for (Watcher watcher : watchers) {
        assertThat(split.stream().flatMap(shard -> shard.find(watcher.id()).stream()))
            .containsExactly(watcher);
      }
      for (int d = 0; d < 5; d++) {
        Danger danger = danger(random);
        Audience union = Audience.nobody();
        int sum = 0;
        for (AudienceIndex shard : split) {
          union = union.union(shard.match(danger));
          sum += shard.match(danger).size();
        }
        assertThat(union).isEqualTo(index.match(danger));
        assertThat(sum).isEqualTo(union.size());
      }
    }
  }

  /**
   * Everybody has a place in the west and one in the east, in either order, so each side holds all
   * of them; a group has both on one side and changes it together.
   */
  @Test
  void readersSeeEverybodyWholeWhileTablesAreMergedUnderThem() throws Exception {
    int watchers = 60_000;
    int group = 400;
    AudienceIndex index = new AudienceIndex();
    List<Watcher> all = new ArrayList<>();
    for (int i = 0; i < watchers; i++) {
      all.add(i < group ? twoPlaces(i, false, false) : twoPlaces(i, i % 2 == 0, i % 2 != 0));
    }
    index.putAll(all);
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
      Callable<Integer> reader =
          () -> {
            int rounds = 0;
            while (!done.get() || rounds < 20) {
              AudienceSnapshot snapshot = index.snapshot();
              Audience west = snapshot.match(Asking.danger(WEST));
              Audience east = snapshot.match(Asking.danger(EAST));
              assertThat(west.union(east).size()).isEqualTo(watchers);
              assertThat(west.intersect(east).size()).isEqualTo(watchers - group);
              assertThat(west.contains(0)).isNotEqualTo(east.contains(group - 1));
              assertThat(snapshot.match(Asking.danger(WEST))).isEqualTo(west);
              rounds++;
            }
            return rounds;
          };
      List<Future<Integer>> reading = List.of(readers.submit(reader), readers.submit(reader));
      RandomGenerator random = Asking.random(9);
      try {
        for (int round = 0; round < 50; round++) {
          List<Watcher> together = new ArrayList<>();
          for (int i = 0; i < group; i++) {
            together.add(twoPlaces(i, round % 2 == 0, round % 2 == 0));
          }
          index.putAll(together);
          for (int i = 0; i < 2_000; i++) {
            long id = random.nextInt(group, watchers);
            boolean isEast = random.nextBoolean();
            index.put(twoPlaces(id, isEast, !isEast));
          }
        }
      } finally {
        done.set(true);
      }
      for (Future<Integer> each : reading) {
        assertThat(each.get()).isPositive();
      }
    }
    index.settle();
    assertThat(index.size()).isEqualTo(watchers);
  }

  private static Watcher twoPlaces(long id, boolean firstIsEast, boolean secondIsEast) {
    return Asking.watcher(
        id,
        Shape.pointRadius(id % 100 / 20.0, (firstIsEast ? 2 : -19) + id / 1e5, 0),
        Shape.pointRadius(id % 77 / 20.0, (secondIsEast ? 2 : -19) + id / 2e5, 0));
  }

  @Test
  void somebodyWithThousandsOfPlacesIsOne() {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < Watcher.MAX_PLACES; i++) {
      places.add(Place.always(Shape.pointRadius(i % 7 / 1e3, i / 1e4, i % 3 * 50)));
    }
    Watcher traveller = Asking.watcher(7, Shape.pointRadius(0, 0, 0)).withPlaces(places);
    AudienceIndex index = new AudienceIndex();
    for (int i = 0; i < 100; i++) {
      index.put(Asking.watcher(i, Shape.pointRadius(0, 0.5, 0)));
    }
    index.put(traveller);
    Danger danger = Asking.danger(Asking.box(-1, -1, 1, 2));
    assertThat(index.match(danger).size()).isEqualTo(100);
    assertThat(index.find(7)).contains(traveller);
    assertThat(index.move(7, Coordinates.of(1, 1))).isFalse();
    Danger east = Asking.danger(Asking.box(-1, 0.9999, 1, 2));
    assertThat(index.match(east).toArray()).containsExactly(7);
    index.put(traveller.withPlaces(places.subList(0, 3000)));
    assertThat(index.match(east).isEmpty()).isTrue();
    assertThat(index.match(danger).size()).isEqualTo(100);
    assertThat(index.remove(7)).isTrue();
    assertThat(index.match(danger).size()).isEqualTo(99);
    assertThat(index.find(7)).isEmpty();
  }

  @Test
  void placesOfOneWatcherAtOneSpotCountByTheirOwnTimes() {
    Shape here = Shape.pointRadius(1, 1, 0);
    AudienceIndex index = new AudienceIndex();
    List<Place> shifts = new ArrayList<>();
    for (int day = 0; day < 3; day++) {
      Instant from = NOON.plusSeconds(86_400L * day);
      shifts.add(new Place(here, When.interval(from, from.plusSeconds(3_600))));
    }
    index.putAll(List.of(Asking.watcher(1, here).withPlaces(shifts), Asking.watcher(2, here)));
    Danger danger = Asking.danger(Asking.box(0, 0, 2, 2));
    assertThat(at(index, danger, 0, 200_000)).containsExactly(1, 2);
    assertThat(at(index, danger, 3_601, 86_399)).containsExactly(2);
    assertThat(at(index, danger, 90_000, 90_000)).containsExactly(1, 2);
    assertThat(index.explain(danger.withWindow(window(86_400, 86_400)), 1))
        .isEqualTo(
            new Reason.Matched(
                1, 0, Reason.How.INSIDE_POLYGON, window(86_400, 86_400), Reason.Timing.AS_STATED));
  }

  private static long[] at(AudienceIndex index, Danger danger, long from, long until) {
    return index.match(danger.withWindow(window(from, until))).toArray();
  }

  private static Window window(long from, long until) {
    return new Window(NOON.plusSeconds(from), NOON.plusSeconds(until));
  }

  private static List<Watcher> watchers(RandomGenerator random, int count) {
    List<Watcher> watchers = new ArrayList<>();
    for (int id = 0; id < count; id++) {
      watchers.add(watcher(random, id));
    }
    return watchers;
  }

  /** None, one or up to eight places; now and then one that is no row, so that none is. */
  private static Watcher watcher(RandomGenerator random, long id) {
    List<Place> places = new ArrayList<>();
    for (int i = random.nextInt(4) == 0 ? 1 : random.nextInt(9); i > 0; i--) {
      places.add(new Place(shape(random), when(random)));
    }
    return new Watcher(
        id,
        Asking.one(random, WatcherKind.values()),
        places,
        Preferences.everything().withMinSeverity(Asking.one(random, Severity.values())));
  }

  private static Shape shape(RandomGenerator random) {
    return switch (random.nextInt(60)) {
      case 0 -> Shape.polygons(Asking.box(0, -3, 1, 3));
      case 1 -> Shape.pointRadius(-90, 0, 0);
      case 2, 3, 4 -> new Shape.PointRadius(position(random), random.nextDouble(400_000));
      case 5, 6, 7 -> new Shape.PointRadius(position(random), 500);
      default -> new Shape.PointRadius(position(random), 0);
    };
  }

  private static Coordinates position(RandomGenerator random) {
    return Coordinates.of(random.nextDouble(-12, 12), random.nextDouble(-22, 22));
  }

  private static When when(RandomGenerator random) {
    Instant from = NOON.plusSeconds(random.nextInt(-100_000, 100_000));
    return switch (random.nextInt(6)) {
      case 0, 1 -> When.interval(from, from.plusSeconds(random.nextInt(50_000)));
      case 2 -> When.interval(from.plusNanos(1), Instant.MAX);
      case 3 ->
          When.weekly(
              ZoneId.of("Europe/Paris"),
              new When.Hours(
                  DayOfWeek.of(1 + random.nextInt(7)),
                  LocalTime.of(random.nextInt(24), 30),
                  LocalTime.of(random.nextInt(24), 0)));
      default -> When.always();
    };
  }

  private static Danger danger(RandomGenerator random) {
    Coordinates at = position(random);
    double reach = Math.pow(10, random.nextDouble(-2, 1.3));
    Area area =
        random.nextInt(3) == 0
            ? new Area.Circle(at, reach * 111_000)
            : Asking.box(
                at.latitude() - reach,
                at.longitude() - reach,
                at.latitude() + reach,
                at.longitude() + reach);
    Instant start = NOON.plusSeconds(random.nextInt(-100_000, 100_000));
    boolean isWide = random.nextInt(3) == 0;
    return Asking.danger(isWide ? WEST : area, isWide ? EAST : area)
        .withSeverity(Asking.one(random, Severity.values()))
        .withWindow(
            isWide ? Window.always() : new Window(start, start.plusSeconds(random.nextInt(9_000))));
  }
}
