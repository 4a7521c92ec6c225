// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON within limits into what {@link JsonText} writes. */
final class JsonTree {
  private static final int DEPTH_MAX = 16;
  private static final int STRING_MAX = 1 << 20;
  private static final int NUMBER_MAX = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxStringLength(STRING_MAX)
                  .maxNumberLength(NUMBER_MAX)
                  .build())
          .build();

  private JsonTree() {}

  /**
   * Reads one value.
   *
   * @throws GeoJsonException when the input is not JSON or beyond the limits
   */
  static Object parse(byte[] input) {
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), new ByteArrayInputStream(input))) {
      Object value = value(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw new GeoJsonException(List.of("something follows the end of the JSON; remove it"));
      }
      return value;
    } catch (JacksonException malformed) {
      throw new GeoJsonException(
          List.of("the input is not JSON: " + malformed.getOriginalMessage()));
    }
  }

  private static Object value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Optional.empty();
      case null, default ->
          throw new GeoJsonException(List.of("the input is cut off or empty; send a whole file"));
    };
  }

  /** A number that can be written out: 1e999999999 is short and would fill the memory. */
  private static BigDecimal number(String text) {
    BigDecimal number = new BigDecimal(text);
    if (Math.abs((long) number.scale()) > NUMBER_MAX) {
      throw new GeoJsonException(
          List.of("the number " + text + " has more than " + NUMBER_MAX + " digits; shorten it"));
    }
    return number;
  }

  private static Map<String, Object> object(JsonParser parser) {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      object.put(name, value(parser, parser.nextToken()));
    }
    return object;
  }

  private static List<Object> array(JsonParser parser) {
    List<Object> array = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      array.add(value(parser, token));
    }
    return array;
  }
}
