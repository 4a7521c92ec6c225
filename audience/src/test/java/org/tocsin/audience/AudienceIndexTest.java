// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * FEATURE UNDER TEST: the index answers for many watchers what is answered for each alone, while it
 * changes.
 */
class AudienceIndexTest {
  private static final Instant NOON = Instant.parse("2026-03-07T12:00:00Z");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void afterAnyChangesMatchExplainAndReverseAgreeWithEachWatcherAlone(long seed) {
    RandomGenerator random = Asking.random(seed);
    AudienceIndex index = new AudienceIndex();
    Map<Long, Watcher> model = new HashMap<>();
    for (int round = 0; round < 12; round++) {
      List<Watcher> batch = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        batch.add(watcher(random, random.nextInt(1500)));
      }
      index.putAll(batch);
      batch.forEach(watcher -> model.put(watcher.id(), watcher));
      for (int i = 0; i < 100; i++) {
        long id = random.nextInt(1500);
        assertThat(index.remove(id)).isEqualTo(model.remove(id) != null);
        Watcher moved = watcher(random, random.nextInt(1500));
        index.put(moved);
        model.put(moved.id(), moved);
      }
      assertThat(index.size()).isEqualTo(model.size());
      for (int d = 0; d < 6; d++) {
        Danger danger = danger(random);
        Audience audience = index.match(danger);
        DangerIndex reverse = DangerIndex.of(List.of(danger));
        for (Watcher watcher : model.values()) {
          boolean expected = index.explain(danger, watcher.id()).matched();
          Object[] which = {seed, round, danger, watcher};
          assertThat(audience.contains(watcher.id()))
              .as("seed %s round %s danger %s watcher %s", which)
              .isEqualTo(expected);
          assertThat(!reverse.dangersFor(watcher).isEmpty())
              .as("seed %s round %s danger %s watcher %s", which)
              .isEqualTo(expected);
        }
        assertThat(audience.stream().allMatch(model::containsKey)).isTrue();
        for (WatcherKind kind : WatcherKind.values()) {
          long ofKind =
              model.values().stream()
                  .filter(w -> w.kind() == kind && audience.contains(w.id()))
                  .count();
          assertThat(audience.countByKind()).containsEntry(kind, (int) ofKind);
        }
      }
    }
  }

  @Test
  void thousandsAtOneSpotAreAllFound() {
    AudienceIndex index = new AudienceIndex();
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      watchers.add(Asking.watcher(i * 4096L, Shape.pointRadius(55.7, 37.5, 0)));
    }
    index.putAll(watchers);
    assertThat(index.match(Asking.danger(Area.circle(55.7, 37.5, 0))).size()).isEqualTo(5000);
    watchers.forEach(watcher -> index.remove(watcher.id()));
    assertThat(index.size()).isZero();
    assertThat(index.match(Asking.danger(Area.everywhere())).isEmpty()).isTrue();
  }

  /** Whoever asks again only when something changed would otherwise ask for ever. */
  @Test
  void addingNobodyLeavesTheSnapshotAsItIs() {
    AudienceIndex index = new AudienceIndex();
    index.put(Asking.watcher(1, Shape.pointRadius(0.5, 0.5, 0)));
    AudienceSnapshot before = index.snapshot();

    index.putAll(List.of());

    assertThat(index.snapshot()).isSameAs(before);
    index.put(Asking.watcher(2, Shape.pointRadius(0.5, 0.5, 0)));
    assertThat(index.snapshot()).isNotSameAs(before);
  }

  /**
   * Two watchers change sides together, one batch at a time; a reader must always see exactly one
   * of them in the danger.
   */
  @Test
  void readersSeeEachChangeWholeAndNeverWait() throws Exception {
    AudienceIndex index = new AudienceIndex();
    Danger danger = Asking.danger(Asking.box(0, 0, 1, 1));
    Shape inside = Shape.pointRadius(0.5, 0.5, 0);
    Shape outside = Shape.pointRadius(5, 5, 0);
    for (int i = 10; i < 500; i++) {
      index.put(Asking.watcher(i, Shape.pointRadius(0.001 * i, 0.5, 0)));
    }
    index.putAll(List.of(Asking.watcher(1, inside), Asking.watcher(2, outside)));
    int always = index.match(danger).size();
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> readers = new ArrayList<>();
      Callable<Integer> reader =
          () -> {
            int reads = 0;
            do {
              AudienceSnapshot snapshot = index.snapshot();
              Audience audience = snapshot.match(danger);
              assertThat(audience.size()).isEqualTo(always);
              assertThat(audience.contains(1)).isNotEqualTo(audience.contains(2));
              assertThat(snapshot.match(danger)).isEqualTo(audience);
              reads++;
            } while (!done.get());
            return reads;
          };
      for (int i = 0; i < 3; i++) {
        readers.add(threads.submit(reader));
      }
      for (int i = 0; i < 3000; i++) {
        boolean swap = i % 2 == 0;
        index.putAll(
            List.of(
                Asking.watcher(1, swap ? outside : inside),
                Asking.watcher(2, swap ? inside : outside)));
      }
      done.set(true);
      for (Future<Integer> future : readers) {
        assertThat(future.get()).isPositive();
      }
    }
  }

  @Test
  void theReasonSaysWhichPlaceAndWhen() {
    AudienceIndex index = new AudienceIndex();
    When evening = When.interval(NOON.plus(Duration.ofHours(6)), NOON.plus(Duration.ofHours(9)));
    index.put(
        new Watcher(
            1,
            WatcherKind.VENUE,
            List.of(
                Place.always(Shape.pointRadius(10, 10, 0)),
                new Place(Shape.pointRadius(55.826, 37.39, 0), evening)),
            Preferences.everything().withCategories(Set.of(Category.SECURITY, Category.FIRE))));
    Area city = Asking.box(55, 37, 56, 38);
    Danger danger = Danger.of(city, new Window(NOON, NOON.plus(Duration.ofHours(7))));
    assertThat(index.explain(danger, 1))
        .isEqualTo(
            new Reason.Matched(
                1,
                0,
                Reason.How.INSIDE_POLYGON,
                new Window(NOON.plus(Duration.ofHours(6)), NOON.plus(Duration.ofHours(7))),
                Reason.Timing.AS_STATED));
    assertThat(index.explain(danger, 1).words())
        .isEqualTo(
            "Place 2 lies inside the polygon (area 1), from 2026-03-07T18:00:00Z to 2026-03-07T19:00:00Z.");
    assertThat(cause(index, danger, 2)).isEqualTo(Reason.Cause.UNKNOWN_WATCHER);
    assertThat(cause(index, danger.withWindow(Window.at(NOON)), 1))
        .isEqualTo(Reason.Cause.OUTSIDE_TIME);
    assertThat(cause(index, Danger.of(Area.circle(0, 0, 1000), Window.always()), 1))
        .isEqualTo(Reason.Cause.OUTSIDE_PLACE);
    assertThat(cause(index, danger.withCategories(Set.of(Category.MET)), 1))
        .isEqualTo(Reason.Cause.CATEGORY);
    assertThat(cause(index, danger.withIntendedKinds(Set.of(WatcherKind.EVENT)), 1))
        .isEqualTo(Reason.Cause.KIND);
    assertThat(DangerIndex.of(List.of(danger)).dangersAt(Coordinates.of(55.5, 37.5), NOON))
        .containsExactly(danger);
    assertThat(
            DangerIndex.of(List.of(danger))
                .dangersAt(Coordinates.of(55.5, 37.5), NOON.minusSeconds(1)))
        .isEmpty();
  }

  private static Reason.Cause cause(AudienceIndex index, Danger danger, long id) {
    return ((Reason.NotMatched) index.explain(danger, id)).cause();
  }

  private static Watcher watcher(RandomGenerator random, long id) {
    List<Place> places = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      places.add(new Place(shape(random), when(random)));
    }
    return new Watcher(
        id,
        Asking.one(random, WatcherKind.values()),
        places,
        Preferences.everything().withMinSeverity(Asking.one(random, Severity.values())));
  }

  private static Shape shape(RandomGenerator random) {
    Coordinates at = near(random, 3);
    return switch (random.nextInt(8)) {
      case 0 -> Shape.polygons(triangle(random));
      case 1 -> Shape.polygons(triangle(random), triangle(random));
      case 2 -> new Shape.Corridor(List.of(at, near(random, 3)), random.nextInt(20_000));
      case 3 -> new Shape.PointRadius(at, random.nextInt(500_000));
      case 4 -> random.nextInt(20) == 0 ? Shape.world() : new Shape.PointRadius(at, 500);
      default -> new Shape.PointRadius(at, 0);
    };
  }

  private static Polygon triangle(RandomGenerator random) {
    return Asking.closed(List.of(near(random, 3), near(random, 3), near(random, 3)));
  }

  /** About the antimeridian, in steps coarse enough to meet on edges. */
  private static Coordinates near(RandomGenerator random, double spread) {
    double lon = 180 + Math.rint(random.nextDouble(-spread, spread) * 16) / 16;
    return Coordinates.of(
        Math.rint(random.nextDouble(-spread, spread) * 16) / 16, lon > 180 ? lon - 360 : lon);
  }

  private static When when(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> When.interval(NOON.plusSeconds(random.nextInt(100_000)), NOON.plusSeconds(200_000));
      case 1 ->
          When.weekly(
              ZoneId.of("Pacific/Auckland"),
              new When.Hours(
                  DayOfWeek.of(1 + random.nextInt(7)),
                  LocalTime.of(random.nextInt(24), 0),
                  LocalTime.of(random.nextInt(24), 0)));
      default -> When.always();
    };
  }

  private static Danger danger(RandomGenerator random) {
    List<Area> areas = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      areas.add(
          switch (random.nextInt(5)) {
            case 0 -> new Area.Circle(near(random, 3), random.nextInt(300_000));
            case 1 -> Asking.box(-2, 178, 2, -178);
            default -> triangle(random);
          });
    }
    Instant start = NOON.plusSeconds(random.nextInt(300_000));
    return new Danger(
        areas,
        new Window(start, start.plusSeconds(random.nextInt(50_000))),
        Set.of(),
        Asking.one(random, Severity.values()),
        Urgency.UNKNOWN,
        Certainty.UNKNOWN,
        Set.of());
  }
}
