// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
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

  /** The words of saying of a sentence that have a speaker, in order. */
  static List<Said> all(Tokens tokens, Tokens.Sentence sentence, Phrases phrases) {
    List<Said> all = new ArrayList<>();
    label(tokens, sentence).or(() -> logged(tokens, sentence, phrases)).ifPresent(all::add);
    for (int i = sentence.from(); i < sentence.to() && all.size() < MOST; i++) {
      String word = tokens.get(i).lower();
      if (isName(tokens, sentence, i)) {
        continue;
      }
      int accords = accords(tokens, i);
      if (accords > i) {
        Optional<Phrases.Phrase> source = phrases.object(accords).filter(p -> !isMatter(tokens, p));
        if (source.isPresent()) {
          all.add(new Said(i, Kind.SAID, source));
        }
        continue;
      }
      boolean counts = isCount(tokens, sentence, i);
      boolean closes = SpeechMarks.closesQuotation(tokens, sentence, phrases, i);
      Kind kind = counts || closes ? Kind.SAID : WORDS.get(word);
      if (kind == null
          || kind == Kind.HEDGE
          || kind == Kind.MODAL
          || (isNoun(tokens, i) && !isCount(tokens, sentence, i))
          || phrases.isPassive(i)) {
        continue;
      }
      Optional<Phrases.Phrase> speaker = speaker(tokens, sentence, phrases, i);
      if (speaker.filter(p -> !NO_SPEAKER.contains(tokens.get(p.from()).lower())).isPresent()) {
        all.add(new Said(i, kind, speaker));
      }
    }
    if (all.isEmpty()) {
      SpeechMarks.source(tokens, sentence).ifPresent(all::add);
    }
    return all;
  }

  /** The token after "according to", "acc. to" or, in bad English, "according"; else the same. */
  private static int accords(Tokens tokens, int i) {
    String word = tokens.get(i).lower();
    if (!word.equals("according") && !word.equals("acc")) {
      return i;
    }
    int to = tokens.at(i + 1).is(".") ? i + 2 : i + 1;
    return tokens.at(to).is("to") ? to + 1 : word.equals("according") ? to : i;
  }

  /** "Said Aidi said": a capital inside a sentence that no quotation ends before. */
  private static boolean isName(Tokens tokens, Tokens.Sentence sentence, int i) {
    return i > sentence.from()
        && tokens.get(i).isCapitalised()
        && tokens.get(i - 1).isWord()
        && !isLoud(tokens.get(i));
  }

  private static boolean isLoud(Token token) {
    return token.text().equals(token.text().toUpperCase(java.util.Locale.ROOT));
  }

  private static final Set<String> NO_SPEAKER =
      Set.of("has", "have", "had", "neither", "nor", "not", "never", "who", "which");

  /** "He put the dead at 50", "a doctor spoke of 50 bodies": a saying of figures. */
  private static boolean isCount(Tokens tokens, Tokens.Sentence sentence, int i) {
    Token token = tokens.get(i);
    if (OF_FIGURES.contains(token.lower())) {
      return tokens.at(i + 1).is("of");
    }
    if (token.is("gave") || token.is("gives")) {
      return tokens.at(i + 2).is("toll") || tokens.at(i + 2).is("figure");
    }
    if (!token.is("put") && !token.is("puts")) {
      return false;
    }
    for (int k = i + 1; k < Math.min(sentence.to(), i + 6); k++) {
      if (Set.of("dead", "toll", "number", "injured", "missing", "wounded", "killed")
          .contains(tokens.get(k).lower())) {
        return true;
      }
    }
    return false;
  }

  /** "Police: the road is closed": who speaks, before a colon at the start. */
  private static Optional<Said> label(Tokens tokens, Tokens.Sentence sentence) {
    int from = sentence.from();
    while (from < sentence.to() && !tokens.get(from).isWord()) {
      from++;
    }
    int to = from;
    boolean known = false;
    while (to < Math.min(sentence.to(), from + MAX_LABEL_TOKENS) && tokens.get(to).isWord()) {
      known |= SPEAKERS.contains(tokens.get(to).lower()) || isAcronym(tokens.get(to));
      to++;
    }
    known &= !isDateline(tokens, from, to);
    boolean tweet = to - 1 > from && BEFORE_COLON.contains(tokens.at(to - 1).lower());
    return known && to > from && tokens.at(to).is(":") && to + 1 < sentence.to()
        ? Optional.of(
            new Said(to, Kind.SAID, Optional.of(new Phrases.Phrase(from, tweet ? to - 1 : to))))
        : Optional.empty();
  }

  /** "19:02 M. Chen: shots at the rally": who speaks in a line of a log, after its time. */
  private static Optional<Said> logged(Tokens tokens, Tokens.Sentence sentence, Phrases phrases) {
    int from = sentence.from();
    while (from < sentence.to() && (phrases.isTimed(from) || !tokens.get(from).isWord())) {
      from++;
    }
    int to = from;
    while (to < Math.min(sentence.to(), from + MAX_LABEL_TOKENS)
        && (tokens.get(to).isCapitalised() || tokens.get(to).is("."))) {
      to++;
    }
    boolean timed = from > sentence.from() && phrases.isTimed(sentence.from());
    return timed && to > from && tokens.at(to).is(":") && to + 1 < sentence.to()
        ? Optional.of(new Said(to, Kind.SAID, Optional.of(new Phrases.Phrase(from, to))))
        : Optional.empty();
  }

  private static final Set<String> OF_FIGURES =
      Set.of("spoke", "speaks", "talks", "talk", "talked", "speak");

  /** "KUALA LUMPUR:" */
  private static boolean isDateline(Tokens tokens, int from, int to) {
    boolean loud = to - from > 1;
    for (int i = from; i < to; i++) {
      loud &= isLoud(tokens.get(i)) && tokens.get(i).text().length() > 2;
    }
    return loud;
  }

  private static final Set<String> HEADINGS =
      Set.of("alert", "news", "live", "flash", "note", "rt", "watch", "info", "fyi", "ps", "re");

  static boolean isAcronym(Token token) {
    return token.text().length() >= 2
        && !HEADINGS.contains(token.lower())
        && token.text().length() <= 5
        && token.text().equals(token.text().toUpperCase(java.util.Locale.ROOT))
        && token.isCapitalised();
  }

  private static final Set<String> BEFORE_COLON =
      Set.of("tweet", "post", "said", "says", "wrote", "added", "tweeted", "stated");

  static final int MAX_LABEL_TOKENS = 8;
  private static final int MOST = 8;
  static final Set<String> SPEAKERS = Lexicon.words("speakers.txt");

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
    if (tokens.at(i + 1).is("to") && ATTRIBUTES.contains(word)) {
      return true; // "five people believed to be linked"
    }
    if (tokens.at(i + 1).is("of") && !word.startsWith("sa")) {
      return true; // "suspected of planning", "reports of shots"
    }
    if (word.equals("suspect")) {
      return !SPEAKERS.contains(previousOf(tokens, i)) && !PLURALS.contains(previousOf(tokens, i));
    }
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
                "confirmed",
                "state")
            .contains(word);
    String previous = tokens.at(i - 1).lower();
    return (may && (before.contains(previous) || previous.endsWith("ing")))
        || (ATTRIBUTES.contains(word) && isAttribute(tokens, i))
        || (PLURAL_NOUNS.contains(word) && isPluralNoun(tokens, i));
  }

  /** "Three suspected members", "by alleged militants". */
  static boolean isAttribute(Tokens tokens, int i) {
    Token previous = tokens.at(i - 1);
    Token next = tokens.at(i + 1);
    return next.isWord()
        && !CLAUSE_STARTS.contains(next.lower())
        && (i == 0
            || !previous.isWord()
            || previous.isNumber()
            || BEFORE_ATTRIBUTE.contains(previous.lower()));
  }

  private static final Set<String> ATTRIBUTES =
      Set.of("suspected", "alleged", "reported", "confirmed", "claimed", "believed", "feared");
  private static final Set<String> CLAUSE_STARTS =
      Set.of("that", "the", "a", "an", "it", "he", "she", "they", "this", "there", "to", "on");
  private static final Set<String> BEFORE_ATTRIBUTE =
      Set.of(
          "say",
          "says",
          "said",
          "by",
          "with",
          "from",
          "for",
          "against",
          "in",
          "on",
          "at",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "several",
          "dozens",
          "some",
          "other",
          "more",
          "many",
          "as",
          "after",
          "between",
          "or",
          "killed",
          "arrested",
          "detained",
          "shot",
          "no",
          "any");

  private static final Set<String> PLURAL_NOUNS =
      Set.of("reports", "claims", "fears", "notes", "answers", "posts", "tweets", "comments");

  /** "Repeated intelligence reports": a noun, unless an object, a clause or the end follows. */
  private static boolean isPluralNoun(Tokens tokens, int i) {
    Token next = tokens.at(i + 1);
    boolean verb = next.isWord() ? CLAUSE_STARTS.contains(next.lower()) : isBehindComma(tokens, i);
    return !verb && !next.isCapitalised() && !tokens.at(i - 1).isCapitalised();
  }

  /** ", Reuters news agency reports." */
  private static boolean isBehindComma(Tokens tokens, int i) {
    for (int k = i - 1; k >= Math.max(0, i - 5); k--) {
      if (tokens.get(k).is(",")) {
        return true;
      }
    }
    return false;
  }

  private static final Set<String> PLURALS = Set.of("they", "we", "i", "some", "many");

  private static String previousOf(Tokens tokens, int i) {
    return tokens.at(i - 1).lower();
  }

  private static Optional<Phrases.Phrase> speaker(
      Tokens tokens, Tokens.Sentence sentence, Phrases phrases, int verb) {
    boolean afterMark = Set.of(",", "\"", "”", "'", "’").contains(tokens.at(verb - 1).lower());
    Token next = tokens.at(verb + 1);
    boolean nounFollows =
        verb + 1 < sentence.to()
            && (next.isCapitalised()
                || next.is("the")
                || next.is("a")
                || (next.isWord() && !PhraseWords.isCommon(next.lower())));
    if (afterMark && nounFollows) { // "...", said the minister
      Optional<Phrases.Phrase> inverted = phrases.object(verb + 1);
      boolean quoted = !tokens.at(verb - 1).is(",");
      if (quoted || inverted.filter(p -> endsClause(tokens, sentence, p.to())).isPresent()) {
        return inverted.flatMap(phrases::nameBehind).or(() -> inverted);
      }
    }
    return phrases.subject(verb);
  }

  /** "The mayor, Ann Lee, said the bridge was closed": here "the bridge" does not speak. */
  private static boolean endsClause(Tokens tokens, Tokens.Sentence sentence, int at) {
    return at >= sentence.to()
        || !tokens.get(at).isWord()
        || Set.of("of", "for", "in", "on", "who", "at", "from").contains(tokens.get(at).lower());
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
