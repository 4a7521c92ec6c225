// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;
import java.util.List;

/**
 * The whole-number grid of 1e-7 degrees on which polygons are decided without rounding. Longitudes
 * of a ring or route are unwrapped: each follows the one before it without a jump at the
 * antimeridian, so that the plane can be used.
 */
final class Lattice {
  /** Steps of a full turn. */
  static final long TURN = 3_600_000_000L;

  /** Steps from the equator to a pole. */
  static final long POLE = 900_000_000L;

  private static final long HALF = TURN / 2;

  private Lattice() {}

  /**
   * Unwrapped positions; where {@code seam} is set, the edge that starts there was added to hold a
   * pole and is no real edge.
   */
  record Line(long[] x, long[] y, boolean[] seam) {
    long minX() {
      return min(x);
    }

    long maxX() {
      return -min(negated(x));
    }

    private static long min(long[] values) {
      long least = values[0];
      for (long value : values) {
        least = Math.min(least, value);
      }
      return least;
    }

    private static long[] negated(long[] values) {
      long[] result = new long[values.length];
      for (int i = 0; i < values.length; i++) {
        result[i] = -values[i];
      }
      return result;
    }

    Line shifted(long dx) {
      long[] moved = new long[x.length];
      for (int i = 0; i < x.length; i++) {
        moved[i] = x[i] + dx;
      }
      return new Line(moved, y, seam);
    }
  }

  /** A route, unwrapped; a step of a full turn is no step. */
  static Line route(List<Coordinates> points) {
    return normal(follow(points, false));
  }

  /**
   * A closed ring, unwrapped, and closed over the pole when it runs round the Earth. A step of
   * exactly a full turn may be a change of sign at the antimeridian or a line round the Earth: it
   * is whichever closes the ring round some ground, tried in this order.
   *
   * @throws IllegalArgumentException when it runs round the Earth more than once
   */
  static Line ring(List<Coordinates> points) {
    Line changeOfSign = follow(points, false);
    if (isClosedRoundGround(changeOfSign)) {
      return normal(checked(changeOfSign));
    }
    Line roundTheEarth = follow(points, true);
    if (isClosedRoundGround(roundTheEarth)) {
      return normal(checked(roundTheEarth));
    }
    long turn = changeOfSign.x[changeOfSign.x.length - 1] - changeOfSign.x[0];
    return normal(checked(turn == 0 ? changeOfSign : closedOverPole(changeOfSign, turn)));
  }

  private static Line follow(List<Coordinates> points, boolean fullTurns) {
    int n = points.size();
    long[] x = new long[n];
    long[] y = new long[n];
    long before = 0;
    for (int i = 0; i < n; i++) {
      Coordinates point = points.get(i);
      long here = point.x();
      long step = here - before;
      if (Math.abs(step) > HALF && !(fullTurns && Math.abs(step) == TURN)) {
        step -= Long.signum(step) * TURN;
      }
      x[i] = i == 0 ? here : x[i - 1] + step;
      y[i] = point.y();
      before = here;
    }
    return new Line(x, y, new boolean[n]);
  }

  private static boolean isClosedRoundGround(Line line) {
    int last = line.x.length - 1;
    if (line.x[last] != line.x[0]) {
      return false;
    }
    double area = 0;
    for (int i = 0; i < last; i++) {
      area +=
          (double) (line.x[i] - line.x[0]) * (line.y[i + 1] - line.y[0])
              - (double) (line.x[i + 1] - line.x[0]) * (line.y[i] - line.y[0]);
    }
    return area != 0;
  }

  private static Line closedOverPole(Line line, long turn) {
    int n = line.x.length;
    double meanLatitude = 0;
    for (int i = 0; i + 1 < n; i++) {
      meanLatitude += ((double) line.y[i] + line.y[i + 1]) * (line.x[i + 1] - line.x[i]) / turn;
    }
    long pole = meanLatitude >= 0 ? POLE : -POLE;
    long[] x = Arrays.copyOf(line.x, n + 3);
    long[] y = Arrays.copyOf(line.y, n + 3);
    boolean[] seam = new boolean[n + 3];
    x[n] = line.x[n - 1];
    y[n] = pole;
    x[n + 1] = line.x[0];
    y[n + 1] = pole;
    x[n + 2] = line.x[0];
    y[n + 2] = line.y[0];
    seam[n - 1] = true;
    seam[n] = true;
    seam[n + 1] = true;
    return new Line(x, y, seam);
  }

  private static Line checked(Line line) {
    long width = line.maxX() - line.minX();
    long turn = Math.abs(line.x[line.x.length - 1] - line.x[0]);
    if (width > 2 * TURN || turn != 0) {
      throw new IllegalArgumentException(
          "ring runs round the Earth more than once, over "
              + width / Coordinates.STEPS
              + " degrees of longitude; divide it into simpler polygons");
    }
    return line;
  }

  private static Line normal(Line line) {
    long minX = line.minX();
    return line.shifted(-Math.floorDiv(minX + HALF, TURN) * TURN);
  }

  /** The sign of a·b - c·d without overflow. */
  static int compareProducts(long a, long b, long c, long d) {
    int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
    return high != 0 ? high : Long.compareUnsigned(a * b, c * d);
  }

  /** On which side of the line from a to b the point p lies: 1 left, -1 right, 0 on it. */
  static int side(long ax, long ay, long bx, long by, long px, long py) {
    return compareProducts(bx - ax, py - ay, by - ay, px - ax);
  }

  /** Whether two segments, ends included, share a point. */
  static boolean segmentsMeet(
      long ax, long ay, long bx, long by, long cx, long cy, long dx, long dy) {
    if (Math.max(ax, bx) < Math.min(cx, dx)
        || Math.max(cx, dx) < Math.min(ax, bx)
        || Math.max(ay, by) < Math.min(cy, dy)
        || Math.max(cy, dy) < Math.min(ay, by)) {
      return false;
    }
    // With the boxes overlapping, segments meet unless one lies strictly on one side of the other's
    // line (also when collinear).
    return side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) <= 0
        && side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) <= 0;
  }

  static double radians(long steps) {
    return Math.toRadians(steps / Coordinates.STEPS);
  }
}
