// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tocsin.bench.reading.AttributionCorpus.Document;
import org.tocsin.bench.reading.AttributionCorpus.Role;
import org.tocsin.bench.reading.AttributionCorpus.Stretch;

/**
 * Texts of our own with who says what, in {@code reading/train/attribution}: a file holds several,
 * each begun by a line {@code # name}; <code>{Ann Lee} &lt;said&gt; so.</code> marks a source and a
 * cue; a line is a paragraph.
 */
final class AttributionTexts {
  private AttributionTexts() {}

  /** All texts of a folder, in order of its files' names. */
  static List<Document> load(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
    List<Document> documents = new ArrayList<>();
    for (Path file : files) {
      List<String> texts = List.of(("\n" + Files.readString(file)).split("\n# ", -1));
      for (String one : texts.subList(1, texts.size())) {
        int line = one.indexOf('\n');
        String name = file.getFileName() + ": " + one.substring(0, line);
        documents.add(read(name, one.substring(line + 1)));
      }
    }
    return documents;
  }

  /**
   * Takes the marks out of a text.
   *
   * @throws IllegalArgumentException if a mark is not closed in its line, or closed but not open
   */
  static Document read(String name, String marked) {
    StringBuilder text = new StringBuilder();
    Map<Role, Set<Stretch>> spans = new EnumMap<>(Role.class);
    Map<Role, Deque<Integer>> open = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      spans.put(role, new TreeSet<>());
      open.put(role, new ArrayDeque<>());
    }
    for (String line : marked.lines().filter(l -> !l.isBlank()).toList()) {
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        Role role = c == '{' || c == '}' ? Role.SOURCE : Role.CUE;
        Deque<Integer> starts = open.getOrDefault(role, new ArrayDeque<>());
        switch (c) {
          case '{', '<' -> starts.push(text.length());
          case '}', '>' -> {
            if (starts.isEmpty()) {
              throw new IllegalArgumentException(name + ": \"" + c + "\" closes nothing: " + line);
            }
            spans.getOrDefault(role, new TreeSet<>()).add(new Stretch(starts.pop(), text.length()));
          }
          default -> text.append(c);
        }
      }
      if (open.values().stream().anyMatch(starts -> !starts.isEmpty())) {
        throw new IllegalArgumentException(name + ": a mark is left open: " + line);
      }
      text.append("\n\n");
    }
    return new Document(name, text.toString(), spans);
  }
}
