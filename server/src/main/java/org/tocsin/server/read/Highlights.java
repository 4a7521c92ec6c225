// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A text cut at the bounds of its findings, so that a page can mark each piece with the findings it
 * belongs to, however they nest or overlap.
 */
public final class Highlights {

  private Highlights() {}

  /**
   * A piece of the text.
   *
   * @param text its words, not escaped
   * @param within the findings that hold it; the last is the innermost
   * @param begins the findings that begin here
   */
  public record Piece(
      String text, List<StoredReading.Found> within, List<StoredReading.Found> begins) {

    /** The type to colour it by: the shortest finding's; empty outside findings. */
    public String type() {
      return within.isEmpty() ? "" : within.getLast().type();
    }
  }

  /** The whole text in pieces, in order; joined they are the text. */
  public static List<Piece> of(StoredReading reading) {
    String text = reading.text();
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0, text.length()));
    for (StoredReading.Found found : reading.findings()) {
      cuts.add(Math.clamp(found.start(), 0, text.length()));
      cuts.add(Math.clamp(found.end(), 0, text.length()));
    }
    List<Piece> pieces = new ArrayList<>();
    Integer from = cuts.pollFirst();
    while (from != null && !cuts.isEmpty()) {
      int start = from;
      int end = cuts.first();
      pieces.add(
          new Piece(
              text.substring(start, end),
              reading.findings().stream()
                  .filter(found -> found.start() <= start && found.end() >= end)
                  .sorted(
                      java.util.Comparator.comparingInt(
                          (StoredReading.Found found) -> found.start() - found.end()))
                  .toList(),
              reading.findings().stream().filter(found -> found.start() == start).toList()));
      from = cuts.pollFirst();
    }
    return List.copyOf(pieces);
  }
}
