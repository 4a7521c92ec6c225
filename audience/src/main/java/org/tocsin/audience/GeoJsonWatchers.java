// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Rows of a GeoJSON file (RFC 7946): each feature is a row, its properties have the names of the
 * CSV columns, its geometry says where. The id may be that of the feature.
 */
final class GeoJsonWatchers implements RowSource {
  private static final String FORM =
      "write {\"type\":\"Feature\",\"id\":\"a\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[37.4,55.8]},\"properties\":{}}";
  private static final Column[] INSTEAD_OF_GEOMETRY = {Column.LAT, Column.LON, Column.POLYGON};

  private final FeatureCutter cutter;
  private final JsonMembers members =
      new JsonMembers(Column::findInGeoJson, Column.allGeoJsonWords());

  /** What a file says of its coordinates when they are not what RFC 7946 §4 has. */
  private @Nullable String otherCoordinates;

  GeoJsonWatchers(InputStream in) throws IOException {
    this.cutter = new FeatureCutter(in);
  }

  @Override
  public Optional<RawRow> next() throws IOException {
    return cutter.next().map(this::rawRow);
  }

  private RawRow rawRow(FeatureCutter.Piece piece) {
    Row row = new Row(piece.line());
    switch (piece.kind()) {
      case FEATURE -> readPiece(piece, row, this::feature);
      case HEAD -> readPiece(piece, row, this::head);
      case TAIL -> readPiece(piece, row, this::tail);
      case BROKEN ->
          row.refuse(
              new BadInput(
                  "",
                  "this is no GeoJSON: " + piece.fault(),
                  "close or remove what is open there and read the lost lines again"));
    }
    if (piece.kind() == FeatureCutter.Kind.FEATURE && row.isBroken() && !row.has(Column.ID)) {
      row.put(Column.ID, JsonMembers.roughId(piece.raw()));
    }
    return new RawRow(
        row, piece.raw(), piece.kind() == FeatureCutter.Kind.FEATURE ? Role.WATCHER : Role.NOTE);
  }

  private interface Reading {
    void read(JsonParser json, Row row) throws BadInput;
  }

  private static void readPiece(FeatureCutter.Piece piece, Row row, Reading reading) {
    String text;
    try {
      text = new Lines.Line(piece.line(), piece.raw(), piece.tooLong()).text();
    } catch (BadInput bad) {
      row.refuse(
          new BadInput(bad.value(), bad.problem().replace("line is", "feature is"), bad.remedy()));
      return;
    }
    try (JsonParser json = JsonMembers.JSON.createParser(ObjectReadContext.empty(), text)) {
      reading.read(json, row);
    } catch (JacksonException e) {
      row.refuse(
          new BadInput(
              "",
              "feature is no JSON, at line %d, character %d: %s"
                  .formatted(
                      piece.line() + JsonMembers.lineOf(e) - 1,
                      JsonMembers.characterOf(e),
                      e.getOriginalMessage()),
              FORM));
    } catch (BadInput bad) {
      row.refuse(bad);
    }
  }

  private void head(JsonParser json, Row row) {
    json.nextToken();
    otherCoordinates = null;
    collection(json, row);
    if (otherCoordinates != null) {
      row.warn(
          "crs",
          new BadInput(
              otherCoordinates,
              "positions are not in WGS 84, so every feature is refused",
              "write the file anew in longitude and latitude (RFC 7946)"));
    }
  }

  private void tail(JsonParser json, Row row) {
    json.nextToken();
    String before = otherCoordinates;
    collection(json, row);
    if (before == null && otherCoordinates != null) {
      row.refuse(
          new BadInput(
              otherCoordinates,
              "file says after its features that positions are not in WGS 84; they were taken as if they were",
              "do not use what was read; write the file anew in longitude and latitude (RFC 7946)"));
    }
  }

  private void collection(JsonParser json, Row row) {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("type") && !"FeatureCollection".equals(json.getString())) {
        row.warn(
            "type",
            new BadInput(
                json.getString(),
                "type of the file is not FeatureCollection; its features were read",
                "write \"type\":\"FeatureCollection\""));
      } else if (name.equals("crs") && value != JsonToken.VALUE_NULL) {
        otherCoordinates = otherCoordinates(json);
        continue;
      }
      json.skipChildren();
    }
  }

  /** The name of a coordinate system that is not WGS 84; null when it is. */
  private static @Nullable String otherCoordinates(JsonParser json) {
    StringBuilder said = new StringBuilder();
    int depth = 0;
    do {
      JsonToken token = json.currentToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (token == JsonToken.VALUE_STRING) {
        said.append(said.isEmpty() ? "" : " ").append(json.getString());
      }
    } while (depth > 0 && json.nextToken() != null);
    String upper = said.toString().toUpperCase(Locale.ROOT);
    return upper.contains("CRS84") || upper.matches(".*EPSG:+4326.*") ? null : said.toString();
  }

  private void feature(JsonParser json, Row row) throws BadInput {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new BadInput("", "this is no JSON object", FORM);
    }
    String type = "";
    String id = "";
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "type" -> type = value == JsonToken.VALUE_STRING ? json.getString() : "";
        case "id" ->
            id = value.isScalarValue() && value != JsonToken.VALUE_NULL ? json.getString() : "";
        case "geometry" -> geometry(json, row);
        case "properties" -> {
          if (value == JsonToken.START_OBJECT) {
            members.read(row, json);
          } else {
            json.skipChildren();
          }
        }
        default -> json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      throw new BadInput("", "feature goes on after its object", FORM);
    }
    check(row, type, id);
  }

  private void check(Row row, String type, String id) {
    if (!type.equals("Feature")) {
      row.refuse(new BadInput(type, "this is no feature", FORM));
    }
    String otherwise = otherCoordinates;
    if (otherwise != null) {
      row.refuse(
          new BadInput(
              otherwise,
              "positions of this file are not in WGS 84",
              "write the file anew in longitude and latitude (RFC 7946)"));
    }
    if (!row.has(Column.ID)) {
      row.put(Column.ID, id);
    }
    if (row.geometry().isPresent()) {
      for (Column column : INSTEAD_OF_GEOMETRY) {
        if (row.has(column)) {
          members.tellOnce(
              row,
              column.word(),
              new BadInput(
                  row.get(column),
                  "property is not read, because the geometry says where",
                  "remove one of them"));
          row.remove(column);
        }
      }
    }
  }

  private static void geometry(JsonParser json, Row row) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      row.refuseGeometry(new BadInput("", "geometry is no JSON object", FORM));
      json.skipChildren();
      return;
    }
    int inside = json.streamReadContext().getNestingDepth();
    try {
      row.geometry(GeoJsonGeometry.read(json));
    } catch (BadInput bad) {
      row.refuseGeometry(bad);
      // What follows the geometry is read too, so that all faults are told at once.
      while (json.streamReadContext().getNestingDepth() >= inside) {
        json.nextToken();
      }
    }
  }
}
