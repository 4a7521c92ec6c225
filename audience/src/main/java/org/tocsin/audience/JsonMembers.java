// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the members of a JSON object into the cells of a row. One for a file, because each unknown
 * name is told once.
 */
final class JsonMembers {
  /** Deep enough for a feature with a collection of multipolygons. */
  private static final int MAX_DEPTH = 20;

  static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Lines.MAX_LINE_BYTES)
                  .build())
          .build();

  /** How many unknown names are told, so that a file of nonsense does not fill the memory. */
  private static final int MAX_UNKNOWN = 100;

  private final Function<String, Optional<Column>> columns;
  private final String allWords;
  private final Set<String> told = new HashSet<>();

  JsonMembers(Function<String, Optional<Column>> columns, String allWords) {
    this.columns = columns;
    this.allWords = allWords;
  }

  /** Reads what follows the opening bracket, up to the closing one. */
  void read(Row row, JsonParser json) {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      Optional<Column> column = columns.apply(name);
      if (column.isPresent()) {
        try {
          row.put(column.get(), value(json, column.get()));
        } catch (BadInput bad) {
          row.refuse(column.get(), bad);
          json.skipChildren();
        }
      } else {
        json.skipChildren();
        if (!Column.isReason(name)) {
          tellOnce(
              row,
              name,
              new BadInput(name, "name is not known and is not read", "use " + allWords));
        }
      }
    }
  }

  /** Warns of a name, if it was not warned of in this file. */
  void tellOnce(Row row, String name, BadInput what) {
    if (told.size() < MAX_UNKNOWN && told.add(name)) {
      row.warn(name, what);
    }
  }

  /**
   * The id in an object that is refused as a whole, as far as it can be read: its member, or of a
   * feature that of its properties or its own.
   */
  static String roughId(byte[] raw) {
    String id = "";
    try (JsonParser json =
        JSON.createParser(ObjectReadContext.empty(), new String(raw, StandardCharsets.UTF_8))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return id;
      }
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        TokenStreamContext where = json.streamReadContext();
        boolean isId =
            token.isScalarValue()
                && token != JsonToken.VALUE_NULL
                && where.inObject()
                && Column.find(where.currentName()).equals(Optional.of(Column.ID));
        if (isId && (isOfProperties(where) || (id.isEmpty() && where.getNestingDepth() == 1))) {
          id = json.getString();
        }
      }
    } catch (JacksonException fault) {
      // What was read before it counts.
    }
    return id;
  }

  private static boolean isOfProperties(TokenStreamContext where) {
    return where.getNestingDepth() == 2 && "properties".equals(where.getParent().currentName());
  }

  /** The line of a fault within its text, from 1; 1 where the parser does not say. */
  static int lineOf(JacksonException fault) {
    TokenStreamLocation where = fault.getLocation();
    return where == null ? 1 : Math.max(1, where.getLineNr());
  }

  /** The character of a fault within its line, from 1; 1 where the parser does not say. */
  static int characterOf(JacksonException fault) {
    TokenStreamLocation where = fault.getLocation();
    return where == null ? 1 : Math.max(1, where.getColumnNr());
  }

  private static String value(JsonParser json, Column column) throws BadInput {
    return switch (json.currentToken()) {
      case VALUE_NULL -> "";
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getString();
      case START_ARRAY -> list(json, column);
      default ->
          throw new BadInput(
              "", column.word() + " is neither text nor number", "give text or a number");
    };
  }

  private static String list(JsonParser json, Column column) throws BadInput {
    if (column != Column.CATEGORIES && column != Column.LANGUAGES) {
      throw new BadInput(
          "",
          column.word() + " is a list",
          "give one value; several places or channels are several lines of one id");
    }
    List<String> words = new ArrayList<>();
    boolean onlyText = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      onlyText &= json.currentToken() == JsonToken.VALUE_STRING;
      words.add(json.getString());
      json.skipChildren();
    }
    if (!onlyText) {
      throw new BadInput(
          "", column.word() + " holds something that is no text", "give a list of words");
    }
    return String.join("|", words);
  }
}
