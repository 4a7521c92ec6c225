// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.access.OfficerNames;

/**
 * A release as its page shows it.
 *
 * @param kind {@code publicAlert} where everybody may read it, else {@code privateNotice}
 * @param diff the full text against the release; what was taken out stands in it only for those who
 *     may see it
 * @param mine whether whoever looks wrote on it, or marked what it comes from
 */
public record ReleaseSheet(
    String id,
    String caseId,
    String marking,
    String kind,
    boolean agreed,
    int version,
    String headline,
    String description,
    String instruction,
    String language,
    String sha256,
    List<String> authors,
    @Nullable String agreedBy,
    @Nullable Instant agreedAt,
    List<Piece> diff,
    List<CutLine> cuts,
    List<HitLine> hits,
    List<LetLine> lets,
    boolean mine) {

  /** Copies the lists. */
  public ReleaseSheet {
    authors = List.copyOf(authors);
    diff = List.copyOf(diff);
    cuts = List.copyOf(cuts);
    hits = List.copyOf(hits);
    lets = List.copyOf(lets);
  }

  /** A piece of both texts: {@code both}, {@code out} or {@code in}. */
  public record Piece(String side, String text) {}

  /** What was taken out; its words only for those who may see them. */
  public record CutLine(int number, String words, String marking, String replacedBy, String by) {}

  /** What the check finds. */
  public record HitLine(
      String key, String where, String words, String why, String hidden, String remedy) {}

  /** What is let stand. */
  public record LetLine(String where, String words, String reason, String by) {}

  static ReleaseSheet of(
      Release release,
      FullText full,
      boolean maySee,
      List<Hit> hits,
      OfficerNames names,
      boolean mine) {
    Release.Content content = maySee ? release.content() : release.forAuditor();
    List<CutLine> cuts = new ArrayList<>();
    for (Release.Cut cut : content.cuts()) {
      String words = full.text().substring(cut.from(), cut.to());
      cuts.add(
          new CutLine(
              cuts.size(),
              maySee ? words : "%d characters".formatted(words.length()),
              cut.marking(),
              cut.replacedBy(),
              names.of(cut.by())));
    }
    return new ReleaseSheet(
        release.id(),
        release.caseId().value(),
        content.marking(),
        content.marking().equals("TLP:CLEAR") ? "publicAlert" : "privateNotice",
        release.isAgreed(),
        release.version(),
        content.headline(),
        content.description(),
        content.instruction(),
        content.language(),
        release.sha256(),
        release.authors().stream().map(each -> names.of(each.value())).toList(),
        release.agreedBy().map(each -> names.of(each.value())).orElse(null),
        release.agreedAt().orElse(null),
        Diff.of(full.text(), content.description()).stream()
            .map(each -> piece(each, maySee))
            .toList(),
        cuts,
        hits.stream().map(each -> line(each, maySee)).toList(),
        content.lets().stream()
            .map(
                each -> new LetLine(each.where(), each.words(), each.reason(), names.of(each.by())))
            .toList(),
        mine);
  }

  private static Piece piece(Diff.Piece piece, boolean maySee) {
    boolean hide = piece.side() == Diff.Side.OUT && !maySee;
    return new Piece(
        piece.side().name().toLowerCase(java.util.Locale.ROOT),
        hide ? "(%d characters)".formatted(piece.text().length()) : piece.text());
  }

  private static HitLine line(Hit hit, boolean maySee) {
    return new HitLine(
        maySee ? hit.key() : "",
        hit.where(),
        maySee ? hit.words() : "%d characters".formatted(hit.words().length()),
        hit.kind().words()
            + Optional.of(hit.span())
                .filter(span -> span > 0)
                .map(span -> " of marked passage " + span)
                .orElse(" that is held back"),
        maySee ? hit.hidden() : "",
        hit.kind().remedy());
  }
}
