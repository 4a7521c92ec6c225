// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.bench.reading.muc.MucArchive;

/**
 * The texts of MUC-4 and how many were killed and wounded in each, as its answer keys tell: slot 21
 * (number of human targets) of the victims that slot 23 marks DEATH or INJURY.
 *
 * @param texts by message id
 * @param keys by message id
 */
record MucFigures(Map<String, String> texts, Map<String, List<Key>> keys) {
  /**
   * A number that the keys want.
   *
   * @param killed whether of the dead; else of the wounded
   * @param numbers any of these does: {@code 3}, {@code ~100} about, {@code 5-} or more, {@code
   *     -26} or fewer, {@code PLURAL}
   * @param optional whether it may be missed without loss
   */
  record Key(boolean killed, Set<String> numbers, boolean optional) {}

  /** Reads the packed folder; {@code parts} are the starts of the names of its text files. */
  static MucFigures load(Corpora corpora, String file, List<String> parts) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, List<Key>> keys = new HashMap<>();
    for (Map.Entry<String, String> entry : MucArchive.unpack(corpora.open(file)).entrySet()) {
      String name = entry.getKey().substring(entry.getKey().lastIndexOf('/') + 1);
      if (name.startsWith("key-")) {
        keys(entry.getValue(), keys);
      } else if (parts.stream().anyMatch(name::startsWith)) {
        texts.putAll(MucArchive.texts(entry.getValue()));
      }
    }
    return new MucFigures(texts, keys);
  }

  private static void keys(String file, Map<String, List<Key>> keys) {
    Map<Integer, List<String>> template = new HashMap<>();
    int slot = -1;
    for (String line : file.lines().toList()) {
      int dot = line.indexOf('.');
      if (dot > 0 && dot <= 2 && line.substring(0, dot).chars().allMatch(Character::isDigit)) {
        slot = Integer.parseInt(line.substring(0, dot));
        if (slot == 0) {
          add(template, keys);
          template = new HashMap<>();
        }
        template.put(slot, new ArrayList<>());
      }
      if (slot >= 0 && line.length() > 36 && !line.startsWith(";")) {
        template.computeIfAbsent(slot, _ -> new ArrayList<>()).add(line.substring(36).strip());
      } else if (line.isBlank()) {
        slot = -1;
      }
    }
    add(template, keys);
  }

  private static void add(Map<Integer, List<String>> template, Map<String, List<Key>> keys) {
    List<String> ids = template.getOrDefault(0, List.of());
    if (ids.isEmpty()) {
      return;
    }
    String id = ids.getFirst().split("[ (]", 2)[0];
    List<Key> some = keys.computeIfAbsent(id, _ -> new ArrayList<>());
    boolean optional = template.getOrDefault(1, List.of()).toString().contains("OPTIONAL");
    for (String effect : template.getOrDefault(23, List.of())) {
      boolean killed = effect.startsWith("DEATH") || effect.startsWith("? DEATH");
      boolean wounded = effect.startsWith("INJURY") || effect.startsWith("? INJURY");
      Optional<Set<String>> numbers = numbers(template.getOrDefault(21, List.of()), quoted(effect));
      if ((killed || wounded) && numbers.isPresent()) {
        boolean vague = optional || effect.startsWith("?") || effect.split(":", 2)[0].contains("/");
        Key key = new Key(killed, numbers.get(), vague || numbers.get().contains("?"));
        if (!some.contains(key)) {
          some.add(key);
        }
      }
    }
  }

  /** The numbers told of a victim by any of the names. */
  private static Optional<Set<String>> numbers(List<String> lines, Set<String> victims) {
    for (String line : lines) {
      Set<String> names = quoted(line);
      int colon = line.indexOf(':');
      if (colon > 0 && names.stream().anyMatch(victims::contains)) {
        Set<String> numbers = new LinkedHashSet<>();
        String told = line.substring(0, colon);
        if (told.contains("?")) {
          numbers.add("?");
        }
        for (String number : told.replace("?", "").split("/", -1)) {
          numbers.add(number.replace(" ", ""));
        }
        return Optional.of(numbers);
      }
    }
    return Optional.empty();
  }

  private static Set<String> quoted(String line) {
    Set<String> strings = new LinkedHashSet<>();
    int from = line.indexOf('"');
    while (from >= 0) {
      int to = line.indexOf('"', from + 1);
      while (to > 0 && line.charAt(to - 1) == '\\') {
        to = line.indexOf('"', to + 1);
      }
      if (to < 0) {
        break;
      }
      strings.add(line.substring(from + 1, to));
      from = line.indexOf('"', to + 1);
    }
    return strings;
  }
}
