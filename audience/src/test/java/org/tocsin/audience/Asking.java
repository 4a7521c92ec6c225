// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Short ways to ask, used by several tests. */
final class Asking {
  private Asking() {}

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static Watcher watcher(long id, Shape... shapes) {
    return new Watcher(
        id,
        WatcherKind.PERSON,
        Arrays.stream(shapes).map(Place::always).toList(),
        Preferences.everything());
  }

  static Danger danger(Area... areas) {
    return new Danger(
        List.of(areas),
        Window.always(),
        Set.of(),
        Severity.UNKNOWN,
        Urgency.UNKNOWN,
        Certainty.UNKNOWN,
        Set.of());
  }

  /** Asks all three ways and insists that they agree. */
  static boolean meets(Shape shape, Area area) {
    Watcher watcher = watcher(7, shape);
    Danger danger = danger(area);
    AudienceIndex index = new AudienceIndex();
    index.put(watcher);
    boolean matched = index.match(danger).contains(7);
    if (index.explain(danger, 7).matched() != matched
        || DangerIndex.of(List.of(danger)).dangersFor(watcher).isEmpty() == matched) {
      throw new AssertionError("match, explain and reverse differ for " + shape + " and " + area);
    }
    return matched;
  }

  static Polygon ring(double... latLon) {
    Coordinates[] corners = new Coordinates[latLon.length / 2];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = Coordinates.of(latLon[2 * i], latLon[2 * i + 1]);
    }
    return Polygon.of(corners);
  }

  static Polygon box(double south, double west, double north, double east) {
    return ring(south, west, south, east, north, east, north, west);
  }

  /**
   * A polygon whose ring is closed by repeating the first corner, even where two of the corners are
   * the same.
   */
  static Polygon closed(List<Coordinates> corners) {
    List<Coordinates> ring = new ArrayList<>(corners);
    ring.add(corners.getFirst());
    return new Polygon(ring, List.of());
  }

  static <E> E one(RandomGenerator random, E[] values) {
    return values[random.nextInt(values.length)];
  }
}
