// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.warn.phrases.PhraseBook;
import org.tocsin.server.warn.phrases.PhraseProblem;
import org.tocsin.server.warn.phrases.Review;
import org.tocsin.server.warn.phrases.Reviews;

/** How far each text of a warning can be relied on, and who said so. */
@Service
class TextStandings {

  private final Warnings warnings;
  private final Reviews reviews;
  private final PhraseBook book;

  TextStandings(Warnings warnings, Reviews reviews, PhraseBook book) {
    this.warnings = warnings;
    this.reviews = reviews;
    this.book = book;
  }

  /** One standing a text, in their order. */
  List<Reviews.Standing> of(Warning warning) {
    return warning.draft().texts().stream()
        .map(text -> reviews.standing(warning.id(), text.language(), words(text), lines(text)))
        .toList();
  }

  /**
   * Which way a language is written, for its text on a page: {@code rtl}, {@code ltr}, {@code
   * auto}.
   */
  String direction(String language) {
    return book.direction(language);
  }

  /**
   * Records who translated or reviewed the text in a language as it stands now; T5011 when the
   * warning has no such text, T5013.
   */
  Review record(WarningId id, String language, String translator, String reviewer, String office) {
    Warning warning = warnings.get(id);
    Draft.Text text =
        warning.draft().texts().stream()
            .filter(each -> each.language().equalsIgnoreCase(language))
            .findFirst()
            .orElseThrow(
                () -> PhraseProblem.NO_LANGUAGE.because(id + " has no text in that language"));
    return reviews.ofText(
        warning.caseId(), id, text.language(), words(text), translator, reviewer, office);
  }

  private static String words(Draft.Text text) {
    return String.join(
        "\n\n", text.event(), text.headline(), text.description(), text.instruction());
  }

  /** The lines of a text; a headline of the event and a place is no line of its own. */
  private static List<String> lines(Draft.Text text) {
    List<String> lines = new ArrayList<>();
    lines.add(text.event());
    if (!text.headline().startsWith(text.event())) {
      lines.add(text.headline());
    }
    text.description().lines().forEach(lines::add);
    text.instruction().lines().forEach(lines::add);
    return lines;
  }
}
