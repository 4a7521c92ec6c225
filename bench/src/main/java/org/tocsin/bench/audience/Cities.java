// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.util.random.RandomGenerator;

/**
 * Where people live: sizes fall as in a list of cities, so the first is as large as the last so
 * many times over as there are cities. All positions are whole steps of 1e-7 degrees.
 */
final class Cities {
  static final int COUNT = 150;

  /** Steps in a degree. */
  static final double STEPS = 1e7;

  private final double[] latitude = new double[COUNT];
  private final double[] longitude = new double[COUNT];
  private final double[] upTo = new double[COUNT];

  Cities(RandomGenerator random) {
    double sum = 0;
    for (int c = 0; c < COUNT; c++) {
      latitude[c] = random.nextDouble(-50, 65);
      longitude[c] = random.nextDouble(-160, 160);
      sum += 1.0 / (c + 1);
      upTo[c] = sum;
    }
  }

  double latitude(int city) {
    return latitude[city];
  }

  double longitude(int city) {
    return longitude[city];
  }

  /** A city by its size. */
  int anyCity(RandomGenerator random) {
    double at = random.nextDouble() * upTo[COUNT - 1];
    int low = 0;
    int high = COUNT - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo[middle] < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Steps east and north of somebody in a city; one in ten lives in the country round it. */
  void anywhere(RandomGenerator random, int[] x, int[] y, int at) {
    int city = anyCity(random);
    boolean isOutside = random.nextInt(10) == 0;
    x[at] = steps(longitude[city] + (isOutside ? 0.8 : 0.13) * random.nextGaussian());
    y[at] = steps(latitude[city] + (isOutside ? 0.5 : 0.08) * random.nextGaussian());
  }

  static int steps(double degrees) {
    return (int) Math.rint(degrees * STEPS);
  }
}
