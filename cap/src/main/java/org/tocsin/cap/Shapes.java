// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads polygons and circles from their text (CAP 1.2 §3.2.4). */
final class Shapes {
  private static final Pattern SPACE_AT_COMMA = Pattern.compile("\\s*,\\s*");
  private static final double EARTH_HALF_ROUND_KM = 20_038;

  private Shapes() {}

  /**
   * Reads a polygon and reports what is wrong with it. Brackets and points around a number are
   * taken off; a pair that is no pair of numbers even so is left out; a polygon with a pair that
   * lies on no globe is left out whole, since its other pairs are then not to be trusted.
   */
  static Optional<Polygon> polygon(String text, Site site, Problems problems) {
    String pairs = text;
    if (text.contains(", ") || text.contains(" ,")) {
      problems.add(Rule.POLYGON_FORM, site, text, "Space stands beside a comma.");
      pairs = SPACE_AT_COMMA.matcher(text).replaceAll(",");
    }
    Pairs read = new Pairs(site, problems);
    int at = 0;
    int number = 0;
    while (at < pairs.length()) {
      int start = skip(pairs, at, true);
      int end = skip(pairs, start, false);
      if (end > start) {
        read.pair(pairs.substring(start, end), ++number);
      }
      at = end;
    }
    if (read.offGlobe || read.points.size() < 3) {
      if (!read.offGlobe) {
        problems.add(
            Rule.POLYGON_POINTS,
            site,
            text,
            "The polygon has " + read.points.size() + " usable pairs and was left out.");
      }
      return Optional.empty();
    }
    Polygon polygon = new Polygon(read.points);
    PolygonRules.check(polygon, site, problems);
    return Optional.of(polygon);
  }

  /** Reads a circle and reports what is wrong with it; empty when it cannot be used. */
  static Optional<Circle> circle(String text, Site site, Problems problems) {
    List<String> parts = Texts.words(text);
    if (parts.size() != 2) {
      String joined = SPACE_AT_COMMA.matcher(text).replaceAll(",");
      parts = Texts.words(joined);
      problems.add(
          Rule.CIRCLE, site, text, "This is not latitude,longitude, a space and a radius.");
    }
    if (parts.size() != 2) {
      return Optional.empty();
    }
    Pairs read = new Pairs(site, problems);
    read.pair(parts.get(0), 1);
    if (read.offGlobe || read.points.isEmpty()) {
      return Optional.empty();
    }
    if (!isDecimal(parts.get(1)) || parts.get(1).startsWith("-")) {
      problems.add(
          Rule.CIRCLE, site, text, "The radius " + parts.get(1) + " is not a number from zero up.");
      return Optional.empty();
    }
    Circle circle = new Circle(read.points.getFirst(), Double.parseDouble(parts.get(1)));
    circle(circle, site, problems);
    return Optional.of(circle);
  }

  /** Reports a circle that is larger than the earth. */
  static void circle(Circle circle, Site site, Problems problems) {
    if (circle.radiusKm() > EARTH_HALF_ROUND_KM) {
      problems.add(
          Rule.CIRCLE_LARGE,
          site,
          circle.toString(),
          "The radius of " + Numbers.plain(circle.radiusKm()) + " km goes round the earth.");
    }
  }

  private static int skip(String text, int from, boolean space) {
    int at = from;
    while (at < text.length() && text.charAt(at) <= ' ' == space) {
      at++;
    }
    return at;
  }

  /** Whether a text is a plain decimal of a sane length: digits, one point, perhaps a sign. */
  static boolean isDecimal(String text) {
    int at = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    int digits = 0;
    int points = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.') {
        points++;
      } else {
        return false;
      }
    }
    return digits > 0 && digits <= Numbers.DIGITS_MAX && points <= 1;
  }

  /** A number without the brackets, points and letters that stand around it. */
  private static String bare(String number) {
    int start = 0;
    int end = number.length();
    while (start < end && "+-.0123456789".indexOf(number.charAt(start)) < 0) {
      start++;
    }
    while (end > start && !Character.isDigit(number.charAt(end - 1))) {
      end--;
    }
    return number.substring(start, end);
  }

  /** The pairs of one shape while they are read; each kind of fault is reported once a shape. */
  private static final class Pairs {
    private final List<Point> points = new ArrayList<>();
    private final Site site;
    private final Problems problems;
    private boolean offGlobe;
    private boolean formReported;

    Pairs(Site site, Problems problems) {
      this.site = site;
      this.problems = problems;
    }

    void pair(String pair, int number) {
      int comma = pair.indexOf(',');
      String first = comma < 0 ? pair : pair.substring(0, comma);
      String second = comma < 0 ? "" : pair.substring(comma + 1);
      if (!isDecimal(first) || !isDecimal(second)) {
        if (!formReported) {
          problems.add(
              Rule.POLYGON_FORM, site, pair, "Pair " + number + " is not latitude,longitude.");
        }
        formReported = true;
        first = bare(first);
        second = bare(second);
        if (!isDecimal(first) || !isDecimal(second)) {
          return;
        }
      }
      double latitude = Double.parseDouble(first);
      double longitude = Double.parseDouble(second);
      boolean latitudeGood = latitude >= -90 && latitude <= 90;
      boolean longitudeGood = longitude >= -180 && longitude <= 180;
      if (latitudeGood && longitudeGood) {
        points.add(new Point(latitude, longitude));
        return;
      }
      if (!offGlobe) {
        Rule rule = latitudeGood ? Rule.LONGITUDE : Rule.LATITUDE;
        String which = latitudeGood ? "longitude " + second : "latitude " + first;
        problems.add(rule, site, pair, "Pair " + number + " has the " + which + ".");
      }
      offGlobe = true;
    }
  }
}
