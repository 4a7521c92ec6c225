// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the polygons that are written as the standard asks, {@code lat,lon lat,lon}, from their
 * bytes. It knows nothing of faults: whatever is not plain is left to {@link Shapes}, which reads
 * the same polygons equally, slower, and says what is wrong with the others.
 */
final class PlainPairs {
  /** With so many digits the digits are exact in a double, and so is ten to the power. */
  private static final int DIGITS_MAX = 15;

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private final byte[] bytes;
  private final int to;
  private int at;
  private double number;

  private PlainPairs(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  /** The polygon in an element, or nothing when it is not plain. */
  static Optional<Polygon> polygon(Node node) {
    XmlWindow window = node.plainWindow();
    if (window == null) {
      return Optional.empty();
    }
    List<Point> points = new PlainPairs(window.bytes(), node.textFrom(), node.textTo()).points();
    return points.size() < 3 ? Optional.empty() : Optional.of(new Polygon(points));
  }

  /** The points; none when something is not plain. */
  private List<Point> points() {
    List<Point> points = new ArrayList<>((to - at) / 14 + 4);
    space();
    while (at < to) {
      if (!number(90) || at == to || bytes[at++] != ',') {
        return List.of();
      }
      double latitude = number;
      if (!number(180)) {
        return List.of();
      }
      points.add(new Point(latitude, number));
      int end = at;
      space();
      if (at == end && at < to) {
        return List.of();
      }
    }
    return points;
  }

  private void space() {
    while (at < to && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
  }

  /** Reads a decimal between minus and plus a bound. */
  private boolean number(int bound) {
    boolean minus = at < to && bytes[at] == '-';
    at += minus ? 1 : 0;
    long digits = 0;
    int from = at;
    int point = -1;
    for (; at < to; at++) {
      byte b = bytes[at];
      if (b >= '0' && b <= '9') {
        digits = 10 * digits + (b - '0');
      } else if (b == '.' && point < 0) {
        point = at;
      } else {
        break;
      }
      if (at - from > DIGITS_MAX) {
        return false;
      }
    }
    int count = at - from - (point < 0 ? 0 : 1);
    if (count < 1 || count > DIGITS_MAX) {
      return false;
    }
    double size = point < 0 ? digits : digits / POWERS[at - point - 1];
    number = minus ? -size : size;
    return size <= bound;
  }
}
