// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.tocsin.audience.Category;
import org.tocsin.audience.Certainty;
import org.tocsin.audience.Severity;
import org.tocsin.audience.Urgency;
import org.tocsin.audience.WatcherKind;
import org.tocsin.cap.Point;

/** The dangers, the same in every process. */
final class Questions {
  private static final int ANY = 200;
  private static final int LARGE = 24;
  private static final int WINDOW = 7200;

  /** A second at which positions are asked about. */
  static final long NOW = Watchers.BASE + 10_000_000;

  private final Cities cities;
  private final Shapes shapes;
  private final SplittableRandom random;

  private Questions(Cities cities, Shapes shapes, long seed) {
    this.cities = cities;
    this.shapes = shapes;
    random = new SplittableRandom(seed);
  }

  /**
   * From a block to a country, over large cities more often; and some over the largest of what
   * nearly everybody asks for.
   */
  static List<Question> toMatch(Cities cities, Shapes shapes) {
    Questions make = new Questions(cities, shapes, 7);
    List<Question> made = new ArrayList<>();
    while (made.size() < ANY) {
      int city = (int) (Cities.COUNT * Math.pow(make.random.nextDouble(), 4));
      long start = Watchers.BASE + 60 * make.random.nextLong(Watchers.MINUTES);
      make.lay(made, city, Math.pow(10, -2.3 + 3.2 * made.size() / ANY), start);
    }
    while (made.size() < ANY + LARGE) {
      make.layLarge(made);
    }
    return made;
  }

  /** Up to a city in size; four in five are in force at {@link #NOW}. */
  static List<Question> inForce(Cities cities, Shapes shapes, int count) {
    Questions make = new Questions(cities, shapes, 8);
    List<Question> made = new ArrayList<>();
    while (made.size() < count) {
      int city = make.random.nextInt(Cities.COUNT);
      double degrees = Math.pow(10, -2.3 + 2 * make.random.nextDouble());
      make.lay(made, city, degrees, make.random.nextInt(5) == 0 ? NOW + 1 : NOW - WINDOW / 2);
    }
    return made;
  }

  private void lay(List<Question> made, int city, double degrees, long start) {
    Set<Category> categories =
        random.nextInt(4) == 0 ? Set.of() : Set.of(Wish.one(random, Category.values()));
    Severity severity = Wish.one(random, Severity.values());
    Urgency urgency = random.nextBoolean() ? Urgency.IMMEDIATE : Urgency.EXPECTED;
    Certainty certainty = random.nextBoolean() ? Certainty.OBSERVED : Certainty.LIKELY;
    Set<WatcherKind> kinds =
        random.nextInt(5) == 0 ? Set.of(WatcherKind.PERSON, WatcherKind.VENUE) : Set.of();
    double north = cities.latitude(city) + 0.05 * random.nextGaussian();
    double east = cities.longitude(city) + 0.08 * random.nextGaussian();
    Shapes.laid(anyShape(), north, east, degrees)
        .ifPresent(at ->
            made.add(
                Question.of(
                    at[0],
                    at[1],
                    start,
                    start + WINDOW,
                    categories,
                    severity,
                    urgency,
                    certainty,
                    kinds)));
  }

  private List<Point> anyShape() {
    return shapes.polygons().get(random.nextInt(shapes.polygons().size()));
  }

  private void layLarge(List<Question> made) {
    long start = Watchers.BASE + 60 * random.nextLong(Watchers.MINUTES);
    int city = random.nextInt(2);
    double degrees = random.nextDouble(0.3, 6);
    Shapes.laid(anyShape(), cities.latitude(city), cities.longitude(city), degrees)
        .ifPresent(at ->
            made.add(
                Question.of(
                    at[0],
                    at[1],
                    start,
                    start + WINDOW,
                    random.nextBoolean() ? Set.of() : Set.of(Category.MET),
                    Severity.EXTREME,
                    Urgency.IMMEDIATE,
                    Certainty.OBSERVED,
                    Set.of())));
  }
}
