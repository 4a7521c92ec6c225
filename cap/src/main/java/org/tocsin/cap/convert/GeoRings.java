// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import java.util.ArrayList;
import java.util.List;
import org.tocsin.cap.Circle;
import org.tocsin.cap.Point;
import org.tocsin.cap.Polygon;

/**
 * Turns areas of CAP into rings of GeoJSON: longitude first, counterclockwise, closed, and cut at
 * the antimeridian (RFC 7946 §3.1.6, §3.1.9).
 *
 * <p>A side of a polygon takes the shorter way round the earth. A ring that goes round a pole is
 * closed along it. A piece that is cut off a hollow shape may keep a bridge of no width along the
 * antimeridian.
 */
final class GeoRings {
  /** Mean radius of the earth in kilometres (IUGG). */
  private static final double EARTH_KM = 6371.0088;

  private static final int CORNERS_MIN = 64;
  private static final int CORNERS_MAX = 720;

  /** Where corners of circles are rounded: about a centimetre. */
  private static final double STEPS_A_DEGREE = 1e7;

  private GeoRings() {}

  /** A corner whose longitude may lie beyond 180 degrees. */
  private record Corner(double longitude, double latitude) {
    Corner shifted(double degrees) {
      return new Corner(longitude + degrees, latitude);
    }
  }

  /** The rings of a polygon: one, or several when the antimeridian cuts it. */
  static List<List<List<Double>>> of(Polygon polygon) {
    List<Corner> corners = new ArrayList<>();
    for (Point point : polygon.points()) {
      corners.add(new Corner(point.longitude(), point.latitude()));
    }
    return rings(corners);
  }

  /**
   * The rings of a polygon around a circle: it contains the circle, and no corner is farther out
   * than the error, unless {@value #CORNERS_MAX} corners do not suffice for it.
   */
  static List<List<List<Double>>> of(Circle circle, double errorMetres) {
    double radius = circle.radiusKm();
    double error = errorMetres / 1000;
    double half = Math.acos(radius / (radius + error));
    int corners = Math.clamp((long) Math.ceil(Math.PI / half), CORNERS_MIN, CORNERS_MAX);
    double outer = radius / Math.cos(Math.PI / corners) / EARTH_KM;
    List<Corner> ring = new ArrayList<>();
    for (int i = 0; i < corners; i++) {
      ring.add(corner(circle.centre(), 2 * Math.PI * i / corners, outer));
    }
    return rings(ring);
  }

  /** The place at a distance, given as an angle at the centre of the earth, in a direction. */
  private static Corner corner(Point centre, double bearing, double distance) {
    double latitude = Math.toRadians(centre.latitude());
    double sine =
        Math.sin(latitude) * Math.cos(distance)
            + Math.cos(latitude) * Math.sin(distance) * Math.cos(bearing);
    double east =
        Math.atan2(
            Math.sin(bearing) * Math.sin(distance) * Math.cos(latitude),
            Math.cos(distance) - Math.sin(latitude) * sine);
    double longitude = centre.longitude() + Math.toDegrees(east);
    return new Corner(
        rounded(Math.IEEEremainder(longitude, 360)),
        rounded(Math.toDegrees(Math.asin(Math.clamp(sine, -1, 1)))));
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * STEPS_A_DEGREE) / STEPS_A_DEGREE;
  }

  private static List<List<List<Double>>> rings(List<Corner> corners) {
    List<Corner> open = unwrapped(corners);
    List<List<List<Double>>> rings = new ArrayList<>();
    double west = open.stream().mapToDouble(Corner::longitude).min().orElse(0);
    double east = open.stream().mapToDouble(Corner::longitude).max().orElse(0);
    for (double turn = 360 * Math.floor((west + 180) / 360); turn - 180 < east; turn += 360) {
      List<Corner> piece = clipped(clipped(open, turn - 180, true), turn + 180, false);
      if (piece.size() >= 3) {
        double back = -turn;
        rings.add(closed(piece.stream().map(corner -> corner.shifted(back)).toList()));
      }
    }
    return rings;
  }

  /** The corners without the closing one, each less than half a turn from the one before. */
  private static List<Corner> unwrapped(List<Corner> corners) {
    List<Corner> open = new ArrayList<>();
    for (Corner corner : corners) {
      double before = open.isEmpty() ? corner.longitude() : open.getLast().longitude();
      double turns = Math.rint((before - corner.longitude()) / 360);
      open.add(corner.shifted(360 * turns));
    }
    double back = open.getFirst().longitude() - open.getLast().longitude();
    double turn = 360 * Math.rint(back / 360);
    boolean repeats = open.size() > 1 && open.getFirst().equals(open.getLast().shifted(turn));
    if (turn != 0) {
      // The ring goes round a pole: on to where it began, and back along the pole that is nearer.
      double pole = open.stream().mapToDouble(Corner::latitude).average().orElse(0) < 0 ? -90 : 90;
      if (!repeats) {
        open.add(open.getFirst().shifted(-turn));
      }
      open.add(new Corner(open.getLast().longitude(), pole));
      open.add(new Corner(open.getFirst().longitude(), pole));
    } else if (repeats) {
      open.removeLast();
    }
    return open;
  }

  /** What lies on one side of a meridian (Sutherland and Hodgman 1974). */
  private static List<Corner> clipped(List<Corner> ring, double meridian, boolean keepEast) {
    List<Corner> kept = new ArrayList<>();
    for (int i = 0; i < ring.size(); i++) {
      Corner from = ring.get(i);
      Corner to = ring.get((i + 1) % ring.size());
      boolean fromIn = keepEast ? from.longitude() >= meridian : from.longitude() <= meridian;
      boolean toIn = keepEast ? to.longitude() >= meridian : to.longitude() <= meridian;
      if (fromIn) {
        kept.add(from);
      }
      if (fromIn != toIn && from.longitude() != meridian && to.longitude() != meridian) {
        double part = (meridian - from.longitude()) / (to.longitude() - from.longitude());
        kept.add(new Corner(meridian, from.latitude() + part * (to.latitude() - from.latitude())));
      }
    }
    boolean flat = kept.stream().allMatch(corner -> corner.longitude() == meridian);
    return flat ? List.of() : kept;
  }

  private static List<List<Double>> closed(List<Corner> corners) {
    List<Corner> ring = new ArrayList<>(signedArea(corners) < 0 ? corners.reversed() : corners);
    if (signedArea(corners) < 0) {
      ring.addFirst(ring.removeLast()); // It still begins where it began.
    }
    ring.add(ring.getFirst());
    return ring.stream().map(corner -> List.of(corner.longitude(), corner.latitude())).toList();
  }

  private static double signedArea(List<Corner> ring) {
    double twice = 0;
    for (int i = 0; i < ring.size(); i++) {
      Corner from = ring.get(i);
      Corner to = ring.get((i + 1) % ring.size());
      twice += from.longitude() * to.latitude() - to.longitude() * from.latitude();
    }
    return twice / 2;
  }
}
