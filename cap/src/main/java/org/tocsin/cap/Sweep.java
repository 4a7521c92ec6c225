// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.Arrays;
import org.tocsin.cap.PolygonRules.Ring;

/**
 * Finds two sides of a ring that cut each other. Sides are sorted by where they begin along one
 * axis, and each is compared with those that begin before it ends. The axis is the one along which
 * the sides are shorter, taken together: a border that runs up and down a hundred times is swept
 * from side to side. For a ring of n sides as maps have them this is n log n.
 */
final class Sweep {
  /**
   * At most so many pairs are compared, which is a fraction of a second. Honest polygons need a few
   * comparisons a side; one made to need more is not searched to the end, and that is told.
   */
  private static final long COMPARISONS_MAX = 20_000_000;

  private final Ring ring;
  private final double[] along;
  private final double[] across;
  private final double origin;
  private final double scale;

  Sweep(Ring ring) {
    this.ring = ring;
    Extent x = Extent.of(ring.x());
    Extent y = Extent.of(ring.y());
    this.along = x.overlap() < y.overlap() ? ring.x() : ring.y();
    this.across = x.overlap() < y.overlap() ? ring.y() : ring.x();
    Extent extent = x.overlap() < y.overlap() ? x : y;
    this.origin = extent.least;
    this.scale = extent.range() > 0 ? Integer.MAX_VALUE / extent.range() : 0;
  }

  /** How far the corners reach along an axis, and how long the sides are along it together. */
  private record Extent(double least, double most, double sides) {
    static Extent of(double[] values) {
      double least = values[0];
      double most = values[0];
      double sides = 0;
      for (int i = 1; i < values.length; i++) {
        least = Math.min(least, values[i]);
        most = Math.max(most, values[i]);
        sides += Math.abs(values[i] - values[i - 1]);
      }
      return new Extent(least, most, sides);
    }

    double range() {
      return most - least;
    }

    /** How many sides lie over a place of the axis, on average. */
    double overlap() {
      return range() > 0 ? sides / range() : Double.MAX_VALUE;
    }
  }

  /** The search was given up; two sides may cut each other and may not. */
  static final long GIVEN_UP = -2;

  /** The two sides, one in each half of the number; -1 when no two cut each other. */
  long crossing() {
    int sides = along.length - 1;
    long[] order = new long[sides];
    for (int i = 0; i < sides; i++) {
      order[i] = (long) step(Math.min(along[i], along[i + 1])) << 32 | i;
    }
    Arrays.sort(order);
    // Most pairs that meet along the sweep lie apart across it; to see that costs two reads in a
    // row.
    double[] least = new double[sides];
    double[] most = new double[sides];
    for (int i = 0; i < sides; i++) {
      int side = (int) order[i];
      least[i] = Math.min(across[side], across[side + 1]);
      most[i] = Math.max(across[side], across[side + 1]);
    }
    long comparisons = 0;
    for (int i = 0; i < sides; i++) {
      int side = (int) order[i];
      // Rounded as the others were, so that none that begins before the end is missed.
      int end = step(Math.max(along[side], along[side + 1]));
      for (int j = i + 1; j < sides && (int) (order[j] >>> 32) <= end; j++) {
        if (++comparisons > COMPARISONS_MAX) {
          return GIVEN_UP;
        }
        boolean apart = least[j] > most[i] || most[j] < least[i];
        if (!apart && ring.cross(side, (int) order[j])) {
          return (long) side << 32 | (int) order[j];
        }
      }
    }
    return -1;
  }

  private int step(double value) {
    return (int) ((value - origin) * scale);
  }
}
