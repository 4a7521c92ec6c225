// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Positions written in figures: decimal degrees, or degrees, minutes and seconds. */
final class Coordinates {

  private static final Pattern DECIMAL =
      Pattern.compile(
          "(?<![0-9.])([+-]?[0-9]{1,2}[.][0-9]{2,8})°? ?([NSns])?[ ,;/]{1,3}"
              + "([+-]?[0-9]{1,3}[.][0-9]{2,8})°? ?([EWew])?");
  private static final Pattern SEXAGESIMAL =
      Pattern.compile(
          "([0-9]{1,2})[°º] ?([0-9]{1,2})['′’] ?(?:([0-9]{1,2}(?:[.][0-9]{1,4})?)[\"″”] ?)?([NSns])"
              + "[ ,;/]{0,3}"
              + "([0-9]{1,3})[°º] ?([0-9]{1,2})['′’] ?(?:([0-9]{1,2}(?:[.][0-9]{1,4})?)[\"″”] ?)?([EWew])");

  private Coordinates() {}

  /** A position and where it stands. */
  record Written(Held.Position position, int from, int to) {}

  static List<Written> in(String text) {
    List<Written> found = new ArrayList<>();
    Matcher decimal = DECIMAL.matcher(text);
    while (decimal.find()) {
      add(
          found,
          signed(Double.parseDouble(decimal.group(1)), decimal.group(2), "Ss"),
          signed(Double.parseDouble(decimal.group(3)), decimal.group(4), "Ww"),
          decimal);
    }
    Matcher parts = SEXAGESIMAL.matcher(text);
    while (parts.find()) {
      add(
          found,
          signed(degrees(parts, 1), parts.group(4), "Ss"),
          signed(degrees(parts, 5), parts.group(8), "Ww"),
          parts);
    }
    return found;
  }

  private static double degrees(Matcher parts, int first) {
    String seconds = parts.group(first + 2);
    return Integer.parseInt(parts.group(first))
        + Integer.parseInt(parts.group(first + 1)) / 60.0
        + (seconds == null ? 0 : Double.parseDouble(seconds) / 3600);
  }

  private static double signed(
      double value, @org.jspecify.annotations.Nullable String side, String minus) {
    return side != null && minus.contains(side) ? -value : value;
  }

  private static void add(List<Written> found, double latitude, double longitude, Matcher at) {
    if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
      found.add(new Written(new Held.Position(latitude, longitude), at.start(), at.end()));
    }
  }
}
