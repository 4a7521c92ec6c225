// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;
import java.util.Set;

/**
 * Finds the phrases around a word of a sentence: who does it and what it is done to. A shallow
 * reading: it walks from the word to the nearest boundary and trims what is not part of a name.
 *
 * <p>This file is long because the walks to the left and to the right share their boundaries.
 */
final class Phrases {
  private static final int MAX_PHRASE_TOKENS = 14;
  private final Tokens tokens;
  private final Tokens.Sentence sentence;
  private final boolean[] timed;

  /** Tokens {@code from} to {@code to} (exclusive). */
  record Phrase(int from, int to) {}

  /**
   * @param timed which tokens of the text belong to times, which are no part of a name
   */
  Phrases(Tokens tokens, Tokens.Sentence sentence, boolean[] timed) {
    this.tokens = tokens;
    this.sentence = sentence;
    this.timed = timed;
  }

  /** The phrase that the verb at {@code verb} has as its subject. */
  Optional<Phrase> subject(int verb) {
    int end = verb;
    while (end > sentence.from()
        && (isAuxiliary(end - 1)
            || timed[end - 1]
            || (word(end - 1).endsWith("ly") && !tokens.get(end - 1).isCapitalised()))) {
      end--;
    }
    if (end > sentence.from()
        && (word(end - 1).equals("who")
            || word(end - 1).equals("which")
            || word(end - 1).equals("that"))) {
      end--;
      if (end > sentence.from() && word(end - 1).equals(",")) {
        return antecedent(end - 1);
      }
      if (hasVerb(leftBoundary(end), end)) {
        return antecedent(end); // "police hunt a man who"
      }
    }
    if (end > sentence.from() && word(end - 1).equals(",")) {
      Optional<Phrase> main = word(verb).endsWith("ing") ? ofMainVerb(end - 1) : Optional.empty();
      return main.isPresent() ? main : beforeAside(end - 1);
    }
    if (end > sentence.from() && PhraseWords.NOMINATIVE.contains(word(end - 1))) {
      return Optional.of(new Phrase(end - 1, end)); // "told detectives he acted"
    }
    boolean joined = end > sentence.from() && word(end - 1).equals("and");
    if (joined) { // "officers searched the house and arrested"
      int start = leftBoundary(end, 3 * MAX_PHRASE_TOKENS);
      if (start - 1 > sentence.from()
          && PhraseWords.TELLING.contains(word(start - 1))
          && PhraseWords.TELLING.contains(word(verb))) {
        return subject(start - 1); // "warned travellers to keep away and said"
      }
      boolean aside = start > sentence.from() && word(start - 1).equals(",");
      return aside && isPastVerb(start) ? beforeAside(start - 1) : trimmed(start, end);
    }
    int from = leftBoundary(end);
    if (from > sentence.from() && word(from - 1).equals(",") && isAdverbial(from, end)) {
      return beforeAside(from - 1); // "the front, a small group, at first claimed"
    }
    if (isNamedBefore(from)) {
      return trimmed(leftBoundary(from - 1), from - 1);
    }
    boolean relative =
        from > sentence.from() + 1
            && (isRelative(from - 1)
                || (word(from - 1).equals("that") && Verbs.isVerb(word(from))));
    if (relative && hasVerb(from, end)) {
      return trimmed(leftBoundary(from - 1), from - 1); // "a man who lived there was seized"
    }
    return trimmed(newClause(from, end), end);
  }

  /** "Abu Jandal, a leader of theirs was killed": the name before an aside that nobody closes. */
  private boolean isNamedBefore(int from) {
    int comma = from - 1;
    if (comma - 2 < sentence.from()
        || !word(comma).equals(",")
        || !(word(from).equals("a") || word(from).equals("an"))) {
      return false;
    }
    int name = comma;
    while (name > sentence.from() && tokens.get(name - 1).isCapitalised() && !timed[name - 1]) {
      name--;
    }
    return comma - name >= 2
        && (name == sentence.from() || !PhraseWords.PREPOSITIONS.contains(word(name - 1)));
  }

