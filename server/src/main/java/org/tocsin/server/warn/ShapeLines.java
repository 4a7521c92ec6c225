// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Polygons and circles as lines of text, one a line, as CAP writes them (CAP 1.2 §3.2.4): a polygon
 * is three or more pairs {@code latitude,longitude}, closed or not; a circle is one pair and a
 * radius in kilometres.
 */
final class ShapeLines {

  private static final int LINES_MOST = 100;
  private static final int CORNERS_MOST = 2_000;

  private ShapeLines() {}

  /** The lines of an area. */
  static String write(Draft.DraftArea area) {
    List<String> lines = new ArrayList<>();
    for (List<List<Double>> ring : area.polygons()) {
      lines.add(
          ring.stream()
              .map(pair -> pair.stream().map(ShapeLines::number).collect(Collectors.joining(",")))
              .collect(Collectors.joining(" ")));
    }
    for (Draft.DraftCircle circle : area.circles()) {
      lines.add(
          "%s,%s %s"
              .formatted(
                  number(circle.latitude()),
                  number(circle.longitude()),
                  number(circle.radiusKm())));
    }
    return String.join("\n", lines);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.6f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  /**
   * Reads the lines of an area; {@code fault} is told the line and what is wrong with it, and the
   * line is left out.
   */
  static Draft.DraftArea read(String areaDesc, String lines, BiConsumer<String, String> fault) {
    List<List<List<Double>>> polygons = new ArrayList<>();
    List<Draft.DraftCircle> circles = new ArrayList<>();
    List<String> all = lines.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (all.size() > LINES_MOST) {
      fault.accept(all.size() + " lines", "there are more than " + LINES_MOST);
      return new Draft.DraftArea(areaDesc, List.of(), List.of());
    }
    for (String line : all) {
      try {
        String[] words = line.split("\\s+");
        if (words.length == 2 && !words[1].contains(",")) {
          List<Double> centre = pair(words[0]);
          circles.add(
              new Draft.DraftCircle(centre.get(0), centre.get(1), Double.parseDouble(words[1])));
        } else {
          polygons.add(ring(words));
        }
      } catch (IllegalArgumentException e) {
        fault.accept(line, "cannot be read: " + e.getMessage());
      }
    }
    return new Draft.DraftArea(areaDesc, polygons, circles);
  }

  private static List<List<Double>> ring(String[] words) {
    if (words.length < 3 || words.length > CORNERS_MOST) {
      throw new IllegalArgumentException(
          "%d corners; a polygon has 3 to %d".formatted(words.length, CORNERS_MOST));
    }
    List<List<Double>> ring = new ArrayList<>();
    for (String word : words) {
      ring.add(pair(word));
    }
    if (!ring.getFirst().equals(ring.getLast())) {
      ring.add(ring.getFirst());
    }
    return List.copyOf(ring);
  }

  private static List<Double> pair(String word) {
    String[] numbers = word.split(",", -1);
    if (numbers.length != 2) {
      throw new IllegalArgumentException("'" + word + "' is no pair latitude,longitude");
    }
    double latitude = Double.parseDouble(numbers[0]);
    double longitude = Double.parseDouble(numbers[1]);
    if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException("'" + word + "' is not on the earth");
    }
    return List.of(latitude, longitude);
  }
}
