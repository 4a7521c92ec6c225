// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.read.StoredReading.FieldWords;
import org.tocsin.server.read.StoredReading.Found;

/**
 * A text cut at the bounds of its findings and of the words that give their fields, so that a page
 * can mark each piece with what it belongs to, however they nest or overlap.
 */
public final class Highlights {

  private Highlights() {}

  /**
   * A piece of the text.
   *
   * @param text its words, not escaped
   * @param within the findings that hold it; the last is the innermost
   * @param begins the findings that begin here, the outer first
   * @param fields which fields of which findings it gives
   */
  public record Piece(String text, List<Found> within, List<Found> begins, List<Field> fields) {

    /** The type to colour it by: the shortest finding's; empty outside findings. */
    public String type() {
      return within.isEmpty() ? "" : within.getLast().type();
    }

    /** Its classes: the kind and the voice of the innermost finding, and whether there are more. */
    public String classes() {
      return "kind-%s voice-%s%s"
          .formatted(type(), within.getLast().voice(), within.size() > 1 ? " deep" : "");
    }

    /** The numbers, from 1, of the findings that hold it, for a script: {@code 2 5}. */
    public String numbers() {
      return within.stream()
          .map(found -> String.valueOf(found.number() + 1))
          .collect(Collectors.joining(" "));
    }

    /** The fields it gives, for a script: {@code 2:actor 5:place}; null for none. */
    public @Nullable String evidence() {
      return fields.isEmpty()
          ? null
          : fields.stream()
              .map(each -> (each.finding() + 1) + ":" + each.field())
              .collect(Collectors.joining(" "));
    }
  }

  /** A field of a finding, counted from 0. */
  public record Field(int finding, String field) {}

  /** The whole text in pieces, in order; joined they are the text. Only findings that hold. */
  public static List<Piece> of(StoredReading reading) {
    String text = reading.text();
    List<Found> findings = reading.standing();
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0, text.length()));
    for (Found found : findings) {
      cut(cuts, text, found.start(), found.end());
      found.evidence().forEach(words -> cut(cuts, text, words.start(), words.end()));
    }
    List<Piece> pieces = new ArrayList<>();
    Integer from = cuts.pollFirst();
    while (from != null && !cuts.isEmpty()) {
      int start = from;
      int end = cuts.first();
      pieces.add(
          new Piece(
              text.substring(start, end),
              findings.stream()
                  .filter(found -> found.start() <= start && found.end() >= end)
                  .sorted(Comparator.comparingInt((Found found) -> found.start() - found.end()))
                  .toList(),
              findings.stream()
                  .filter(found -> found.start() == start && found.end() > start)
                  .toList(),
              fields(findings, start, end)));
      from = cuts.pollFirst();
    }
    return List.copyOf(pieces);
  }

  private static void cut(Set<Integer> cuts, String text, int start, int end) {
    cuts.add(Math.clamp(start, 0, text.length()));
    cuts.add(Math.clamp(end, 0, text.length()));
  }

  private static List<Field> fields(List<Found> findings, int start, int end) {
    List<Field> fields = new ArrayList<>();
    for (Found found : findings) {
      for (FieldWords words : found.evidence()) {
        if (words.start() <= start && words.end() >= end) {
          fields.add(new Field(found.number(), words.field()));
        }
      }
    }
    return fields;
  }
}
