// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;
import java.util.Set;

/**
 * The whole phrase that names who says something: with its determiner, title and aside, unlike the
 * heads that {@link Phrases} gives. Looks at most {@link #REACH} tokens far.
 *
 * <p>This file is long because the words that end a phrase stand beside the rules that use them.
 */
final class SourcePhrases {
  private static final int REACH = 30;

  static final Set<String> PRONOUNS =
      Set.of(
          "he",
          "she",
          "it",
          "they",
          "we",
          "i",
          "you",
          "who",
          "one",
          "nobody",
          "everyone",
          "everybody",
          "someone",
          "somebody",
          "others",
          "some",
          "many",
          "most",
          "few",
          "critics");
  static final Set<String> AUXILIARIES =
      Set.of(
          "has",
          "have",
          "had",
          "will",
          "would",
          "did",
          "does",
          "do",
          "not",
          "n't",
          "never",
          "can",
          "could",
          "may",
          "might",
          "should",
          "must",
          "also",
          "later",
          "then",
          "even",
          "once",
          "often",
          "now",
          "still",
          "again",
          "just",
          "already",
          "first",
          "both",
          "reportedly",
          "ever",
          "further",
          "soon",
          "instead",
          "all",
          "long",
          "been",
          "is",
          "was",
          "are",
          "were",
          "didn't",
          "hasn't",
          "haven't",
          "won't",
          "doesn't",
          "don't",
          "wouldn't",
          "isn't",
          "aren't",
          "wasn't",
          "couldn't",
          "hadn't",
          "always");
  private static final Set<String> STOPS =
      Set.of(
          ";",
          ":",
          "\"",
          "“",
          "”",
          "—",
          "–",
          "--",
          "(",
          ")",
          ".",
          "!",
          "?",
          "that",
          "when",
          "while",
          "because",
          "but",
          "if",
          "whether",
          "although",
          "though",
          "until",
          "than",
          "how",
          "why",
          "what",
          "so",
          "which",
          "who",
          "where",
          "as",
          "or",
          "since",
          "after",
          "before",
          "yet",
          "said",
          "says",
          "is",
          "was",
          "were",
          "are",
          "has",
          "had",
          "have",
          "will",
          "would",
          "could",
          "did",
          "does",
          "do",
          "can",
          "may",
          "might",
          "should",
          "must",
          "saying",
          "…");
  private static final Set<String> IRREGULAR =
      Set.of(
          "struck",
          "lent",
          "won",
          "gave",
          "lost",
          "ran",
          "grew",
          "left",
          "kept",
          "spent",
          "became",
          "rose",
          "fell",
          "drew",
          "sent",
          "brought",
          "bought",
          "built",
          "caught",
          "chose",
          "drove",
          "fought",
          "got",
          "heard",
          "paid",
          "sold",
          "shot",
          "stood",
          "taught",
          "threw",
          "wore",
          "takes",
          "gives",
          "makes",
          "goes",
          "comes",
          "gets",
          "keeps",
          "leaves",
          "puts",
          "runs",
          "include",
          "includes",
          "becomes",
          "seems",
          "seem",
          "remains",
          "including");
  private static final Set<String> OPENING =
      Set.of(
          "and",
          ",",
          "then",
          "earlier",
          "later",
          "meanwhile",
          "also",
          "however",
          "separately",
          "now",
          "today",
          "yesterday",
          "still",
          "indeed",
          "instead",
          "nevertheless",
          "but",
          "yet",
          "here",
          "there",
          "soon",
          "once",
          "again",
          "even",
          "only",
          "perhaps",
          "maybe",
          "thus");
  private static final Set<String> LEADING =
      Set.of(
          "in", "on", "at", "during", "by", "for", "with", "after", "before", "from", "to", "under",
          "despite", "since", "over", "without", "through");
  private static final Set<String> DAYS =
      Set.of(
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday",
          "week",
          "month",
          "year",
          "morning",
          "afternoon",
          "evening",
          "night",
          "today");

  private final Tokens tokens;
  private final Tokens.Sentence sentence;

