// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds who says what: verbs of saying and thinking with their subjects, "according to", names
 * before a colon, nouns such as "claim" with a possessive. Linear in the length of the text; a
 * sentence that is nothing but cues gives at most {@link #MOST} attributions.
 */
final class AttributionFinder {
  private static final int MOST = 24;

  private final Tokens tokens;
  private final boolean[] quoted;
  private final List<Attribution> found = new ArrayList<>();
  private Phrases.@Nullable Phrase lastSource;
  private Tokens.Sentence sentence = new Tokens.Sentence(0, 0);
  private SourcePhrases phrases;

  private AttributionFinder(Tokens tokens) {
    this.tokens = tokens;
    this.quoted = quoted(tokens);
    this.phrases = new SourcePhrases(tokens, sentence);
  }

  static List<Attribution> find(Tokens tokens) {
    AttributionFinder finder = new AttributionFinder(tokens);
    tokens.sentences().forEach(finder::read);
    return List.copyOf(finder.found);
  }

  /** Which tokens stand inside quotation marks; a paragraph's end closes what is left open. */
  private static boolean[] quoted(Tokens tokens) {
    boolean[] quoted = new boolean[tokens.all().size() + 1];
    boolean open = false;
    int before = 0;
    for (int i = 0; i < tokens.all().size(); i++) {
      Token token = tokens.get(i);
      if (open && tokens.text().substring(before, token.start()).indexOf('\n') >= 0) {
        open = false;
      }
      before = token.end();
      if (token.is("'") && tokens.at(i + 1).is("'") && token.end() == tokens.at(i + 1).start()) {
        open = !open;
        quoted[i] = true;
        quoted[++i] = true;
        before = tokens.get(i).end();
        continue;
      }
      switch (token.text()) {
        case "“" -> open = true;
        case "”" -> open = false;
        case "\"" -> open = !open;
        default -> quoted[i] = open;
      }
    }
    return quoted;
  }

  private void read(Tokens.Sentence next) {
    sentence = next;
    phrases = new SourcePhrases(tokens, sentence);
    lastSource = null;
    int most = found.size() + MOST;
    label();
    for (int i = sentence.from(); i < sentence.to() && found.size() < most; i++) {
      String word = word(i);
      if (word.equals("according") && word(i + 1).equals("to")) {
        accordingTo(i);
        continue;
      }
      if (CueWords.isHidden(word)) {
        add(null, i, i + 1);
        continue;
      }
      Optional<CueWords.Cue> cue = CueWords.verb(word);
      if (cue.isPresent()) {
        verb(i, cue.get());
      }
    }
  }

  private void accordingTo(int i) {
    Optional<Phrases.Phrase> source = phrases.document(i + 2);
    source.ifPresent(phrase -> add(phrase, i, i + 2));
  }

  /** "Trump: We will win": a name before a colon. */
  private void label() {
    int to = sentence.from();
    while (to < Math.min(sentence.to(), sentence.from() + 4) && tokens.get(to).isCapitalised()) {
      to++;
    }
    boolean speaks =
        to + 1 < sentence.to()
            && (Set.of("\"", "“", "'", "i", "we").contains(word(to + 1))
                || (to == sentence.from() + 1
                    && tokens.get(sentence.from()).text().length() > 2
                    && word(sentence.from())
                        .toUpperCase(Locale.ROOT)
                        .equals(tokens.get(sentence.from()).text())));
    if (to > sentence.from() && word(to).equals(":") && speaks) {
      add(new Phrases.Phrase(sentence.from(), to), to, to + 1);
    }
  }

  private void verb(int i, CueWords.Cue cue) {
    if (CueWords.isHomograph(word(i)) && cue.form() != CueWords.Form.PAST && !isClearlyVerb(i)) {
      return;
    }
    if (CueWords.isLoose(word(i)) && !CLAUSES.contains(word(i + 1))) {
      return;
    }
    if (!leads(i, cue) || (cue.form() == CueWords.Form.BASE && !mayBeBase(i)) || isNoun(i)) {
      return;
    }
    boolean weak = cue.sort() == CueWords.Sort.THINK;
    if (weak && quoted[i]) {
      return;
    }
    if (cue.form() == CueWords.Form.PARTICIPLE && !isFiniteParticiple(i)) {
      participle(i, cue);
      return;
    }
    int group = phrases.groupStart(i);
    if (isPassive(group, i, cue)) {
      passive(group, i);
      return;
    }
    Optional<Phrases.Phrase> source = inverted(i).or(() -> subject(group));
    if (source.isEmpty()) {
      return;
    }
    Phrases.Phrase phrase = source.get();
    boolean own = Set.of("i", "we", "you").contains(word(phrase.from()));
    if (own && (weak || quoted[i])) {
      return;
    }
    add(phrase, phrase.from() > i ? i : group, cueEnd(i, cue));
  }

  /** Whether a word that may be a noun has the company of a verb. */
  private boolean isClearlyVerb(int i) {
    int group = phrases.groupStart(i);
    String subject = word(group - 1);
    String next = word(i + 1);
    return SourcePhrases.PRONOUNS.contains(subject)
        || next.equals("that")
        || (tokens.at(group - 1).isCapitalised() && OBJECTS.contains(next) && word(i).endsWith("s"))
        || (subject.endsWith("s") && OBJECTS.contains(next) && !word(i).endsWith("s"))
        || Set.of("poll", "survey", "study", "report", "data", "video", "records")
            .contains(subject);
  }

  private static final Set<String> OBJECTS =
      Set.of(
          "the", "a", "an", "his", "her", "their", "its", "it", "him", "them", "for", "on", "to");

  private static final Set<String> CLAUSES = Set.of("that", "how", "whether", "why");

  private boolean leads(int i, CueWords.Cue cue) {
    return cue.sort() != CueWords.Sort.SPEAK || cue.particles().contains(word(i + 1));
  }

  private int cueEnd(int i, CueWords.Cue cue) {
    boolean particle =
        (cue.sort() == CueWords.Sort.SPEAK && !word(i + 1).equals("that"))
            || (word(i).startsWith("call") && Set.of("for", "on").contains(word(i + 1)));
    return particle ? i + 2 : i + 1;
  }

  /** "They say", "polls show", "has yet to say" is no saying. */
  private boolean mayBeBase(int i) {
    String previous = word(i - 1);
    if (previous.equals("to") && word(i - 2).equals("on")) {
      return true; // "went on to say"
    }
    return !Set.of("to", "a", "an", "the", "of", "his", "her", "their", "its", "'s", "this", "no")
        .contains(previous);
  }

  private boolean isNoun(int i) {
    String word = word(i);
    String previous = word(i - 1);
    if (previous.equals("'s") && SourcePhrases.PRONOUNS.contains(word(i - 2))) {
      return false; // "he's said"
    }
    if (Set.of("the", "a", "an", "his", "her", "their", "its", "'s", "this", "these", "such", "of")
        .contains(previous)) {
      return true;
    }
    return word.equals("states") && tokens.get(i).isCapitalised();
  }

  private boolean isFiniteParticiple(int i) {
    boolean adverb = word(i - 1).endsWith("ly") || word(i - 1).equals("not");
    return BEING.contains(word(i - 1)) || (adverb && BEING.contains(word(i - 2)));
  }

  private static final Set<String> BEING =
      Set.of("is", "are", "was", "were", "been", "be", "isn't", "aren't", "wasn't", "'s");

  /** ", saying that": said by whoever is the subject before. */
  private void participle(int i, CueWords.Cue cue) {
    boolean aside =
        word(i - 1).equals(",")
            || word(i - 1).equals("and")
            || (cue.sort() == CueWords.Sort.SAY && DOING_SO.contains(word(i - 1)));
    if (!aside || i - 1 <= sentence.from()) {
      return;
    }
    Optional<Phrases.Phrase> source =
        lastSource == null ? firstSubject(i) : Optional.of(lastSource);
    source.ifPresent(phrase -> add(phrase, i, cueEnd(i, cue)));
  }

  /** "Began by saying", "pivoted to arguing", "while urging". */
  private static final Set<String> DOING_SO =
      Set.of("by", "to", "while", "without", "before", "after", "in");

  /** The phrase before the first verb of the sentence. */
  private Optional<Phrases.Phrase> firstSubject(int before) {
    for (int i = sentence.from() + 1; i < before; i++) {
      String word = word(i);
      boolean finite = PhraseWords.FINITE.contains(word) || PhraseWords.PAST.contains(word);
      boolean past = word.endsWith("ed") && !PhraseWords.ADJECTIVES.contains(word);
      if ((finite || past) && !tokens.get(i).isCapitalised()) {
        return phrases.before(phrases.groupStart(i));
      }
    }
    return Optional.empty();
  }

  private Optional<Phrases.Phrase> subject(int group) {
    if (group > sentence.from() && word(group - 1).equals("and") && lastSource != null) {
      return Optional.of(lastSource);
    }
    if (group > sentence.from() && word(group - 1).equals("and")) {
      return firstSubject(group);
    }
    return phrases.before(group);
  }

  /** "...," said the mayor. */
  private Optional<Phrases.Phrase> inverted(int i) {
    String previous = word(i - 1);
    boolean afterMark =
        previous.equals("\"")
            || previous.equals("”")
            || (previous.equals("'") && word(i - 2).equals("'"));
    boolean before = CueWords.standsBefore(word(i));
    boolean afterComma = previous.equals(",") && i >= 2 && !quoted[i] && before;
    boolean opens = i == sentence.from() && before;
    if ((!afterMark && !afterComma && !opens) || !mayName(i + 1, before)) {
      return Optional.empty();
    }
    Optional<Phrases.Phrase> phrase = phrases.after(i + 1);
    return afterMark || opens ? phrase : phrase.filter(p -> endsClause(p.to()));
  }

  /** Whether a phrase for who says it may start here. */
  private boolean mayName(int i, boolean before) {
    Token next = tokens.at(i);
    return i < sentence.to()
        && next.isWord()
        && (next.isCapitalised()
            || PhraseWords.DETERMINERS.contains(next.lower())
            || SourcePhrases.PRONOUNS.contains(next.lower())
            || (before && phrases.isPlainNoun(i) && !next.is("of")));
  }

  private boolean endsClause(int at) {
    return at >= sentence.to() || !(tokens.get(at).isWord() || word(at).startsWith("'"));
  }

  private boolean isPassive(int group, int verb, CueWords.Cue cue) {
    if (cue.form() != CueWords.Form.PAST && !word(verb).endsWith("ed")) {
      return false;
    }
    for (int i = group; i < verb; i++) {
      if (Set.of("is", "are", "was", "were", "been", "be").contains(word(i))) {
        return true;
      }
    }
    return false;
  }

  /** "It was reported by the agency": the agency. "He was accused of": nobody is named. */
  private void passive(int group, int verb) {
    for (int i = verb + 1; i < Math.min(sentence.to(), verb + 4); i++) {
      if (word(i).equals("by")) {
        phrases.after(i + 1).ifPresent(phrase -> add(phrase, group, verb + 1));
        return;
      }
    }
    add(null, group, verb + 1);
  }

  private void add(Phrases.@Nullable Phrase source, int cueFrom, int cueTo) {
    if (source != null) {
      lastSource = source;
    }
    found.add(new AttributionBuilder(tokens, sentence).build(source, cueFrom, cueTo));
  }

  private String word(int i) {
    return tokens.at(i).lower();
  }
}
