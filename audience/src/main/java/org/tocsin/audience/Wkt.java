// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads POLYGON and MULTIPOLYGON of the well-known text form (OGC 06-103r4 §7): {@code POLYGON((lon
 * lat, lon lat, ...), (hole))}, longitude first.
 */
final class Wkt {
  private final String text;
  private int at;

  private Wkt(String text) {
    this.text = text;
  }

  static List<Polygon> parse(String text) throws BadInput {
    Wkt reader = new Wkt(text);
    List<Polygon> polygons = reader.geometry();
    reader.skipBlanks();
    if (reader.at < text.length()) {
      throw reader.bad(
          "polygon has something after its end",
          "remove it, or put several polygons into a MULTIPOLYGON");
    }
    return polygons;
  }

  private List<Polygon> geometry() throws BadInput {
    String word = word();
    if (word.equals("SRID") && accept('=')) {
      String code = word();
      if (!code.equals("4326") || !accept(';')) {
        throw bad("polygon is not in WGS 84", "give longitude and latitude in degrees, SRID 4326");
      }
      word = word();
    }
    return switch (word) {
      case "POLYGON" -> List.of(polygon());
      case "MULTIPOLYGON" -> list(this::polygon);
      default ->
          throw bad(
              "polygon is not in a form that is read",
              "write POLYGON((lon lat, lon lat, ...)) or MULTIPOLYGON(((...)))");
    };
  }

  private interface Part<T> {
    T read() throws BadInput;
  }

  private <T> List<T> list(Part<T> part) throws BadInput {
    if (!accept('(')) {
      throw bad("polygon needs ( here", "write POLYGON((lon lat, lon lat, ...))");
    }
    List<T> parts = new ArrayList<>();
    do {
      parts.add(part.read());
    } while (accept(','));
    if (!accept(')')) {
      throw bad("polygon needs , or ) here", "write positions as lon lat, separated by commas");
    }
    return parts;
  }

  private Polygon polygon() throws BadInput {
    return polygon(list(() -> list(this::position)), text);
  }

  /** A polygon of these rings, the outer one first; refuses one that crosses itself. */
  static Polygon polygon(List<List<Coordinates>> rings, String found) throws BadInput {
    try {
      Polygon polygon = new Polygon(rings.getFirst(), rings.subList(1, rings.size()));
      for (List<Coordinates> ring : rings) {
        requireNoCrossing(ring, found);
      }
      return polygon;
    } catch (IllegalArgumentException e) {
      throw new BadInput(found, "polygon is refused: " + e.getMessage(), "correct the ring");
    }
  }

  private static void requireNoCrossing(List<Coordinates> ring, String found) throws BadInput {
    int edge = Crossings.find(Lattice.ring(ring));
    if (edge >= 0) {
      throw new BadInput(
          found,
          "polygon crosses itself at the edge from " + ring.get(edge),
          "put its corners in the order in which they are walked");
    }
  }

  private Coordinates position() throws BadInput {
    double longitude = number(-180, 180, "longitude");
    double latitude = number(-90, 90, "latitude");
    return new Coordinates(latitude, longitude);
  }

  private double number(double min, double max, String name) throws BadInput {
    String word = word();
    double number;
    try {
      number = Numbers.parse(word);
    } catch (BadInput bad) {
      throw bad(name + " is no number: " + word, bad.remedy());
    }
    if (!(number >= min && number <= max)) {
      throw bad(
          name + " " + word + " is out of range",
          "give " + Numbers.plain(min) + " to " + Numbers.plain(max) + " degrees, longitude first");
    }
    return number;
  }

  /** The next run of characters that is no punctuation, in capitals. */
  private String word() {
    skipBlanks();
    int start = at;
    while (at < text.length() && "(),;= \t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at).toUpperCase(Locale.ROOT);
  }

  private boolean accept(char wanted) {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private BadInput bad(String message, String remedy) {
    return new BadInput(text, message + " (character " + (at + 1) + ")", remedy);
  }
}
