// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.tocsin.server.kernel.Handling;

/**
 * A full text as its page shows it.
 *
 * @param pieces the text, in pieces that are marked alike
 * @param marks its marked passages
 * @param offers passages that stand in reports which are marked narrower
 * @param lowered earlier versions that count beside it until a second person confirms it
 */
public record FullTextSheet(
    String id,
    int version,
    String marking,
    String rest,
    String language,
    String text,
    String sources,
    List<Piece> pieces,
    List<Mark> marks,
    List<Offer> offers,
    String sha256,
    List<Integer> lowered) {

  /** Copies the lists. */
  public FullTextSheet {
    pieces = List.copyOf(pieces);
    marks = List.copyOf(marks);
    offers = List.copyOf(offers);
    lowered = List.copyOf(lowered);
  }

  /** A piece and its marking; empty where it is as wide as the rest. */
  public record Piece(String text, String marking) {}

  /** A marked passage. */
  public record Mark(int id, String words, String marking, String why) {}

  /** What is suggested to be marked. */
  public record Offer(int from, int to, String words, String marking, String why) {}

  static FullTextSheet of(
      FullText full, List<FullTexts.Suggestion> suggestions, List<FullText> lowered) {
    return new FullTextSheet(
        full.id(),
        full.version(),
        full.marking().label(),
        full.rest().label(),
        full.language(),
        full.text(),
        String.join("\n", full.sources()),
        pieces(full),
        full.spans().stream()
            .map(each -> new Mark(each.id(), full.words(each), each.marking().label(), each.why()))
            .toList(),
        suggestions.stream()
            .map(
                each -> new Offer(each.from(), each.to(), each.words(), each.marking(), each.why()))
            .toList(),
        full.sha256(),
        lowered.stream().map(FullText::version).toList());
  }

  private static List<Piece> pieces(FullText full) {
    TreeSet<Integer> edges = new TreeSet<>(List.of(0, full.text().length()));
    full.spans().forEach(each -> edges.addAll(List.of(each.from(), each.to())));
    List<Piece> pieces = new ArrayList<>();
    Integer from = edges.pollFirst();
    for (int to : edges) {
      int start = from == null ? 0 : from;
      String marking =
          full.spans().stream()
              .filter(each -> each.from() <= start && to <= each.to())
              .map(FullText.MarkedSpan::marking)
              .reduce(Handling::and)
              .map(Handling::label)
              .orElse("");
      pieces.add(new Piece(full.text().substring(start, to), marking));
      from = to;
    }
    return pieces;
  }
}
