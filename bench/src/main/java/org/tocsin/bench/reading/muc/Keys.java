// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads answer keys: {@code *} a slot that does not apply, {@code -} no fill known, {@code ?} a
 * fill that may be missed, {@code A / B} one of both, {@code X: "string"} a value for a string.
 */
final class Keys {
  private static final int COLUMN = 36;

  private Keys() {}

  /** The templates of each message; a message without an incident has none. */
  static Map<String, List<Template>> read(String file) {
    Map<String, List<Template>> keys = new LinkedHashMap<>();
    Map<Integer, List<String>> lines = new LinkedHashMap<>();
    int number = -1;
    for (String line : file.lines().toList()) {
      int dot = line.indexOf('.');
      if (dot > 0 && dot <= 2 && line.substring(0, dot).chars().allMatch(Character::isDigit)) {
        number = Integer.parseInt(line.substring(0, dot));
        if (number == 0) {
          add(keys, lines);
          lines = new LinkedHashMap<>();
        }
      }
      if (number >= 0 && line.length() > COLUMN && !line.startsWith(";")) {
        lines.computeIfAbsent(number, _ -> new ArrayList<>()).add(line.substring(COLUMN).strip());
      } else if (line.isBlank()) {
        number = -1;
      }
    }
    add(keys, lines);
    return keys;
  }

  private static void add(Map<String, List<Template>> keys, Map<Integer, List<String>> lines) {
    if (!lines.containsKey(0)) {
      return;
    }
    String id = lines.get(0).getFirst().split("[ (]", 2)[0];
    List<Template> templates = keys.computeIfAbsent(id, _ -> new ArrayList<>());
    String head = lines.getOrDefault(1, List.of("*")).getFirst();
    if (head.startsWith("*")) {
      return;
    }
    Map<Slot, List<Fill>> fills = new EnumMap<>(Slot.class);
    lines.forEach((number, some) ->
        Slot.of(number)
            .ifPresent(slot ->
                fills.put(
                    slot,
                    some.stream()
                        .filter(l -> !l.equals("*") && !l.equals("-") && !l.isEmpty())
                        .map(l -> fill(slot, l))
                        .filter(f -> !f.values().isEmpty())
                        .toList())));
    templates.add(new Template(head.contains("OPTIONAL"), fills));
  }

  static Fill fill(Slot slot, String line) {
    boolean optional = line.startsWith("?");
    String rest = optional ? line.substring(1).strip() : line;
    if (slot.kind() == Slot.Kind.DATE || slot.kind() == Slot.Kind.LOCATION) {
      return new Fill(alternatives(rest), Set.of(), optional);
    }
    int colon = colon(rest);
    String value = colon < 0 ? rest : rest.substring(0, colon).strip();
    String of = colon < 0 ? "" : rest.substring(colon + 1);
    return new Fill(alternatives(value), alternatives(of), optional);
  }

  /** The colon that parts a value from what it is about; those in quotation marks part nothing. */
  private static int colon(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && (i == 0 || line.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (c == ':' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  private static Set<String> alternatives(String cell) {
    Set<String> values = new LinkedHashSet<>();
    boolean quoted = false;
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      boolean escaped = i > 0 && cell.charAt(i - 1) == '\\';
      quoted ^= c == '"' && !escaped;
      if (c == '/' && !quoted && (i == 0 || cell.charAt(i - 1) == ' ')) {
        add(values, value);
      } else if (c != '\\') {
        value.append(c);
      }
    }
    add(values, value);
    return values;
  }

  private static void add(Set<String> values, StringBuilder value) {
    String plain = value.toString().strip();
    value.setLength(0);
    if (plain.startsWith("?")) {
      plain = plain.substring(1).strip();
    }
    boolean opens = plain.startsWith("(");
    if (opens) {
      plain = plain.substring(1).strip();
    }
    long open = plain.chars().filter(c -> c == '(').count();
    long close = plain.chars().filter(c -> c == ')').count();
    if (plain.endsWith(")") && close > open) {
      plain = plain.substring(0, plain.length() - 1).strip();
    }
    if (plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"")) {
      plain = plain.substring(1, plain.length() - 1).strip();
    }
    if (!plain.isEmpty() && !plain.equals("-") && !plain.equals("*")) {
      values.add(plain);
    }
  }
}
