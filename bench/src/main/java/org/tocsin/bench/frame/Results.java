// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes {@code results/NAME.json}: one object, nothing left out that a reader might doubt. */
public final class Results {
  private Results() {}

  /** Writes a benchmark's tables, in place of what was there, and gives the file. */
  public static Path write(
      Path folder, String benchmark, Instant at, Machine machine, List<Table> tables)
      throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(benchmark + ".json");
    ObjectWriteContext pretty =
        new ObjectWriteContext.Base() {
          @Override
          public DefaultPrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
          }
        };
    try (JsonGenerator json =
        new JsonFactory().createGenerator(pretty, Files.newOutputStream(file))) {
      json.writeStartObject();
      json.writeName("benchmark").writeString(benchmark);
      json.writeName("at").writeString(at.truncatedTo(ChronoUnit.SECONDS).toString());
      json.writeName("machine");
      write(json, machine.json());
      json.writeName("versions");
      write(json, Versions.here());
      json.writeName("childOptions")
          .writeString(
              String.join(" ", ForkedHost.OPTIONS)
                  + ", a heap of "
                  + ForkedHost.HEAP_MEGABYTES
                  + " MB where no table tells another");
      json.writeName("tables");
      write(json, tables.stream().map(Table::json).toList());
      json.writeEndObject();
    }
    return file;
  }

  private static void write(JsonGenerator json, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach((name, inner) -> {
          json.writeName(name.toString());
          write(json, inner);
        });
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(inner -> write(json, inner));
        json.writeEndArray();
      }
      case Double number -> json.writeNumber(number);
      case Number number -> json.writeNumber(number.longValue());
      default -> json.writeString(value.toString());
    }
  }
}
