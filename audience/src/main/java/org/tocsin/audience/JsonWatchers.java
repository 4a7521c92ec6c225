// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Rows of an NDJSON file: one object a line, with the names of the CSV columns. Lists may be
 * arrays.
 */
final class JsonWatchers implements RowSource {
  private static final String FORM =
      "write one JSON object a line, such as {\"id\":\"a\",\"lat\":55.8,\"lon\":37.4}";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(10)
                  .maxStringLength(Lines.MAX_LINE_BYTES)
                  .build())
          .build();

  /** How many unknown names are told, so that a file of nonsense does not fill the memory. */
  private static final int MAX_UNKNOWN = 100;

  private final Lines lines;
  private final Set<String> unknown = new HashSet<>();

  JsonWatchers(Lines lines) {
    this.lines = lines;
  }

  @Override
  public Optional<RawRow> next() throws IOException {
    Optional<Lines.Line> line = lines.next();
    while (line.isPresent() && line.get().raw().length == 0) {
      line = lines.next();
    }
    return line.map(this::rawRow);
  }

  private RawRow rawRow(Lines.Line line) {
    Row row = new Row(line.number());
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line.text())) {
      fill(row, json);
    } catch (JacksonException e) {
      row.refuse(
          new BadInput(
              "",
              "line is no JSON, at character "
                  + Math.max(1, e.getLocation().getColumnNr())
                  + ": "
                  + e.getOriginalMessage(),
              FORM));
    } catch (BadInput bad) {
      row.refuse(bad);
    }
    return new RawRow(row, line.raw(), false);
  }

  private void fill(Row row, JsonParser json) throws BadInput {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new BadInput("", "line is no JSON object", FORM);
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      Optional<Column> column = Column.find(name);
      if (column.isPresent()) {
        try {
          row.put(column.get(), value(json, column.get()));
        } catch (BadInput bad) {
          row.refuse(column.get(), bad);
          json.skipChildren();
        }
      } else {
        json.skipChildren();
        if (unknown.size() < MAX_UNKNOWN && unknown.add(name)) {
          row.warn(
              name,
              new BadInput(name, "name is not known and is not read", "use " + Column.allWords()));
        }
      }
    }
    if (json.nextToken() != null) {
      throw new BadInput("", "line goes on after its object", FORM);
    }
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
