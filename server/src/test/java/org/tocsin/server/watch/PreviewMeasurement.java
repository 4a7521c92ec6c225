// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.tocsin.audience.Audience;
import org.tocsin.audience.AudienceSnapshot;
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

/**
 * Measures what the composer counts with each change of the area: who is in the way, in figures and
 * on a map. No test; {@code docs/scale.md} has the command.
 */
final class PreviewMeasurement {
  private static final int BATCH = 20_000;
  private static final int ROUNDS = 31;

  private PreviewMeasurement() {}

  /** Takes how many watchers, ten million when it is not told. */
  public static void main(String[] arguments) {
    int watchers = arguments.length == 0 ? 10_000_000 : Integer.parseInt(arguments[0]);
    Roster roster = roster(watchers);
    System.out.printf("%,d watchers%n", watchers);
    System.out.println(
        "   audience   match ms  figures ms  map ms   all ms (median of " + ROUNDS + ")");
    for (double width : new double[] {0.002, 0.02, 0.1, 0.3, 1, 20}) {
      measure(roster, width);
    }
  }

  private static void measure(Roster roster, double width) {
    double[][] times = new double[4][ROUNDS];
    int size = 0;
    for (int round = -10; round < ROUNDS; round++) {
      // A little wider each time, as when a corner is dragged.
      double side = width * (1 + 0.001 * round);
      long begun = System.nanoTime();
      AudienceSnapshot snapshot = roster.snapshot();
      Audience audience = snapshot.match(danger(side));
      long matched = System.nanoTime();
      size = roster.traits().count(audience::forEach).count();
      long counted = System.nanoTime();
      snapshot.density(audience, 40);
      long drawn = System.nanoTime();
      if (round >= 0) {
        times[0][round] = (matched - begun) / 1e6;
        times[1][round] = (counted - matched) / 1e6;
        times[2][round] = (drawn - counted) / 1e6;
        times[3][round] = (drawn - begun) / 1e6;
      }
    }
    Arrays.stream(times).forEach(Arrays::sort);
    System.out.printf(
        "%,11d %10.2f %11.2f %7.2f %8.2f%n",
        size,
        times[0][ROUNDS / 2],
        times[1][ROUNDS / 2],
        times[2][ROUNDS / 2],
        times[3][ROUNDS / 2]);
  }

  private static Danger danger(double side) {
    double south = 55.75 - side / 2;
    double west = 37.62 - side / 2;
    return Danger.of(
        Polygon.of(
            List.of(
                Coordinates.of(south, west),
                Coordinates.of(south, west + side),
                Coordinates.of(south + side, west + side * 0.9),
                Coordinates.of(south + side, west),
                Coordinates.of(south, west))),
        new Window(Instant.parse("2024-03-22T16:00:00Z"), Instant.parse("2024-03-22T20:00:00Z")));
  }

  /** A tenth of them in one city, the others in a hundred. */
  private static Roster roster(int watchers) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] cities = new double[100][];
    for (int c = 0; c < cities.length; c++) {
      cities[c] = new double[] {random.nextDouble(30, 65), random.nextDouble(-10, 100)};
    }
    Roster roster = new Roster();
    List<Roster.Known> batch = new ArrayList<>(BATCH);
    for (int number = 1; number <= watchers; number++) {
      double[] city =
          number % 10 == 0 ? new double[] {55.75, 37.62} : cities[random.nextInt(cities.length)];
      Coordinates at =
          Coordinates.of(
              Math.clamp(city[0] + 0.15 * random.nextGaussian(), -89, 89),
              city[1] + 0.25 * random.nextGaussian());
      batch.add(known(number, at, random));
      if (batch.size() == BATCH || number == watchers) {
        roster.put(batch);
        batch.clear();
      }
    }
    return roster;
  }

  private static Roster.Known known(long number, Coordinates at, SplittableRandom random) {
    WatcherKind kind = random.nextInt(50) == 0 ? WatcherKind.VENUE : WatcherKind.PERSON;
    List<String> channels =
        random.nextInt(100) == 0
            ? List.of()
            : random.nextBoolean() ? List.of("email") : List.of("email", "webhook");
    List<String> languages = List.of(random.nextInt(3) == 0 ? "ru" : "en");
    Watcher watcher =
        new Watcher(
            number,
            kind,
            List.of(new Place(new Shape.PointRadius(at, 0), When.always())),
            Preferences.everything());
    return new Roster.Known(watcher, new Traits(kind, channels, languages));
  }
}
