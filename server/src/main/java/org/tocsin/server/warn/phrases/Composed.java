// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text made of phrases alone, in one language.
 *
 * @param language its code
 * @param direction {@code ltr} or {@code rtl}
 * @param event what the danger is; empty where no event was chosen
 * @param headline the event and the place; empty where no event was chosen
 * @param description the frames, one a line
 * @param instruction what to do, one sentence a line
 * @param spoken all of it to be read aloud
 */
public record Composed(
    String language,
    String direction,
    String event,
    String headline,
    String description,
    String instruction,
    String spoken) {

  /** A colon of their own: no space beside it. */
  private static final Set<String> WIDE = Set.of("zh", "ja");

  /**
   * The text of these phrases, in the order in which they are given.
   *
   * @throws org.tocsin.server.kernel.Problem T5010 for an unknown phrase, T5012 for a missing value
   */
  public static Composed of(
      PhraseBook book, PhraseLanguage language, List<String> ids, PhraseValues values) {
    List<Phrase> chosen = ids.stream().distinct().map(book::phrase).toList();
    Optional<String> event =
        chosen.stream()
            .filter(each -> each.kind() == Phrase.Kind.EVENT)
            .map(each -> book.say(language, each, values, false))
            .findFirst();
    String colon = WIDE.contains(language.code()) ? "：" : ": ";
    String headline =
        event
            .map(each -> values.place().isBlank() ? each : each + colon + values.place().strip())
            .orElse("");
    List<String> spoken = new ArrayList<>();
    event.ifPresent(each -> spoken.add(each + "."));
    for (Phrase.Kind kind : List.of(Phrase.Kind.FRAME, Phrase.Kind.ACTION)) {
      chosen.stream()
          .filter(each -> each.kind() == kind)
          .forEach(each -> spoken.add(book.say(language, each, values, true)));
    }
    return new Composed(
        language.code(),
        language.direction(),
        event.orElse(""),
        headline.length() > 160 ? event.orElse("") : headline,
        lines(book, language, chosen, Phrase.Kind.FRAME, values),
        lines(book, language, chosen, Phrase.Kind.ACTION, values),
        String.join(" ", spoken));
  }

  private static String lines(
      PhraseBook book,
      PhraseLanguage language,
      List<Phrase> chosen,
      Phrase.Kind kind,
      PhraseValues values) {
    return String.join(
        "\n",
        chosen.stream()
            .filter(each -> each.kind() == kind)
            .map(each -> book.say(language, each, values, false))
            .toList());
  }

  /**
   * These lines in place of the phrases that stand in a text; its free lines stay below them.
   *
   * @param composed lines made of phrases
   * @param before what stands there now
   */
  public static String beside(
      PhraseBook book, PhraseLanguage language, String composed, String before) {
    List<String> lines = new ArrayList<>(composed.lines().toList());
    before
        .lines()
        .filter(line -> !line.isBlank() && book.line(language, line).isEmpty())
        .map(String::strip)
        .forEach(lines::add);
    return String.join("\n", lines);
  }
}
