// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A polygon with fewer corners, by the rule of Visvalingam and Whyatt (The Cartographic Journal 30,
 * 1993): again and again the corner is left out that with its two neighbours encloses the smallest
 * triangle, which is the corner that changes the shape least. n log n for n corners; the corners
 * are seen flat, a degree of longitude as long as it is at the middle of the polygon.
 */
final class Simplification {
  private static final double METRES_A_DEGREE = 111_195;

  private final Polygon polygon;
  private final double[] x;
  private final double[] y;
  private final int[] before;
  private final int[] after;
  private final boolean[] gone;
  private int left;

  /** A corner with its triangle when it was queued; it is stale when a neighbour has gone since. */
  private record Candidate(int corner, int before, int after, double area)
      implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      int byArea = Double.compare(area, other.area);
      return byArea != 0 ? byArea : Integer.compare(corner, other.corner);
    }
  }

  Simplification(Polygon polygon, int pointsMax) {
    if (pointsMax < 4) {
      throw new IllegalArgumentException(
          "pointsMax is " + pointsMax + "; a closed polygon has at least 4 points");
    }
    this.polygon = polygon;
    int corners = polygon.points().size() - (polygon.isClosed() ? 1 : 0);
    this.x = new double[corners];
    this.y = new double[corners];
    this.before = new int[corners];
    this.after = new int[corners];
    this.gone = new boolean[corners];
    this.left = corners;
    lay(corners);
    // The closing point counts, too.
    leaveOut(pointsMax - 1);
  }

  private void lay(int corners) {
    List<Point> points = polygon.points();
    double middle = points.stream().mapToDouble(Point::latitude).average().orElse(0);
    double narrow = Math.cos(Math.toRadians(middle));
    double turn = 0;
    for (int i = 0; i < corners; i++) {
      double longitude = points.get(i).longitude();
      if (i > 0) {
        double step = longitude - points.get(i - 1).longitude();
        turn += step > 180 ? -360 : step < -180 ? 360 : 0;
      }
      x[i] = (longitude + turn) * narrow * METRES_A_DEGREE;
      y[i] = points.get(i).latitude() * METRES_A_DEGREE;
      before[i] = (i + corners - 1) % corners;
      after[i] = (i + 1) % corners;
    }
  }

  private void leaveOut(int cornersMax) {
    PriorityQueue<Candidate> queue = new PriorityQueue<>();
    for (int i = 0; i < x.length; i++) {
      queue.add(candidate(i));
    }
    while (left > cornersMax) {
      Candidate least = queue.remove();
      int corner = least.corner();
      if (gone[corner] || before[corner] != least.before() || after[corner] != least.after()) {
        continue;
      }
      gone[corner] = true;
      left--;
      after[before[corner]] = after[corner];
      before[after[corner]] = before[corner];
      queue.add(candidate(before[corner]));
      queue.add(candidate(after[corner]));
    }
  }

  private Candidate candidate(int corner) {
    int a = before[corner];
    int b = after[corner];
    double area =
        Math.abs((x[corner] - x[a]) * (y[b] - y[a]) - (x[b] - x[a]) * (y[corner] - y[a])) / 2;
    return new Candidate(corner, a, b, area);
  }

  /** The corners that are left, in their order, closed. */
  Polygon polygon() {
    List<Point> kept = new ArrayList<>(left + 1);
    for (int i = 0; i < x.length; i++) {
      if (!gone[i]) {
        kept.add(polygon.points().get(i));
      }
    }
    kept.add(kept.getFirst());
    return new Polygon(kept);
  }

  /** How far the corner that is farthest off lies from the side that replaces it, in metres. */
  double largestMoveMetres() {
    int[] keptBefore = new int[x.length];
    int last = x.length - 1;
    while (gone[last]) {
      last--;
    }
    for (int i = 0; i < x.length; i++) {
      last = gone[i] ? last : i;
      keptBefore[i] = last;
    }
    return Arrays.stream(indexes()).mapToDouble(i -> distance(i, keptBefore[i])).max().orElse(0);
  }

  private int[] indexes() {
    return java.util.stream.IntStream.range(0, x.length).filter(i -> gone[i]).toArray();
  }

  private double distance(int corner, int from) {
    int to = after[from];
    double dx = x[to] - x[from];
    double dy = y[to] - y[from];
    double length = dx * dx + dy * dy;
    double along =
        length == 0
            ? 0
            : Math.clamp(((x[corner] - x[from]) * dx + (y[corner] - y[from]) * dy) / length, 0, 1);
    return Math.hypot(x[corner] - x[from] - along * dx, y[corner] - y[from] - along * dy);
  }
}
