// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FEATURE UNDER TEST: after any number of changes, through the tail, tables and merges of tables,
 * the index answers as a plain map of watchers would; a snapshot never changes; readers see each
 * change whole.
 */
class AudienceChangesTest {
  private static final Area WEST = Asking.box(-10, -20, 10, -1);
  private static final Area EAST = Asking.box(-10, 1, 10, 20);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void afterManyChangesTheIndexAnswersAsAMapOfWatchersWould(long seed) throws Exception {
    RandomGenerator random = Asking.random(seed);
    int ids = seed == 3 ? 60_000 : 9_000;
    AudienceIndex index = new AudienceIndex();
    Map<Long, Watcher> model = new HashMap<>();
    List<AudienceSnapshot> kept = new ArrayList<>();
    List<Map<Long, Watcher>> keptModels = new ArrayList<>();
    for (int round = 0; round < 10; round++) {
      List<Watcher> batch = new ArrayList<>();
      for (int i = random.nextInt(ids); i > 0; i--) {
        batch.add(watcher(random, random.nextInt(ids)));
      }
      index.putAll(batch);
      batch.forEach(watcher -> model.put(watcher.id(), watcher));
      for (int i = 0; i < 9_000; i++) {
        change(random, index, model, random.nextInt(ids));
        if (i == 1000 * (round + 1) % 9000) {
          kept.add(index.snapshot());
          keptModels.add(new HashMap<>(model));
        }
      }
      if (round % 3 == 2) {
        index.settle();
      }
      check(index, model, "seed %d round %d".formatted(seed, round));
    }
    for (int i = 0; i < kept.size(); i++) {
      check(kept.get(i), keptModels.get(i), "seed %d snapshot %d".formatted(seed, i));
    }
    assertThat(index.state().points().layers.length).isLessThan(12);
  }

  private static void change(
      RandomGenerator random, AudienceIndex index, Map<Long, Watcher> model, long id) {
    switch (random.nextInt(6)) {
      case 0 -> assertThat(index.remove(id)).isEqualTo(model.remove(id) != null);
      case 1 -> {
        Watcher watcher = watcher(random, id);
        index.put(watcher);
        model.put(id, watcher);
      }
      default -> {
        Coordinates to = random.nextInt(200) == 0 ? Coordinates.of(90, 3) : position(random);
        Watcher before = model.get(id);
        boolean moves = false;
        if (before != null
            && before.places().size() == 1
            && before.places().getFirst().shape() instanceof Shape.PointRadius(_, double radius)) {
          moves = true;
          Shape there = new Shape.PointRadius(to, radius);
          model.put(id, before.withPlaces(List.of(Place.always(there))));
        }
        assertThat(index.move(id, to)).isEqualTo(moves);
      }
    }
  }

  private static void check(AudienceSnapshot index, Map<Long, Watcher> model, String which) {
    assertThat(index.size()).as(which).isEqualTo(model.size());
    for (Watcher watcher : model.values()) {
      assertThat(index.find(watcher.id())).as(which).contains(watcher);
    }
    for (Area area :
        List.of(WEST, EAST, Area.circle(0, 0, 900_000), Asking.box(80, -180, 90, 180))) {
      Danger danger = Asking.danger(area);
      PreparedDanger prepared = new PreparedDanger(danger);
      long[] expected =
          model.values().stream()
              .filter(watcher -> prepared.matches(new Entry(watcher)))
              .mapToLong(Watcher::id)
              .sorted()
              .toArray();
      assertThat(index.match(danger).toArray()).as(which).isEqualTo(expected);
    }
  }

  private static Watcher watcher(RandomGenerator random, long id) {
    Shape shape =
        switch (random.nextInt(20)) {
          case 0 -> Shape.polygons(Asking.box(0, -3, 1, 3));
          case 1 -> new Shape.PointRadius(position(random), 30_000);
          case 2 -> Shape.pointRadius(-90, 0, 0);
          default -> new Shape.PointRadius(position(random), 0);
        };
    return switch (random.nextInt(10)) {
      case 0 -> Asking.watcher(id, shape, new Shape.PointRadius(position(random), 0));
      case 1 ->
          Asking.watcher(id, shape, new Shape.PointRadius(position(random), 2_000), shape, shape);
      default -> Asking.watcher(id, shape);
    };
  }

  private static Coordinates position(RandomGenerator random) {
    return Coordinates.of(random.nextDouble(-12, 12), random.nextDouble(-22, 22));
  }

  @Test
  void aChangeThatFailedHalfwayLeavesNoTraceInTheNext() {
    Points none = new Points(new Books());
    Watcher failed = at(1, false);
    Watcher next = at(2, false);
    Points lost = none.with(failed);
    Points kept = none.with(next);
    assertThat(lost.find(1)).contains(failed);
    assertThat(kept.find(1)).isEmpty();
    assertThat(kept.find(2)).contains(next);
    assertThat(kept.size).isEqualTo(1);
    Points without = kept.with(at(3, true));
    assertThat(kept.without(2).find(2)).isEmpty();
    assertThat(without.without(3).find(2)).contains(next);
  }

  @Test
  void nobodyAddedOrMovedLeavesTheSnapshotAsItIs() {
    AudienceIndex index = new AudienceIndex();
    index.put(Asking.watcher(1, Shape.world()));
    AudienceSnapshot before = index.snapshot();
    index.putAll(List.of());
    assertThat(index.remove(2)).isFalse();
    assertThat(index.move(1, Coordinates.of(1, 1))).isFalse();
    assertThat(index.move(2, Coordinates.of(1, 1))).isFalse();
    assertThat(index.snapshot()).isSameAs(before);
  }

  /** Everybody is always either in the west or in the east; those of one batch move together. */
  @Test
  void readersSeeEachChangeWholeWhileTablesAreMergedUnderThem() throws Exception {
    int watchers = 100_000;
    int group = 700;
    AudienceIndex index = new AudienceIndex();
    List<Watcher> all = new ArrayList<>();
    for (int i = 0; i < watchers; i++) {
      all.add(at(i, false));
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
              assertThat(west.size() + east.size()).isEqualTo(watchers);
              assertThat(west.intersect(east).isEmpty()).isTrue();
              assertThat(west.contains(0)).isEqualTo(west.contains(group - 1));
              assertThat(snapshot.match(Asking.danger(WEST))).isEqualTo(west);
              rounds++;
            }
            return rounds;
          };
      List<Future<Integer>> reading = List.of(readers.submit(reader), readers.submit(reader));
      RandomGenerator random = Asking.random(9);
      try {
        for (int round = 0; round < 60; round++) {
          List<Watcher> together = new ArrayList<>();
          for (int i = 0; i < group; i++) {
            together.add(at(i, round % 2 == 0));
          }
          index.putAll(together);
          for (int i = 0; i < 2000; i++) {
            long id = random.nextInt(group, watchers);
            index.move(id, place(id, random.nextBoolean()));
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

  private static Watcher at(long id, boolean isEast) {
    return Asking.watcher(id, new Shape.PointRadius(place(id, isEast), 0));
  }

  private static Coordinates place(long id, boolean isEast) {
    return Coordinates.of(id % 100 / 20.0, (isEast ? 2 : -19) + id / 1e5);
  }
}
