// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An area with straight edges in latitude and longitude, as CAP consumers draw them, and with
 * holes. Edges and corners belong to the area; so do the edges of a hole.
 *
 * <p>A step in longitude of more than 180 and less than 360 degrees goes the short way, across the
 * antimeridian; a step of 360 (from -180 to 180) goes all the way round, as drawn. A ring that runs
 * once round the Earth without coming back holds the pole on the side of the equator where its mean
 * latitude lies. All longitudes of a pole are the same point. A ring may cross itself; what it
 * winds round at all is inside.
 *
 * @param outer the outer ring: at least four positions, the last equal to the first
 * @param holes rings cut out of it, each like the outer one
 */
public record Polygon(List<Coordinates> outer, List<List<Coordinates>> holes) implements Area {
  /** The most positions a polygon may have, holes included. */
  public static final int MAX_POSITIONS = 1_000_000;

  /** Refuses rings that are too short or not closed. */
  public Polygon {
    outer = List.copyOf(outer);
    requireRing("outer ring", outer);
    List<List<Coordinates>> copies = new ArrayList<>();
    int positions = outer.size();
    for (List<Coordinates> hole : holes) {
      requireRing("hole " + (copies.size() + 1), hole);
      positions += hole.size();
      copies.add(List.copyOf(hole));
    }
    if (positions > MAX_POSITIONS) {
      throw new IllegalArgumentException(
          "polygon has "
              + positions
              + " positions, more than "
              + MAX_POSITIONS
              + "; simplify or divide it");
    }
    holes = List.copyOf(copies);
  }

  /**
   * A polygon without holes through these positions; the first is repeated at the end when it is
   * not there.
   */
  public static Polygon of(List<Coordinates> ring) {
    List<Coordinates> closed = new ArrayList<>(ring);
    if (!closed.isEmpty() && !closed.getFirst().equals(closed.getLast())) {
      closed.add(closed.getFirst());
    }
    return new Polygon(closed, List.of());
  }

  /**
   * A polygon without holes through these positions; the first is repeated at the end when it is
   * not there.
   */
  public static Polygon of(Coordinates... ring) {
    return of(Arrays.asList(ring));
  }

  private static void requireRing(String name, List<Coordinates> ring) {
    if (ring.size() < 4) {
      throw new IllegalArgumentException(
          name
              + " has "
              + ring.size()
              + " positions; at least 4 are needed, the last equal to the first");
    }
    if (!ring.getFirst().equals(ring.getLast())) {
      throw new IllegalArgumentException(
          name
              + " is not closed: it starts at "
              + ring.getFirst()
              + " and ends at "
              + ring.getLast()
              + "; repeat the first position");
    }
    requireOneTurn(ring);
  }

  private static void requireOneTurn(List<Coordinates> ring) {
    Lattice.ring(ring);
  }
}
