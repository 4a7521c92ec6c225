// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place in a YAML file, read with the name of the field in every refusal.
 *
 * @param where the file and field
 * @param value what stands there
 */
record Node(String where, Object value) {

  /** The value of a field that must be there. */
  Node at(String field) {
    return find(field)
        .orElseThrow(() -> new DemoFailure(where + ": the field '" + field + "' is missing"));
  }

  /** The value of a field, if it is there. */
  Optional<Node> find(String field) {
    return value instanceof Map<?, ?> map
        ? Optional.ofNullable(map.get(field)).map(found -> new Node(where + "." + field, found))
        : Optional.empty();
  }

  /** A field as text. */
  String text(String field) {
    return String.valueOf(at(field).value()).strip();
  }

  /** A field as a number. */
  double number(String field) {
    if (at(field).value() instanceof Number number) {
      return number.doubleValue();
    }
    throw new DemoFailure(where + "." + field + " is no number");
  }

  /** A field as a time with its zone. */
  Instant time(String field) {
    return DemoCase.time(text(field));
  }

  /** The entries of a field; none when it is not there. */
  List<Node> list(String field) {
    return find(field)
        .map(node -> {
          if (node.value() instanceof List<?> list) {
            return list.stream().map(each -> new Node(where + "." + field, (Object) each)).toList();
          }
          throw new DemoFailure(where + "." + field + " is no list");
        })
        .orElse(List.of());
  }

  /** The entries of a field as texts; none when it is not there. */
  List<String> texts(String field) {
    return list(field).stream().map(node -> String.valueOf(node.value())).toList();
  }

  /** The fields of a field as texts; none when it is not there. */
  Map<String, String> fields(String field) {
    Map<String, String> fields = new LinkedHashMap<>();
    find(field)
        .ifPresent(node -> {
          if (!(node.value() instanceof Map<?, ?> map)) {
            throw new DemoFailure(where + "." + field + " has no fields");
          }
          map.forEach((name, text) -> fields.put(String.valueOf(name), String.valueOf(text)));
        });
    return fields;
  }
}