  SourcePhrases(Tokens tokens, Tokens.Sentence sentence) {
    this.tokens = tokens;
    this.sentence = sentence;
  }

  /** Where the verb's group starts: before its auxiliaries and adverbs. */
  int groupStart(int verb) {
    int start = verb;
    while (start > sentence.from() && isInGroup(start - 1)) {
      start--;
    }
    return start;
  }

  private boolean isInGroup(int i) {
    String word = word(i);
    boolean name = tokens.get(i).isCapitalised() && i > sentence.from();
    if (CONTRACTED.contains(word) && PRONOUNS.contains(word(i - 1))) {
      return true; // "he's said"
    }
    if (isGoingOn(i) || isGoingOn(i - 1) || isGoingOn(i - 2)) {
      return true;
    }
    return !name && (AUXILIARIES.contains(word) || (word.endsWith("ly") && !word.equals("family")));
  }

  private static final Set<String> CONTRACTED = Set.of("'s", "'ve", "'d");

  private static final Set<String> GOING = Set.of("go", "goes", "going", "went");

  /** "Went on to say". */
  private boolean isGoingOn(int i) {
    return i > sentence.from()
        && GOING.contains(word(i))
        && word(i + 1).equals("on")
        && word(i + 2).equals("to");
  }

  /** The phrase that ends right before a verb's group. */
  Optional<Phrases.Phrase> before(int group) {
    int end = group;
    if (end <= sentence.from()) {
      return Optional.empty();
    }
    String last = word(end - 1);
    if (RELATIVE.contains(last)) {
      Phrases.Phrase pronoun = new Phrases.Phrase(end - 1, end);
      return antecedent(pronoun).map(named -> pronoun);
    }
    if (last.equals(",")) {
      return beforeAside(end - 1);
    }
    if (last.equals(")")) {
      return beforeBracket(end - 1);
    }
    if (last.equals("one") && word(end - 2).equals("no")) {
      return Optional.of(new Phrases.Phrase(end - 2, end));
    }
    if (isQuantity(last)) {
      return noun(end);
    }
    if (PRONOUNS.contains(last) || PRONOUNS.contains(base(last))) {
      return Optional.of(new Phrases.Phrase(end - 1, end));
    }
    return noun(end);
  }

  private static final Set<String> RELATIVE = Set.of("who", "that", "which");

  /** What a relative pronoun stands for: "officials" of "officials, who". */
  Optional<Phrases.Phrase> antecedent(Phrases.Phrase source) {
    int at = source.from();
    if (source.to() - at != 1 || !RELATIVE.contains(word(at)) || at <= sentence.from()) {
      return Optional.empty();
    }
    return noun(word(at - 1).equals(",") ? at - 1 : at);
  }

  /** "They" of "they've". */
  static String base(String word) {
    int mark = word.indexOf('\'');
    return mark > 0 ? word.substring(0, mark) : word;
  }

  private Optional<Phrases.Phrase> beforeBracket(int close) {
    for (int i = close - 1; i > Math.max(sentence.from(), close - 8); i--) {
      if (word(i).equals("(")) {
        int end = close + 1;
        return noun(i).map(p -> new Phrases.Phrase(p.from(), end));
      }
    }
    return Optional.empty();
  }

