// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;
import java.util.Set;

/** Who speaks, where marks tell it: behind a quotation, in brackets or behind a dash. */
final class SpeechMarks {
  private SpeechMarks() {}

  /** "“Stay in,” the mayor urged", "they will pay, the minister vowed.": said, and to nobody. */
  static boolean closesQuotation(
      Tokens tokens, Tokens.Sentence sentence, Phrases phrases, int verb) {
    if (!URGING.contains(tokens.get(verb).lower())) {
      return false;
    }
    Token next = tokens.at(verb + 1);
    boolean ends =
        verb + 1 >= sentence.to()
            || !next.isWord()
            || phrases.isTimed(verb + 1)
            || BEHIND_SAYING.contains(next.lower());
    return ends
        && phrases
            .subject(verb)
            .filter(p -> p.from() > sentence.from() + 1)
            .filter(p -> isBehindMark(tokens, p.from()))
            .isPresent();
  }

  private static boolean isBehindMark(Tokens tokens, int at) {
    int before = at - 1;
    if (PhraseWords.DETERMINERS.contains(tokens.at(before).lower())) {
      before--;
    }
    return MARKS.contains(tokens.at(before).text());
  }

  private static final Set<String> MARKS = Set.of(",", "\"", "”", "!");
  private static final Set<String> BEHIND_SAYING = Set.of("in", "on", "at", "after", "as");
  private static final Set<String> URGING =
      Set.of(
          "urged",
          "asked",
          "warned",
          "cautioned",
          "pleaded",
          "begged",
          "ordered",
          "advised",
          "promised",
          "pledged",
          "vowed",
          "threatened",
          "complained",
          "lamented",
          "swore");

  /** "Two dead (police)", "Two dead - police": who says so, at the end. */
  static Optional<Speech.Said> source(Tokens tokens, Tokens.Sentence sentence) {
    return bracketed(tokens, sentence).or(() -> behindDash(tokens, sentence));
  }

  /** "Pagers blow up across Lebanon - health minister". */
  private static Optional<Speech.Said> behindDash(Tokens tokens, Tokens.Sentence sentence) {
    int to = sentence.to();
    int dash = to - 1;
    boolean known = false;
    while (dash > sentence.from() + 2
        && to - dash <= Speech.MAX_LABEL_TOKENS / 2
        && !DASHES.contains(tokens.get(dash).text())) {
      if (!tokens.get(dash).isWord()) {
        return Optional.empty();
      }
      known |=
          Speech.SPEAKERS.contains(tokens.get(dash).lower()) || Speech.isAcronym(tokens.get(dash));
      dash--;
    }
    return known && DASHES.contains(tokens.get(dash).text())
        ? Optional.of(
            new Speech.Said(dash, Speech.Kind.SAID, Optional.of(new Phrases.Phrase(dash + 1, to))))
        : Optional.empty();
  }

  private static final Set<String> DASHES = Set.of("-", "–", "—", "--");

  private static Optional<Speech.Said> bracketed(Tokens tokens, Tokens.Sentence sentence) {
    int close = sentence.to() - 1;
    while (close > sentence.from() && !tokens.get(close).is(")")) {
      if (tokens.get(close).isWord()) {
        return Optional.empty();
      }
      close--;
    }
    int open = close;
    while (open > sentence.from()
        && close - open <= Speech.MAX_LABEL_TOKENS
        && !tokens.get(open).is("(")) {
      open--;
    }
    boolean known = false;
    for (int i = open + 1; i < close; i++) {
      known |= Speech.SPEAKERS.contains(tokens.get(i).lower()) || Speech.isAcronym(tokens.get(i));
    }
    return known && tokens.get(open).is("(")
        ? Optional.of(
            new Speech.Said(
                open, Speech.Kind.SAID, Optional.of(new Phrases.Phrase(open + 1, close))))
        : Optional.empty();
  }
}