  /** "The group denied it, saying": the subject of the last verb before the comma. */
  private Optional<Phrase> ofMainVerb(int comma) {
    for (int i = comma - 1; i > sentence.from(); i--) {
      if (word(i).equals(";") || word(i).equals(":")) {
        break;
      }
      if (isPastVerb(i) || PhraseWords.SAYING.contains(word(i))) {
        return subject(i);
      }
    }
    return Optional.empty();
  }

  /** "At first", "in a statement", "on its channel": between a comma and a verb, no subject. */
  private boolean isAdverbial(int from, int end) {
    return end > from
        && PhraseWords.PREPOSITIONS.contains(word(from))
        && afterOpeningPhrase(from + 1, end) >= end;
  }

  private boolean isRelative(int i) {
    return word(i).equals("who") || word(i).equals("which");
  }

  private boolean hasVerb(int from, int to) {
    for (int i = from; i < to; i++) {
      if (PhraseWords.FINITE.contains(word(i)) || isPastVerb(i)) {
        return true;
      }
    }
    return false;
  }

  /** "Five were shot dead and eleven men were held": a subject of its own after "and". */
  private int newClause(int from, int end) {
    for (int i = end - 2; i > from; i--) {
      if (word(i).equals("and") && hasVerb(from, i)) {
        return hasVerb(i + 1, end) ? from : i + 1;
      }
    }
    return from;
  }

  /** "May" and "Will" inside a name are no auxiliaries. */
  private boolean isAuxiliary(int i) {
    return PhraseWords.AUXILIARIES.contains(word(i))
        && !(tokens.get(i).isCapitalised() && i > sentence.from());
  }

  /** "He did not name the embassy, which": the phrase right before the comma. */
  private Optional<Phrase> antecedent(int comma) {
    int from = leftBoundary(comma);
    for (int i = comma - 1; i > from; i--) {
      if (PhraseWords.DETERMINERS.contains(word(i))) {
        return clean(i, comma);
      }
    }
    return trimmed(from, comma);
  }

  /** "X, the head of Y, said": X. After an opening phrase ("On Friday, ..."): nothing. */
  private Optional<Phrase> beforeAside(int comma) {
    for (int i = comma - 1; i > Math.max(sentence.from(), comma - 2 * MAX_PHRASE_TOKENS); i--) {
      if (word(i).equals(",")) {
        Optional<Phrase> head = trimmed(leftBoundary(i), i);
        return isName(i + 1, comma) && head.filter(this::isTitle).isPresent()
            ? clean(i + 1, comma)
            : head;
      }
    }
    return trimmed(leftBoundary(comma), comma);
  }