  /** "Flynn, a top aide, said": all of it. "On Friday, said": nothing. */
  private Optional<Phrases.Phrase> beforeAside(int comma) {
    int depth = 0;
    for (int i = comma - 1; i > Math.max(sentence.from(), comma - REACH); i--) {
      if (isQuote(i)) {
        return Optional.empty();
      }
      if (word(i).equals(",")) {
        depth++;
        Optional<Phrases.Phrase> head = word(i - 1).equals(")") ? beforeBracket(i - 1) : noun(i);
        if (head.isPresent() && (tokens.at(head.get().from()).isCapitalised() || depth > 1)) {
          int to = ASIDE_OPENERS.contains(word(i + 1)) || isAge(i + 1) ? i : comma + 1;
          return head.map(p -> new Phrases.Phrase(p.from(), to));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Phrases.Phrase> noun(int end) {
    int from = end;
    int least = Math.max(sentence.from(), end - REACH);
    while (from > least && !isLeftStop(from - 1, end)) {
      from--;
    }
    from = afterOpening(from, end);
    int to = end;
    while (to > from && (word(to - 1).equals("and") || word(to - 1).equals(","))) {
      to--;
    }
    while (to > from && (isDay(to - 1) || LEADING.contains(word(to - 1)))) {
      to--;
    }
    if (to <= from
        || !(tokens.get(to - 1).isWord()
            || tokens.get(to - 1).isNumber()
            || word(to - 1).equals("%"))
        || isVerb(from)) {
      return Optional.empty();
    }
    return Optional.of(new Phrases.Phrase(from, to));
  }

  private boolean isDay(int i) {
    return DAYS.contains(word(i));
  }

  private boolean isLeftStop(int i, int end) {
    String word = word(i);
    if (isTitleStop(i)) {
      return false;
    }
    if (word.equals("'") && word(i + 1).equals("'")) {
      return true;
    }
    if (word.equals(",")) {
      return !isInList(i, end);
    }
    if (word.equals("and")) {
      return !joinsNames(i, end);
    }
    if (PRONOUNS.contains(word) && i < end - 1 && !word(i + 1).equals("of")) {
      return !isQuantity(word);
    }
    boolean name = tokens.get(i).isCapitalised() && i > sentence.from();
    if (word.equals("than") && COMPARED.contains(word(i - 1))) {
      return false;
    }
    return (STOPS.contains(word) && !name) || word.equals("according") || isVerb(i);
  }

  private static final Set<String> COMPARED = Set.of("more", "less", "fewer", "other", "rather");

  private static boolean isQuantity(String word) {
    return Set.of("some", "many", "most", "few", "one", "critics").contains(word);
  }

  /** "Trump and Clinton said", "prosecutors and police said": no verb stands before "and". */
  private boolean joinsNames(int and, int end) {
    if (and + 1 >= end) {
      return false;
    }
    if (isEndOfList(and)) {
      return true;
    }
    boolean left = tokens.at(and - 1).isCapitalised();
    if (left && PhraseWords.POSSESSIVES.contains(word(and + 1))) {
      return true; // "Bush and his rivals"
    }
    boolean right = tokens.at(and + 1).isCapitalised();
    boolean plural = word(and - 1).endsWith("s") && word(end - 1).endsWith("s");
    return (left == right && left) || (plural && !left) || (!left && !right && end - and <= 3);
  }

  /** "President Obama, Hillary Clinton, and": a name between two commas before "and". */
  private boolean isEndOfList(int and) {
    boolean listed = word(and - 1).equals(",");
    for (int i = and - 2; listed && i > Math.max(sentence.from(), and - 6); i--) {
      if (word(i).equals(",")) {
        return tokens.at(i - 1).isCapitalised();
      }
      listed = tokens.at(i).isCapitalised();
    }
    return false;
  }

  private boolean isInList(int comma, int end) {
    if (!tokens.at(comma - 1).isCapitalised()) {
      return false;
    }
    if (word(comma + 1).equals("and") || isTown(comma, end)) {
      return true;
    }
    return tokens.at(comma + 1).isCapitalised() && comma + 2 < end && isListed(comma + 2, end);
  }

  /** "Obama, Hillary Clinton, and others": whether a comma or "and" ends the next name. */
  private boolean isListed(int from, int end) {
    int i = from;
    while (i < end && i < from + 2 && tokens.at(i).isCapitalised()) {
      i++;
    }
    return i < end && (word(i).equals(",") || word(i).equals("and"));
  }

  /** "Of Columbia, South Carolina". */
  private boolean isTown(int comma, int end) {
    boolean all = comma + 1 < end;
    for (int i = comma + 1; i < end; i++) {
      all &= tokens.at(i).isCapitalised();
    }
    return all && (word(comma - 2).equals("of") || word(comma - 3).equals("of"));
  }

  /** The full stop of "Mr.", "Feb. 1" or "Example.com" belongs to the name. */
  private boolean isTitleStop(int i) {
    boolean inside = i > sentence.from() && i + 1 < sentence.to();
    if (!inside || !word(i).equals(".") || tokens.at(i - 1).end() != tokens.get(i).start()) {
      return false;
    }
    Token next = tokens.at(i + 1);
    boolean joined = next.isWord() && tokens.get(i).end() == next.start();
    return joined
        || (tokens.at(i - 1).isCapitalised()
            && tokens.at(i - 1).text().length() <= 5
            && (next.isCapitalised() || next.isNumber() || next.is("(")));
  }

  private boolean isVerb(int i) {
    Token token = tokens.get(i);
    if (token.isCapitalised() || !token.isWord()) {
      return false;
    }
    String word = token.lower();
    if (IRREGULAR.contains(word) && !isAdjective(i)) {
      return true;
    }
    if (CueWords.verb(word)
        .filter(c -> c.form() == CueWords.Form.PAST || c.form() == CueWords.Form.PARTICIPLE)
        .isPresent()) {
      return !isAdjective(i);
    }
    return PhraseWords.PAST.contains(word)
        || (word.endsWith("ed") && word.length() > 4 && !isAdjective(i));
  }

  private boolean isAdjective(int i) {
    String previous = word(i - 1);
    return PhraseWords.ADJECTIVES.contains(word(i))
        || word(i).equals("registered")
        || Set.of("the", "a", "an", "his", "her", "their", "its", "'s", "of", "by", "in")
            .contains(previous)
        || (Set.of("by", "in", "of", "at").contains(word(i + 1)) && i > sentence.from() + 1);
  }

  private static final Set<String> NO_ADVERBS =
      Set.of(
          "family",
          "early",
          "daily",
          "weekly",
          "monthly",
          "nearly",
          "roughly",
          "only",
          "likely",
          "elderly",
          "friendly",
          "assembly",
          "ally",
          "italy",
          "july",
          "fully");

  /** Skips "and", "On Monday", "In Washington" before the phrase. */
  private int afterOpening(int from, int end) {
    int start = from;
    boolean moved = true;
    while (moved && start < end) {
      moved = false;
      if (OPENING.contains(word(start))
          || isDay(start)
          || !(tokens.get(start).isWord() || tokens.get(start).isNumber())
          || (word(start).endsWith("ly") && !NO_ADVERBS.contains(word(start)))) {
        start++;
        moved = true;
      } else if (LEADING.contains(word(start))) {
        start = afterLeading(start + 1, end);
        moved = true;
      }
    }
    return start;
  }

  private int afterLeading(int from, int end) {
    int i = from;
    while (i < end && !isDay(i) && !tokens.get(i).isNumber()) {
      boolean next = i > from && (isDeterminer(i) || PRONOUNS.contains(word(i)));
      if (next) {
        return i;
      }
      i++;
    }
    while (i < end && (isDay(i) || tokens.get(i).isNumber())) {
      i++;
    }
    return i;
  }

  private boolean isDeterminer(int i) {
    return PhraseWords.DETERMINERS.contains(word(i));
  }

  /** The phrase that starts at a token: after "said". */
  Optional<Phrases.Phrase> after(int from) {
    return after(from, false);
  }

  /** The phrase after "according to", in which "in", "with" and "to" may stand. */
  Optional<Phrases.Phrase> document(int from) {
    return after(from, true);
  }

  private Optional<Phrases.Phrase> after(int start, boolean wide) {
    if (start >= sentence.to()) {
      return Optional.empty();
    }
    if (PRONOUNS.contains(word(start)) && !isQuantity(word(start))) {
      return Optional.of(new Phrases.Phrase(start, start + 1));
    }
    int to = end(start, start, wide);
    if (to < sentence.to() && word(to).equals(",") && to > start && isAsideAfter(to, start)) {
      int aside = end(to + 1, start, true);
      boolean closed = aside < sentence.to() && word(aside).equals(",");
      to = closed ? aside + 1 : aside;
    }
    while (to > start && (isDay(to - 1) || LEADING.contains(word(to - 1)))) {
      to--;
    }
    return to > start && !tokens.get(start).isNumber()
        ? Optional.of(new Phrases.Phrase(start, to))
        : Optional.empty();
  }

  private int end(int from, int start, boolean wide) {
    int to = from;
    int most = Math.min(sentence.to(), start + REACH);
    while (to < most && !isRightStop(to, start, wide)) {
      to++;
    }
    return to;
  }

  private static final Set<String> RIGHT_STOPS =
      Set.of(
          ";", ":", "\"", "“", "”", "—", "–", "--", ")", ".", "!", "?", "that", "when", "while",
          "because", "but", "if", "whether", "as", "since", "about", "after", "before", "during");

  boolean isPlainNoun(int i) {
    Token token = tokens.at(i);
    return token.isWord()
        && !PRONOUNS.contains(token.lower())
        && !isDeterminer(i)
        && !STOPS.contains(token.lower())
        && !LEADING.contains(token.lower())
        && !OPENING.contains(token.lower())
        && !isDay(i)
        && !token.lower().endsWith("ly")
        && CueWords.verb(token.lower()).isEmpty();
  }

  private static final Set<String> INNER = Set.of("for", "at", "from");

  private boolean isRightStop(int i, int start, boolean wide) {
    String word = word(i);
    if (isTitleStop(i)) {
      return false;
    }
    if (word.equals("'") && word(i + 1).equals("'")) {
      return true;
    }
    if (word.equals(",")) {
      return true;
    }
    if (word.equals("and")) {
      return !joinsNames(i, Math.min(sentence.to(), i + 3)) && !(wide && isPlainNoun(i + 1));
    }
    if (LEADING.contains(word) && i > start) {
      return (!wide && !INNER.contains(word)) || isDay(i + 1);
    }
    boolean name = tokens.get(i).isCapitalised();
    return (isDay(i) && !wide)
        || RIGHT_STOPS.contains(word)
        || (STOPS.contains(word) && i > start && !name && !inClause(i, start, word))
        || (PRONOUNS.contains(word) && i > start && !name && !inClause(i, start, word));
  }

  /** "a person who was there": what follows "who" tells who it is. */
  private boolean inClause(int i, int start, String word) {
    if (word.equals("who") || word.equals("which")) {
      return true;
    }
    for (int k = i - 1; k > start && k > i - REACH; k--) {
      if (word(k).equals("who") || word(k).equals("which")) {
        return true;
      }
    }
    return false;
  }

  /** "said Ann Lee, a spokeswoman for the police": the aside belongs to the phrase. */
  private boolean isAsideAfter(int comma, int start) {
    Token next = tokens.at(comma + 1);
    String word = next.lower();
    boolean named = tokens.at(start).isCapitalised() && comma - start >= 2;
    if (word.equals("who")) {
      return true;
    }
    return named
        && next.isWord()
        && !isAge(comma + 1)
        && !PRONOUNS.contains(word)
        && !ASIDE_OPENERS.contains(word)
        && !STOPS.contains(word)
        && !Set.of("and", "adding", "saying", "or", "noting").contains(word)
        && !(word.endsWith("ing") && !next.isCapitalised())
        && !CueWords.verb(word).isPresent();
  }

  /** ", 59, of Philadelphia", ", a 59-year-old from": the name alone is who speaks. */
  private boolean isAge(int i) {
    return tokens.at(i).isNumber()
        || tokens.at(i + 1).lower().endsWith("-year-old")
        || (tokens.at(i + 1).isNumber() && word(i + 2).startsWith("-"));
  }

  /** What opens an aside that is no part of who somebody is. */
  private static final Set<String> ASIDE_OPENERS =
      Set.of(
          "where",
          "after",
          "in",
          "on",
          "when",
          "while",
          "speaking",
          "like",
          "as",
          "but",
          "however",
          "though",
          "meanwhile",
          "for",
          "at",
          "by",
          "too",
          "citing");

  private boolean isQuote(int i) {
    String mark = tokens.get(i).text();
    return mark.equals("\"") || mark.equals("“") || mark.equals("”");
  }

  private String word(int i) {
    return tokens.at(i).lower();
  }
}
