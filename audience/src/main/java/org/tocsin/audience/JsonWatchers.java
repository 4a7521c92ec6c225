// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Rows of an NDJSON file: one object a line, with the names of the CSV columns. Lists may be
 * arrays.
 */
final class JsonWatchers implements RowSource {
  private static final String FORM =
      "write one JSON object a line, such as {\"id\":\"a\",\"lat\":55.8,\"lon\":37.4}";

  private final Lines lines;
  private final JsonMembers members = new JsonMembers(Column::find, Column.allWords());

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
    try (JsonParser json = JsonMembers.JSON.createParser(ObjectReadContext.empty(), line.text())) {
      fill(row, json);
    } catch (JacksonException e) {
      row.refuse(
          new BadInput(
              "",
              "line is no JSON, at character "
                  + JsonMembers.characterOf(e)
                  + ": "
                  + e.getOriginalMessage(),
              FORM));
    } catch (BadInput bad) {
      row.refuse(bad);
    }
    if (row.isBroken() && !row.has(Column.ID)) {
      row.put(Column.ID, JsonMembers.roughId(line.raw()));
    }
    return new RawRow(row, line.raw(), RowSource.Role.WATCHER);
  }

  private void fill(Row row, JsonParser json) throws BadInput {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new BadInput("", "line is no JSON object", FORM);
    }
    members.read(row, json);
    if (json.nextToken() != null) {
      throw new BadInput("", "line goes on after its object", FORM);
    }
  }
}
