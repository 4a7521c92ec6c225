// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * PolNeAR: news with who says what, in brat's stand-off form. A text that several annotated counts
 * once, with the annotation whose file comes first; one that nobody annotated does not count.
 *
 * @param documents in order of their names
 */
record AttributionCorpus(List<Document> documents) {
  /** What a span is to its attribution. */
  enum Role {
    SOURCE("Source"),
    CUE("Cue"),
    CONTENT("Content");

    private final String name;

    Role(String name) {
      this.name = name;
    }
  }

  /** A stretch of a text in UTF-16 units; of one in pieces, from the first to the last. */
  record Stretch(int start, int end) implements Comparable<Stretch> {
    @Override
    public int compareTo(Stretch other) {
      return start == other.start
          ? Integer.compare(end, other.end)
          : Integer.compare(start, other.start);
    }

    boolean overlaps(Stretch other) {
      return start < other.end && other.start < end;
    }
  }

  /** A text and its spans that belong to an attribution, each once. */
  record Document(String name, String text, Map<Role, Set<Stretch>> spans) {}

  static AttributionCorpus load(Corpora corpora, String file) throws IOException {
    Map<String, String> files = Packed.texts(corpora, file);
    Map<String, Document> documents = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : files.entrySet()) {
      if (entry.getKey().endsWith(".ann")) {
        String name = entry.getKey().substring(0, entry.getKey().lastIndexOf('_'));
        String text = files.get(name + ".txt");
        if (text != null && !documents.containsKey(name)) {
          documents.put(name, new Document(name, text, spans(text, entry.getValue())));
        }
      }
    }
    return new AttributionCorpus(List.copyOf(documents.values()));
  }

  /**
   * The spans that an event line ({@code E1 Attribution:T4 Source:T1 Cue:T2 Content:T3}) names; a
   * line of spans says where they stand in code points ({@code T1 Source 0 5}).
   */
  static Map<Role, Set<Stretch>> spans(String text, String annotation) {
    Map<String, Stretch> marks = new HashMap<>();
    List<String> events = new ArrayList<>();
    for (String line : annotation.lines().toList()) {
      List<String> cells = List.of(line.split("\t", -1));
      if (cells.size() > 1 && cells.getFirst().startsWith("T") && cells.get(1).contains(" ")) {
        marks.put(cells.getFirst(), stretch(text, cells.get(1)));
      } else if (cells.size() > 1 && cells.getFirst().startsWith("E")) {
        events.addAll(List.of(cells.get(1).split(" ", -1)));
      }
    }
    Map<Role, Set<Stretch>> spans = new HashMap<>();
    for (Role role : Role.values()) {
      Set<Stretch> own = new TreeSet<>();
      for (String part : events) {
        Stretch mark = marks.get(part.substring(part.indexOf(':') + 1));
        if (part.startsWith(role.name) && mark != null) {
          own.add(mark);
        }
      }
      spans.put(role, own);
    }
    return spans;
  }

  /** From the first to the last of the pieces, in whatever order they were marked. */
  private static Stretch stretch(String text, String cell) {
    int start = text.length();
    int end = 0;
    for (String piece : cell.substring(cell.indexOf(' ') + 1).split(";", -1)) {
      start = Math.min(start, unit(text, piece.substring(0, piece.indexOf(' '))));
      end = Math.max(end, unit(text, piece.substring(piece.indexOf(' ') + 1)));
    }
    return new Stretch(start, end);
  }

  private static int unit(String text, String point) {
    int points = Math.min(Integer.parseInt(point), text.codePointCount(0, text.length()));
    return text.offsetByCodePoints(0, points);
  }
}
