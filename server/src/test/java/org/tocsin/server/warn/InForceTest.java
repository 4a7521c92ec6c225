// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.tocsin.audience.Area;
import org.tocsin.audience.Audience;
import org.tocsin.audience.AudienceIndex;
import org.tocsin.audience.Coordinates;
import org.tocsin.audience.Danger;
import org.tocsin.audience.Place;
import org.tocsin.audience.Polygon;
import org.tocsin.audience.Preferences;
import org.tocsin.audience.Shape;
import org.tocsin.audience.Watcher;
import org.tocsin.audience.WatcherKind;
import org.tocsin.audience.When;
import org.tocsin.audience.Window;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;

/** FEATURE UNDER TEST: those who join are in the way of the warnings whose match has them. */
class InForceTest {
  private static final Window WINDOW =
      new Window(Instant.parse("2024-03-07T17:00:00Z"), Instant.parse("2024-03-09T17:00:00Z"));

  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void newcomersAreThoseOfTheChangedWhomAMatchWouldFind() {
    AudienceIndex index = new AudienceIndex();
    for (int number = 1; number <= 2_000; number++) {
      index.put(watcher(number));
    }
    Map<WarningId, InForce.Warned> warnings = new LinkedHashMap<>();
    Danger shared = danger();
    Draft draft = Drafts.publicAlert(WINDOW.earliestStart());
    for (int w = 0; w < 40; w++) {
      // Two warnings may warn of what is equal, and one of several dangers.
      List<Danger> dangers = w < 2 ? List.of(copy(shared)) : List.of(danger(), danger());
      warnings.put(id(w), new InForce.Warned(draft, dangers));
    }
    InForce inForce = InForce.of(warnings);
    long[] changed = random.longs(600, 1, 2_500).sorted().distinct().toArray();
    Map<WarningId, long[]> newcomers = inForce.newcomers(index, changed, _ -> List.of());
    int met = 0;
    for (Map.Entry<WarningId, InForce.Warned> each : warnings.entrySet()) {
      Audience match = Audience.nobody();
      for (Danger danger : each.getValue().dangers()) {
        match = match.union(index.match(danger));
      }
      long[] expected = LongStream.of(changed).filter(match::contains).toArray();
      assertThat(newcomers.getOrDefault(each.getKey(), new long[0]))
          .as("%s", each.getKey())
          .isEqualTo(expected);
      met += expected.length;
    }
    assertThat(met).isGreaterThan(300);
    assertThat(inForce.isOf(warnings.keySet())).isTrue();
    assertThat(inForce.isOf(Set.of(id(1)))).isFalse();
  }

  @Test
  void whoIsNamedIsANewcomerWhereverTheyAre() {
    AudienceIndex index = new AudienceIndex();
    index.put(watcher(5));
    Draft draft = Drafts.privateNotice(WINDOW.earliestStart(), "duty");
    InForce inForce = InForce.of(Map.of(id(1), new InForce.Warned(draft, List.of())));
    assertThat(
            inForce.newcomers(index, new long[] {4, 5}, _ -> List.of(new WatcherId(5))).get(id(1)))
        .containsExactly(5);
    assertThat(inForce.newcomers(index, new long[] {4}, _ -> List.of(new WatcherId(5)))).isEmpty();
  }

  private static WarningId id(int number) {
    return new WarningId("warning_01HRBYT8003TDK6FHFB41MC%03d".formatted(number));
  }

  private static Danger copy(Danger danger) {
    return danger.withWindow(danger.window());
  }

  private Danger danger() {
    double latitude = 55 + random.nextDouble();
    double longitude = 37 + random.nextDouble();
    double side = 0.5 * random.nextDouble();
    Area area =
        random.nextBoolean()
            ? Area.circle(latitude, longitude, 40_000 * random.nextDouble())
            : Polygon.of(
                List.of(
                    Coordinates.of(latitude, longitude),
                    Coordinates.of(latitude, longitude + side),
                    Coordinates.of(latitude + side, longitude),
                    Coordinates.of(latitude, longitude)));
    Danger danger = Danger.of(area, WINDOW);
    return random.nextInt(3) == 0
        ? danger.withIntendedKinds(Set.of(WatcherKind.VENUE, WatcherKind.EVENT))
        : danger;
  }

  private Watcher watcher(long number) {
    List<Place> places = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      Coordinates at = Coordinates.of(55 + random.nextDouble(), 37 + random.nextDouble());
      double radius = random.nextInt(3) == 0 ? 5_000 * random.nextDouble() : 0;
      When when =
          random.nextInt(4) == 0
              ? When.interval(
                  Instant.parse("2024-03-10T00:00:00Z"), Instant.parse("2024-03-11T00:00:00Z"))
              : When.always();
      places.add(new Place(new Shape.PointRadius(at, radius), when));
    }
    if (random.nextInt(5) == 0) {
      places.add(new Place(shape(), When.always()));
    }
    WatcherKind kind =
        switch (random.nextInt(3)) {
          case 0 -> WatcherKind.VENUE;
          case 1 -> WatcherKind.EVENT;
          default -> WatcherKind.PERSON;
        };
    return new Watcher(number, kind, places, Preferences.everything());
  }

  private Shape shape() {
    Coordinates from = Coordinates.of(55 + random.nextDouble(), 37 + random.nextDouble());
    Coordinates to = Coordinates.of(from.latitude() + 0.05, from.longitude() + 0.1);
    return switch (random.nextInt(3)) {
      case 0 -> new Shape.World();
      case 1 -> new Shape.Corridor(List.of(from, to), 500);
      default ->
          new Shape.Polygons(
              List.of(
                  Polygon.of(
                      List.of(from, to, Coordinates.of(to.latitude(), from.longitude()), from))));
    };
  }
}
