// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Every number of a JSON object, with its path. */
final class NumbersOf {
  private NumbersOf() {}

  static Map<String, Double> file(Path file) throws IOException {
    Map<String, Double> numbers = new LinkedHashMap<>();
    try (JsonParser json =
        new JsonFactory().createParser(ObjectReadContext.empty(), Files.readString(file))) {
      while (json.nextToken() != null) {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
          String path = json.streamReadContext().pathAsPointer().toString().substring(1);
          numbers.put(path, json.getDoubleValue());
        }
      }
    }
    return numbers;
  }
}
