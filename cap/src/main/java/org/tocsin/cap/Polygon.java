// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A polygon whose corners are joined in order (CAP 1.2 §3.2.4). A valid one has at least four
 * points, the last equal to the first, and does not cross itself; a polygon that was read
 * tolerantly may break these rules, and its reading says so.
 *
 * @param points corners in order
 */
public record Polygon(List<Point> points) {
  public Polygon {
    points = List.copyOf(points);
  }

  /** Whether the last point is the first one again. */
  public boolean isClosed() {
    return points.size() > 1 && points.getFirst().equals(points.getLast());
  }

  /**
   * The same shape with fewer corners: those are left out that change it least. Sides of the result
   * may cross where the shape is very thin; {@link CapChecker} says so.
   *
   * @param pointsMax how many points it may have, closing point included; at least 4
   */
  public Polygon simplified(int pointsMax) {
    return new Simplification(this, pointsMax).polygon();
  }

  /**
   * How far {@link #simplified} of so many points would be off, in metres: the distance of the
   * corner that lies farthest from the side that takes its place.
   *
   * @param pointsMax as given to {@link #simplified}
   */
  public double metresOff(int pointsMax) {
    return new Simplification(this, pointsMax).largestMoveMetres();
  }

  /** The polygon as CAP writes it: pairs {@code latitude,longitude} separated by spaces. */
  @Override
  public String toString() {
    return points.stream().map(Point::toString).collect(Collectors.joining(" "));
  }
}
