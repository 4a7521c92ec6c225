// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who says a sentence: the subject of its verb of saying, or the name after "according to". */
final class Speech {
  /** Classes of {@code speech.tsv}. */
  enum Kind {
    SAID,
    CLAIMED,
    DENIED,
    SUSPECTED,
    HEDGE,
    MODAL
  }

  private static final Map<String, Kind> WORDS = words();

  /** A word of saying, and who speaks, where the sentence names them. */
  record Said(int at, Kind kind, Optional<Phrases.Phrase> speaker) {}

  private Speech() {}

  static Optional<Kind> kind(String word) {
    return Optional.ofNullable(WORDS.get(word));
  }

  /** The first word of saying of a sentence. */
  static Optional<Said> find(Tokens tokens, Tokens.Sentence sentence, Phrases phrases) {
    for (int i = sentence.from(); i < sentence.to(); i++) {
      String word = tokens.get(i).lower();
      if (word.equals("according") && tokens.at(i + 1).is("to")) {
        Optional<Phrases.Phrase> source = phrases.object(i + 2).filter(p -> !isMatter(tokens, p));
        if (source.isPresent()) {
          return Optional.of(new Said(i, Kind.SAID, source));
        }
        continue;
      }
      Kind kind = WORDS.get(word);
      if (kind == null
          || kind == Kind.HEDGE
          || kind == Kind.MODAL
          || isNoun(tokens, i)
          || phrases.isPassive(i)) {
        continue;
      }
      Optional<Phrases.Phrase> speaker = speaker(tokens, sentence, phrases, i);
      if (speaker.isPresent()) {
        return Optional.of(new Said(i, kind, speaker));
      }
    }
    return Optional.empty();
  }

  /** "According to preliminary figures" names nobody. */
  private static boolean isMatter(Tokens tokens, Phrases.Phrase phrase) {
    return Set.of("information", "figures", "data", "estimates", "plan", "count", "reports")
        .contains(tokens.get(phrase.to() - 1).lower());
  }

  private static boolean isNoun(Tokens tokens, int i) {
    if (tokens.get(i).is("states") && tokens.get(i).isCapitalised()) {
      return true;
    }
    Set<String> before =
        Set.of(
            "the", "a", "an", "these", "those", "their", "its", "his", "her", "such", "and", "of",
            "to", "media", "news");
    String word = tokens.get(i).lower();
    boolean may =
        Set.of(
                "claims",
                "reports",
                "states",
                "claimed",
                "stated",
                "suspects",
                "suspected",
                "fear",
                "alleged",
                "reported",
                "state")
            .contains(word);
    String previous = tokens.at(i - 1).lower();
    return may && (before.contains(previous) || previous.endsWith("ing"));
  }

  private static Optional<Phrases.Phrase> speaker(
      Tokens tokens, Tokens.Sentence sentence, Phrases phrases, int verb) {
    boolean afterMark = Set.of(",", "\"", "”", "'", "’").contains(tokens.at(verb - 1).lower());
    Token next = tokens.at(verb + 1);
    boolean nounFollows =
        verb + 1 < sentence.to() && (next.isCapitalised() || next.is("the") || next.is("a"));
    if (afterMark && nounFollows) { // "...", said the minister
      return phrases.object(verb + 1);
    }
    return phrases.subject(verb);
  }

  private static Map<String, Kind> words() {
    Map<String, Kind> words = new HashMap<>();
    for (List<String> row : Lexicon.table("speech.tsv", 2)) {
      Kind kind = Kind.valueOf(row.get(0).toUpperCase(java.util.Locale.ROOT));
      Lexicon.list(row.get(1)).forEach(word -> words.putIfAbsent(word, kind));
    }
    return Map.copyOf(words);
  }
}
