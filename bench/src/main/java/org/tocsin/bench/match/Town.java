// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.match;

import java.util.SplittableRandom;

/** Where the watchers are, and the outline of the danger; the same for every contender. */
final class Town {
  private static final int CITIES = 20;
  private static final int CORNERS = 200;
  private static final double LATITUDE = 55.75;
  private static final double LONGITUDE = 37.62;

  /** Latitude and longitude of each watcher, whose id is its place in the list. */
  final double[][] watchers;

  /** Latitude and longitude of each corner, the first one not repeated. */
  final double[][] outline;

  Town(int count) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] cities = new double[CITIES][];
    for (int i = 0; i < CITIES; i++) {
      cities[i] = new double[] {random.nextDouble(-50, 65), random.nextDouble(-170, 170)};
    }
    cities[0] = new double[] {LATITUDE, LONGITUDE};
    watchers = new double[count][];
    for (int i = 0; i < count; i++) {
      // A quarter and some more in the city that is in danger.
      double[] city = cities[random.nextInt(4) == 0 ? 0 : random.nextInt(CITIES)];
      watchers[i] =
          new double[] {
            city[0] + 0.15 * random.nextGaussian(), city[1] + 0.25 * random.nextGaussian()
          };
    }
    outline = new double[CORNERS][];
    for (int i = 0; i < CORNERS; i++) {
      double angle = 2 * Math.PI * i / CORNERS;
      double radius = 0.25 + 0.05 * Math.sin(9 * angle);
      outline[i] =
          new double[] {
            LATITUDE + radius * Math.sin(angle), LONGITUDE + 1.7 * radius * Math.cos(angle)
          };
    }
  }
}