  /** Whether an aside is nothing but a person's name: "the mayor, Anne Weber, said". */
  private boolean isName(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!tokens.get(i).isCapitalised()) {
        return false;
      }
    }
    return to - from >= 2 && to - from <= 4;
  }

  /** Whether a phrase has a common noun in it: "head of the FSB", "Moscow's mayor". */
  private boolean isTitle(Phrase phrase) {
    for (int i = phrase.from(); i < phrase.to(); i++) {
      if (!tokens.get(i).isCapitalised() && word(i).length() > 3) {
        return true;
      }
    }
    return false;
  }

  private int leftBoundary(int end) {
    return leftBoundary(end, MAX_PHRASE_TOKENS);
  }

  private int leftBoundary(int end, int most) {
    int from = end;
    int least = Math.max(sentence.from(), end - most);
    while (from > least
        && (!PhraseWords.LEFT_STOPS.contains(word(from - 1)) || isComparison(from - 1))
        && !isHardComma(from - 1)) {
      from--;
    }
    return from;
  }

  private boolean isComparison(int i) {
    return word(i).equals("than") && Set.of("more", "less", "fewer", "other").contains(word(i - 1));
  }

  /** A comma ends a phrase, unless it stands inside a list of names ("US, British and French"). */
  private boolean isHardComma(int i) {
    return word(i).equals(",")
        && !(tokens.at(i - 1).isCapitalised()
            && tokens.at(i + 1).isCapitalised()
            && (word(i + 2).equals("and") || word(i + 2).equals(",")));
  }

  private Optional<Phrase> trimmed(int from, int end) {
    int start = from;
    while (start < end && isOpening(start)) {
      start++;
    }
    int counted = afterQuantity(start); // "up to 500 customers"
    start = counted < end && tokens.get(counted).isNumber() ? counted : start;
    while (start < end && PhraseWords.PREPOSITIONS.contains(word(start))) {
      start = afterOpeningPhrase(start + 1, end);
    }
    while (start < end && (isOpening(start) || isLeadingParticiple(start, end))) {
      start++;
    }
    int stop = start;
    while (stop < end && !(stop > start && (isPhraseEnd(stop) || isDoing(stop))) && !timed[stop]) {
      if (stop > start
          && PhraseWords.DETERMINERS.contains(word(stop))
          && !PhraseWords.JOINS.contains(word(stop - 1))) {
        start = stop; // "on its channels the group": a new phrase
      }
      stop++;
    }
    return clean(start, stop);
  }

  private boolean isOpening(int i) {
    return timed[i]
        || PhraseWords.OPENING.contains(word(i))
        || (i == sentence.from() && word(i).equals("let"))
        || (word(i).endsWith("ly") && !tokens.get(i).isCapitalised());
  }

  /** "Prompting their colleagues", "watching some place": the phrase starts behind the verb. */
  private boolean isLeadingParticiple(int i, int end) {
    return i + 1 < end
        && Verbs.isParticiple(word(i))
        && !tokens.get(i).isCapitalised()
        && (word(i - 1).equals(",")
            || PhraseWords.DETERMINERS.contains(word(i + 1))
            || PhraseWords.POSSESSIVES.contains(word(i + 1)));
  }

  private boolean isPhraseEnd(int i) {
    return PhraseWords.PREPOSITIONS.contains(word(i))
        || (PhraseWords.FINITE.contains(word(i)) && !tokens.get(i).isCapitalised())
        || (Verbs.isParticiple(word(i))
            && !tokens.get(i).isCapitalised()
            && (PhraseWords.DETERMINERS.contains(word(i + 1))
                || PhraseWords.POSSESSIVES.contains(word(i + 1))))
        || isPastVerb(i);
  }

  /** "Officers moved in and opened fire": "moved" ends the phrase, "armed men" does not. */
  boolean isPastVerb(int i) {
    String word = word(i);
    boolean past =
        PhraseWords.PAST.contains(word)
            || (word.endsWith("ed") && !PhraseWords.ADJECTIVES.contains(word))
            || (Verbs.isPast(word)
                && !PhraseWords.ADJECTIVES.contains(word)
                && Verbs.isFinite(tokens, i, sentence));
    return past && !tokens.get(i).isCapitalised() && !PhraseWords.DETERMINERS.contains(word(i - 1));
  }

  /**
   * "In Moscow gunmen", "On 22 March the FSB", "In the week Putin": where the next phrase starts.
   */
  private int afterOpeningPhrase(int from, int end) {
    int i = from;
    while (i < end && PhraseWords.DETERMINERS.contains(word(i))) {
      i++;
    }
    boolean dated = i < end && timed[i];
    boolean named = i < end && tokens.get(i).isCapitalised();
    while (i < end
        && (dated
            ? timed[i]
            : named == tokens.get(i).isCapitalised()
                && !PhraseWords.DETERMINERS.contains(word(i)))) {
      i++;
    }
    return i;
  }

  /** The phrase right after token {@code from}, up to the next boundary. */
  Optional<Phrase> object(int first) {
    int from = afterOpeningQuote(first);
    int start = afterOneOf(afterDay(afterSecondVerb(word(from).equals("of") ? from + 1 : from)));
    int to = afterQuoted(start);
    int most = Math.min(sentence.to(), start + MAX_PHRASE_TOKENS);
    while (to < most && !isRightStop(to, start)) {
      to++;
    }
    return clean(start, to);
  }

  /** "Rejected "these lies"", "on “criminals”": what stands in quotation marks is the phrase. */
  private int afterOpeningQuote(int from) {
    boolean opens =
        from + 1 < sentence.to()
            && PhraseWords.QUOTES.contains(word(from))
            && tokens.get(from + 1).isWord()
            && !tokens.get(from + 1).isCapitalised();
    return opens ? from + 1 : from;
  }

  /** "Shot and killed a boy": what two verbs share stands behind the second. */
  private int afterSecondVerb(int from) {
    return (word(from).equals("and") || word(from).equals("or"))
            && from + 2 < sentence.to()
            && Verbs.isPast(word(from - 1))
            && Verbs.isPast(word(from + 1))
        ? from + 2
        : from;
  }

  /** "One of the city's bridges": what the phrase after "of" names. */
  private int afterOneOf(int from) {
    return word(from).equals("one") && word(from + 1).equals("of") && from + 2 < sentence.to()
        ? from + 2
        : from;
  }

  /** The part of a phrase before a word, the whole phrase where the word is not in it. */
  Phrase until(Phrase phrase, String word) {
    for (int i = phrase.from() + 1; i < phrase.to(); i++) {
      if (word(i).equals(word)) {
        return new Phrase(phrase.from(), i);
      }
    }
    return phrase;
  }

  /** The "Santo Tomas" farm: a name in quotation marks is part of a phrase that goes on. */
  private int afterQuoted(int start) {
    int open = start;
    while (open < sentence.to() && PhraseWords.DETERMINERS.contains(word(open))) {
      open++;
    }
    if (!PhraseWords.QUOTES.contains(word(open)) || !tokens.at(open + 1).isCapitalised()) {
      return start;
    }
    for (int i = open + 2; i < Math.min(sentence.to() - 1, open + 7); i++) {
      if (PhraseWords.QUOTES.contains(word(i))) {
        boolean goesOn = tokens.get(i + 1).isWord() && !isRightStop(i + 1, start);
        return goesOn ? i + 1 : start;
      }
    }
    return start;
  }

  /** "Monday's conference": what is owned by a day. */
  private int afterDay(int from) {
    int i = from;
    while (i < sentence.to() && i - from < 4 && timed[i]) {
      i++;
    }
    boolean owns = i > from && (word(i).equals("'s") || word(i - 1).equals("'s"));
    return owns ? (word(i).equals("'s") ? i + 1 : i) : from;
  }

  private boolean isRightStop(int i, int start) {
    if (timed[i]
        || (i > start
            && ((tokens.get(i).isNumber()
                    && !word(i - 1).equals("of")
                    && !PhraseWords.DETERMINERS.contains(word(i - 1)))
                || isVerbAfter(i)
                || Verbs.isFinite(tokens, i, sentence)
                || isDoing(i)))) {
      return true;
    }
    if (isTitleStop(i)) {
      return false;
    }
    String word = word(i);
    if (word.equals("and") && i > start) {
      return !isNamed(i + 1) || !tokens.at(i - 1).isCapitalised();
    }
    if (word.equals(",") && i > start && isListOfNames(i)) {
      return false;
    }
    return PhraseWords.RIGHT_STOPS.contains(word)
        || (i > start && RoleWords.is("phrase ends", word))
        || (i > start && PhraseWords.SAYING.contains(word) && !tokens.get(i).isCapitalised());
  }

  /** The full stop of "Mr." and "Gen." before a name. */
  private boolean isTitleStop(int i) {
    return word(i).equals(".")
        && i > sentence.from()
        && PhraseWords.SHORT_TITLES.contains(word(i - 1))
        && tokens.at(i + 1).isCapitalised();
  }

  /** "The man killed the guard", "a bomb hidden in": a verb, where no noun follows it. */
  private boolean isVerbAfter(int i) {
    return isPastVerb(i)
        && (PhraseWords.DETERMINERS.contains(word(i + 1))
            || PhraseWords.PREPOSITIONS.contains(word(i + 1))
            || PhraseWords.PRONOUNS.contains(word(i + 1))
            || tokens.at(i + 1).isNumber());
  }

  /** "Ukraine, the United States and Britain": a comma between names that "and" goes on to. */
  private boolean isListOfNames(int comma) {
    if (!tokens.at(comma - 1).isCapitalised() || !isNamed(comma + 1)) {
      return false;
    }
    for (int i = comma + 1; i < Math.min(sentence.to(), comma + 8); i++) {
      if (word(i).equals("and")) {
        return isNamed(i + 1);
      }
      if (!tokens.get(i).isCapitalised()
          && !PhraseWords.DETERMINERS.contains(word(i))
          && !word(i).equals(",")) {
        return false;
      }
    }
    return false;
  }

  private boolean isNamed(int i) {
    return tokens.at(i).isCapitalised()
        || (PhraseWords.DETERMINERS.contains(word(i)) && tokens.at(i + 1).isCapitalised());
  }

  /** "A soldier guarding the station", "a van carrying soldiers": what somebody is about. */
  private boolean isDoing(int i) {
    String word = word(i);
    return word.length() > 5
        && word.endsWith("ing")
        && !tokens.get(i).isCapitalised()
        && !PhraseWords.DETERMINERS.contains(word(i - 1))
        && (PhraseWords.DETERMINERS.contains(word(i + 1)) || PhraseWords.DOING.contains(word));
  }

  /** The phrase after the next of {@code words} within {@code reach} tokens, in the clause. */
  Optional<Phrase> after(int from, int reach, Set<String> words) {
    for (int i = from; i < Math.min(sentence.to() - 1, from + reach); i++) {
      boolean counts =
          word(i + 1).equals("least")
              || word(i + 1).equals("most")
              || (i > sentence.from() && word(i - 1).equals("because"));
      if (words.contains(word(i)) && !timed[i] && !timed[i + 1] && !counts) {
        Optional<Phrase> phrase = object(i + 1).filter(p -> !isGerund(p));
        if (phrase.isPresent()) {
          return phrase;
        }
      }
      if (word(i).equals(";") || word(i).equals(":")) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The words of a noun that stands before another one: "a crowded market" in "market attack". */
  Optional<Phrase> compound(int end) {
    int from = end - 1;
    while (from > sentence.from()
        && end - from < 4
        && tokens.get(from - 1).isCapitalised()
        && tokens.get(from).isCapitalised()) {
      from--;
    }
    return clean(from, end);
  }

  /** The phrase that a stretch of tokens begins with, without what is no part of a name. */
  Optional<Phrase> named(int from, int to) {
    return trimmed(from, to);
  }

  /** "That the guards had waved him through": the phrase before the verb of a clause. */
  Optional<Phrase> clauseSubject(int from) {
    int to = from;
    int most = Math.min(sentence.to(), from + MAX_PHRASE_TOKENS);
    while (to < most && !PhraseWords.CLAUSE_ENDS.contains(word(to)) && !isVerbOfClause(to, from)) {
      to++;
    }
    boolean verb = to < most && isVerbOfClause(to, from);
    return verb ? clean(from, to) : Optional.empty();
  }

  private boolean isVerbOfClause(int i, int from) {
    return i > from && (isAuxiliary(i) || isPastVerb(i));
  }

  /** What stands between a token and the end of its clause, at most {@link #MAX_PHRASE_TOKENS}. */
  Optional<Phrase> clause(int first) {
    int from = first;
    while (from < sentence.to() && (word(from).equals("\"") || word(from).equals("“"))) {
      from++;
    }
    int to = from;
    while (to < Math.min(sentence.to(), from + MAX_PHRASE_TOKENS)
        && !PhraseWords.CLAUSE_ENDS.contains(word(to))) {
      to++;
    }
    return clean(from, to);
  }

  /** The token after words such as "at least" and "more than" and the number they lead to. */
  int afterQuantity(int from) {
    int at = from;
    while (at < sentence.to() && PhraseWords.QUANTITIES.contains(word(at))) {
      at++;
    }
    return at;
  }

  /** Whether a token belongs to a time. */
  boolean isTimed(int i) {
    return i >= 0 && i < timed.length && timed[i];
  }

  private boolean isGerund(Phrase p) {
    return word(p.from()).endsWith("ing")
        && !PhraseWords.DETERMINERS.contains(word(p.from() - 1))
        && !tokens.get(p.from()).isCapitalised()
        && p.to() - p.from() > 1;
  }

  /** Whether the word at {@code verb} is passive ("was attacked"). */
  boolean isPassive(int verb) {
    String form = word(verb);
    if (!form.endsWith("ed")
        && !form.endsWith("en")
        && !form.endsWith("wn")
        && !PhraseWords.IRREGULAR.contains(form)) {
      return false;
    }
    for (int i = verb - 1; i >= Math.max(sentence.from(), verb - 3); i--) {
      String word = word(i);
      if (PhraseWords.BE.contains(word)) {
        return true;
      }
      if (!PhraseWords.AUXILIARIES.contains(word) && !word.endsWith("ly")) {
        return false;
      }
    }
    return word(verb + 1).equals("by");
  }

  private Optional<Phrase> clean(int from, int to) {
    int start = from;
    int end = to;
    while (start < end
        && (PhraseWords.DETERMINERS.contains(word(start))
            || word(start).equals("of")
            || (start + 1 < end && PhraseWords.WHOLE.contains(word(start)))
            || (!tokens.get(start).isWord() && !tokens.get(start).isNumber()))) {
      start++;
    }
    while (end > start
        && ((!tokens.get(end - 1).isWord() && !tokens.get(end - 1).isNumber())
            || isAuxiliary(end - 1)
            || PhraseWords.HANGING.contains(word(end - 1)))) {
      end--;
    }
    boolean opened =
        start > from && PhraseWords.QUOTES.contains(word(start - 1)) && hasQuote(start, end);
    return start < end
        ? Optional.of(new Phrase(opened ? start - 1 : start, end))
        : Optional.empty();
  }

  private boolean hasQuote(int from, int to) {
    for (int i = from; i < to; i++) {
      if (PhraseWords.QUOTES.contains(word(i))) {
        return true;
      }
    }
    return false;
  }

  /** "The prosecutor, Anne Weber.": the name in an aside right behind a phrase that is no name. */
  Optional<Phrase> nameBehind(Phrase phrase) {
    int from = phrase.to() + 1;
    int to = from;
    while (to < sentence.to() && tokens.get(to).isCapitalised() && to - from < 5) {
      to++;
    }
    boolean ends = to >= sentence.to() || !tokens.get(to).isWord();
    return word(phrase.to()).equals(",")
            && ends
            && isName(from, to)
            && !tokens.get(phrase.to() - 1).isCapitalised()
        ? Optional.of(new Phrase(from, to))
        : Optional.empty();
  }

  /** "A spokesman for the hospital", "a source in the army": with the body that they speak for. */
  Phrase withBody(Phrase phrase) {
    int to = phrase.to();
    if (to + 1 >= sentence.to()
        || !PhraseWords.OFFICES.contains(word(to - 1))
        || !PhraseWords.OF_BODY.contains(word(to))
        || !isNamed(to + 1)) {
      return phrase;
    }
    int end = object(to + 1).map(Phrase::to).orElse(to);
    return new Phrase(phrase.from(), Math.max(end, to));
  }

  private String word(int i) {
    return tokens.at(i).lower();
  }
}
