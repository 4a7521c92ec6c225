// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A geometry of GeoJSON (RFC 7946 §3.1) as it is written; it becomes {@link Shape}s once the radius
 * and the width of its feature are known.
 */
final class GeoJsonGeometry {
  private static final String TYPES =
      "use Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon or GeometryCollection";
  private static final Set<String> LINES = Set.of("LineString", "MultiLineString");
  private static final Set<String> POINTS = Set.of("Point", "MultiPoint");

  private String type = "";
  private @Nullable Node coordinates;
  private final List<GeoJsonGeometry> parts = new ArrayList<>();

  private GeoJsonGeometry() {}

  /** A position, or a list of nodes. */
  private record Node(@Nullable Coordinates position, List<Node> children) {}

  /** Reads what follows the opening bracket, up to the closing one. */
  static GeoJsonGeometry read(JsonParser json) throws BadInput {
    return read(json, true);
  }

  private static GeoJsonGeometry read(JsonParser json, boolean isOutermost) throws BadInput {
    GeoJsonGeometry geometry = new GeoJsonGeometry();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "type" -> geometry.type = value == JsonToken.VALUE_STRING ? json.getString() : "";
        case "coordinates" -> geometry.coordinates = node(json, value);
        case "geometries" -> geometry.parts(json, value, isOutermost);
        default -> json.skipChildren();
      }
    }
    return geometry;
  }

  private void parts(JsonParser json, JsonToken value, boolean isOutermost) throws BadInput {
    if (!isOutermost) {
      throw new BadInput(
          "", "a collection of geometries is in another", "put all geometries into one");
    }
    if (value != JsonToken.START_ARRAY) {
      throw new BadInput("", "geometries are no list", "write \"geometries\":[{…},{…}]");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw new BadInput("", "a geometry is no JSON object", "write {\"type\":\"Point\",…}");
      }
      parts.add(read(json, false));
    }
  }

  private static Node node(JsonParser json, JsonToken value) throws BadInput {
    if (value != JsonToken.START_ARRAY) {
      throw new BadInput(
          json.getString(),
          "coordinates hold something that is no list and no number",
          "write positions as [longitude,latitude]");
    }
    JsonToken first = json.nextToken();
    if (first == JsonToken.VALUE_NUMBER_INT || first == JsonToken.VALUE_NUMBER_FLOAT) {
      return new Node(position(json), List.of());
    }
    List<Node> children = new ArrayList<>();
    for (JsonToken token = first; token != JsonToken.END_ARRAY; token = json.nextToken()) {
      children.add(node(json, token));
    }
    return new Node(null, children);
  }

  /** The position whose first number is the current token; an altitude is not looked at. */
  private static Coordinates position(JsonParser json) throws BadInput {
    double longitude = number(json, 180, "longitude");
    JsonToken second = json.nextToken();
    if (second == JsonToken.END_ARRAY) {
      throw new BadInput(
          "[" + longitude + "]", "position has one number", "write [longitude,latitude]");
    }
    double latitude = number(json, 90, "latitude");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (!json.currentToken().isNumeric()) {
        throw notNumber(json);
      }
    }
    return new Coordinates(latitude, longitude);
  }

  private static double number(JsonParser json, double most, String name) throws BadInput {
    if (!json.currentToken().isNumeric()) {
      throw notNumber(json);
    }
    double number = json.getDoubleValue();
    if (!(number >= -most && number <= most)) {
      throw new BadInput(
          json.getString(),
          name + " is out of range",
          "give "
              + Numbers.plain(-most)
              + " to "
              + Numbers.plain(most)
              + " degrees, longitude first");
    }
    return number;
  }

  private static BadInput notNumber(JsonParser json) {
    return new BadInput(
        json.getString(),
        "position holds something that is no number",
        "write [longitude,latitude]");
  }

  /** Whether some part is a line, which alone can have a width. */
  boolean hasLine() {
    return has(LINES);
  }

  /** Whether some part is a point or a line, which alone can have a radius. */
  boolean hasPointOrLine() {
    return has(POINTS) || hasLine();
  }

  private boolean has(Set<String> types) {
    return types.contains(type) || parts.stream().anyMatch(part -> part.has(types));
  }

  /**
   * The shapes: a place each.
   *
   * @param radiusMetres round each point
   * @param widthMetres of each line, edge to edge
   */
  List<Shape> shapes(double radiusMetres, double widthMetres) throws BadInput {
    List<Shape> shapes = new ArrayList<>();
    addShapes(radiusMetres, widthMetres, shapes);
    if (shapes.isEmpty()) {
      throw new BadInput(type, "geometry is empty", "give it positions, or null for no place");
    }
    if (shapes.size() > Watcher.MAX_PLACES) {
      throw new BadInput(
          type,
          "geometry has " + shapes.size() + " parts, more than " + Watcher.MAX_PLACES,
          "divide it into several watchers");
    }
    return shapes;
  }

  private void addShapes(double radiusMetres, double widthMetres, List<Shape> shapes)
      throws BadInput {
    switch (type) {
      case "Point" -> shapes.add(new Shape.PointRadius(point(whole()), radiusMetres));
      case "MultiPoint" -> {
        for (Node each : children(whole())) {
          shapes.add(new Shape.PointRadius(point(each), radiusMetres));
        }
      }
      case "LineString" -> shapes.add(corridor(whole(), widthMetres));
      case "MultiLineString" -> {
        for (Node each : children(whole())) {
          shapes.add(corridor(each, widthMetres));
        }
      }
      case "Polygon" -> shapes.add(new Shape.Polygons(List.of(polygon(whole()))));
      case "MultiPolygon" -> {
        List<Polygon> polygons = new ArrayList<>();
        for (Node each : children(whole())) {
          polygons.add(polygon(each));
        }
        if (!polygons.isEmpty()) {
          shapes.add(new Shape.Polygons(polygons));
        }
      }
      case "GeometryCollection" -> {
        for (GeoJsonGeometry part : parts) {
          part.addShapes(radiusMetres, widthMetres, shapes);
        }
      }
      default -> throw new BadInput(type, "type of geometry is not known", TYPES);
    }
  }

  private Node whole() throws BadInput {
    Node node = coordinates;
    if (node == null) {
      throw new BadInput(type, "geometry has no coordinates", "give it positions");
    }
    return node;
  }

  private Coordinates point(Node node) throws BadInput {
    Coordinates position = node.position;
    if (position == null) {
      throw tooDeep();
    }
    return position;
  }

  private List<Node> children(Node node) throws BadInput {
    if (node.position != null) {
      throw tooDeep();
    }
    return node.children;
  }

  private BadInput tooDeep() {
    return new BadInput(
        type,
        "brackets of the coordinates do not fit the type of the geometry",
        "write a position as [longitude,latitude], a line as a list of positions, a polygon as a list of rings");
  }

  private List<Coordinates> line(Node node) throws BadInput {
    List<Coordinates> line = new ArrayList<>();
    for (Node each : children(node)) {
      line.add(point(each));
    }
    return line;
  }

  private Shape corridor(Node node, double widthMetres) throws BadInput {
    List<Coordinates> points = line(node);
    if (points.size() < 2) {
      throw new BadInput(
          type, "line has " + points.size() + " positions", "give two or more, or use Point");
    }
    try {
      return new Shape.Corridor(points, widthMetres);
    } catch (IllegalArgumentException e) {
      throw new BadInput(type, "line is refused: " + e.getMessage(), "divide the line");
    }
  }

  private Polygon polygon(Node node) throws BadInput {
    List<List<Coordinates>> rings = new ArrayList<>();
    for (Node ring : children(node)) {
      rings.add(line(ring));
    }
    if (rings.isEmpty()) {
      throw new BadInput(type, "polygon has no ring", "give it an outer ring");
    }
    return Wkt.polygon(rings, type);
  }
}
