// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tocsin.cap.PolygonRules.Ring;

/**
 * FEATURE UNDER TEST: the sweep finds a crossing if, and only if, comparing all sides finds one.
 */
class SweepTest {
  @Test
  void findsWhatComparingEachWithEachFinds() {
    int crossing = 0;
    for (long seed = 0; seed < 3_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Ring ring = ring(random);
      boolean slow = crossesSlowly(ring);
      crossing += slow ? 1 : 0;
      long found = new Sweep(ring).crossing();
      assertThat(found >= 0).as("seed %d", seed).isEqualTo(slow);
      if (found >= 0) {
        assertThat(ring.cross((int) (found >>> 32), (int) found)).as("seed %d", seed).isTrue();
      }
    }
    assertThat(crossing).as("rings of both kinds").isBetween(500, 2_500);
  }

  /** A star round a point, some corners of which are moved; narrow or wide, on a coarse grid. */
  private static Ring ring(SplittableRandom random) {
    int corners = random.nextInt(3, 80);
    double wide = random.nextDouble(0.001, 50);
    double high = random.nextDouble(0.001, 50);
    double[] x = new double[corners + 1];
    double[] y = new double[corners + 1];
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      double radius = random.nextDouble(0.5, 1);
      x[i] = wide * radius * Math.cos(angle);
      y[i] = high * radius * Math.sin(angle);
      if (random.nextInt(2 * corners) == 0) {
        x[i] = wide * random.nextInt(-2, 3) / 2;
        y[i] = high * random.nextInt(-2, 3) / 2;
      }
    }
    x[corners] = x[0];
    y[corners] = y[0];
    return new Ring(x, y);
  }

  private static boolean crossesSlowly(Ring ring) {
    int sides = ring.x().length - 1;
    for (int a = 0; a < sides; a++) {
      for (int b = a + 1; b < sides; b++) {
        if (ring.cross(a, b)) {
          return true;
        }
      }
    }
    return false;
  }
}
