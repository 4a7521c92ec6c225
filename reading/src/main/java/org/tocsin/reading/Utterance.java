// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One sentence, who says it, and what its pronouns mean by what was read before it.
 *
 * @param said its words of saying with their speakers, in order
 * @param lastSpeaker who spoke last in the sentences before
 * @param lastGroup the group named last before
 * @param lastSuspect who was seized or attacked somebody last before
 * @param inQuote whether it starts inside a quotation
 * @param attributed what the attribution layer found in it, in order
 */
record Utterance(
    Scene scene,
    Tokens.Sentence sentence,
    Span span,
    Phrases phrases,
    List<Speech.Said> said,
    @Nullable Mention lastSpeaker,
    @Nullable Mention lastGroup,
    @Nullable Mention lastSuspect,
    boolean inQuote,
    List<Attribution> attributed) {
  private static final Set<String> FIRST_PERSON = Set.of("we", "i", "us", "our", "my");
  private static final Set<String> THIRD_PERSON = Set.of("he", "she", "it", "they");
  private static final Set<String> PERSONAL = Set.of("he", "she", "they");
  private static final Set<String> GENERIC_GROUP =
      Set.of("group", "organisation", "organization", "movement", "militia");

  /** How many units a group's name may fall short of the end of the phrase it stands for. */
  private static final int GROUP_TAIL_UNITS = 12;

  Tokens tokens() {
    return scene.tokens();
  }

  /** The word in lower case at a token, or an empty one outside the text. */
  String word(int i) {
    return tokens().at(i).lower();
  }

  /** The saying that a statement stands under: the first whose word is no part of the statement. */
  Optional<Speech.Said> said(FindingFinder.Hit hit) {
    return said.stream()
        .filter(s -> s.at() < hit.from() || s.at() >= hit.to())
        .filter(s -> !isMereClaim(s.at()))
        .filter(s -> !isParted(s.at(), hit.from()))
        .filter(s -> !isNextDeed(s.at(), hit))
        .findFirst();
  }

  /** "Claimed responsibility" asserts nothing else that the sentence tells. */
  private boolean isMereClaim(int at) {
    return word(at).startsWith("claim")
        && (MERE.contains(word(at + 1)) || MERE.contains(word(at + 2)));
  }

  /** "Shut the crossing and told visitors": what is done next tells nothing of what was before. */
  private boolean isNextDeed(int at, FindingFinder.Hit hit) {
    if (hit.trigger().frame() == Trigger.Frame.EVENT) {
      return false;
    }
    boolean declared = // "declared a day of mourning and cancelled"
        at < hit.from()
            && word(hit.verb() - 1).equals("and")
            && DECLARES.contains(word(at))
            && PhraseWords.DETERMINERS.contains(word(at + 1))
            && !word(at + 1).equals("that");
    return declared || (at >= hit.to() && word(at - 1).equals("and"));
  }

  private static final Set<String> DECLARES =
      Set.of("declared", "declares", "announced", "announces");

  private static final Set<String> MERE = Set.of("responsibility", "credit");

  /** Whether a semicolon or "because" stands between two tokens. */
  private boolean isParted(int one, int other) {
    for (int i = Math.min(one, other); i < Math.max(one, other); i++) {
      if (word(i).equals(";")
          || (word(i).equals("because") && !word(i + 1).equals("of") && one > other)) {
        return true;
      }
    }
    return false;
  }

  /** Who says a statement; inside a quotation that goes on, who spoke last. */
  Optional<Mention> speaker(FindingFinder.Hit hit) {
    Optional<Mention> own = said(hit).flatMap(Speech.Said::speaker).flatMap(this::mention);
    if (own.isEmpty() && !inQuote) {
      return attributedTo(hit).flatMap(Attribution::speaker).flatMap(this::source);
    }
    return own.isPresent() ? own : Optional.ofNullable(lastSpeaker);
  }

  /** Where the rules for sayings find none: what the attribution layer says holds the statement. */
  Optional<Attribution> attributedTo(FindingFinder.Hit hit) {
    int at = tokens().get(hit.verb()).start();
    return attributed.stream()
        .filter(a -> a.source().isPresent() && TELLS.contains(lastWord(a.cue())))
        .filter(a ->
            a.cue().end() <= tokens().get(hit.from()).start()
                || a.cue().start() >= tokens().at(hit.to() - 1).end())
        .filter(a -> !isParted(tokenAt(a.cue()), hit.from()))
        .filter(a -> a.content().stream().anyMatch(c -> c.start() <= at && at < c.end()))
        .filter(a -> a.speaker().filter(s -> s.start() <= at && at < s.end()).isEmpty())
        .findFirst();
  }

  /** Whose saying a verb tells of, by the attribution layer. */
  Optional<Mention> sourceOf(int verb) {
    Token token = tokens().get(verb);
    return attributed.stream()
        .filter(a -> a.cue().start() <= token.start() && token.end() <= a.cue().end())
        .map(Attribution::speaker)
        .flatMap(Optional::stream)
        .findFirst()
        .flatMap(this::source);
  }

  /** Whether an attribution tells what somebody thinks rather than says. */
  static boolean isThought(Attribution attribution) {
    return Speech.kind(lastWord(attribution.cue()))
        .filter(k -> k == Speech.Kind.SUSPECTED)
        .isPresent();
  }

  private static String lastWord(Span cue) {
    return cue.text().substring(cue.text().lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
  }

  /** Cues that tell what is so, beside those of the rules for sayings; no praise and no wish. */
  private static final Set<String> TELLS = Lexicon.words("telling.txt");

  /** The name in the whole phrase that says who speaks. */
  private Optional<Mention> source(Span whole) {
    int from = tokenAt(whole);
    int to = from;
    while (to < sentence.to() && tokens().get(to).end() <= whole.end()) {
      to++;
    }
    return to > from ? phrases.named(from, to).flatMap(this::mention) : Optional.empty();
  }

  /** Who speaks in the sentence, whatever is said. */
  Optional<Mention> anySpeaker() {
    return said.stream()
        .map(Speech.Said::speaker)
        .flatMap(Optional::stream)
        .filter(p -> !PhraseWords.PRONOUNS.contains(word(p.from())))
        // "Ours said" tells of nobody, and asking who they are would lead back to here.
        .filter(p -> !FIRST_PERSON.contains(word(p.from())))
        .findFirst()
        .flatMap(this::mention)
        .or(() -> Optional.ofNullable(lastSpeaker));
  }

  /** The first group named in the sentence. */
  Optional<Mention> group() {
    return scene.in(scene.groups(), span).stream()
        .findFirst()
        .map(g -> new Mention(g.name(), g.span()));
  }

  /** Somebody: the name of the group in a phrase, the one a pronoun stands for, or the words. */
  Optional<Mention> mention(Optional<Phrases.Phrase> phrase) {
    return phrase.flatMap(this::mention);
  }

  Optional<Mention> mention(Phrases.Phrase found) {
    Phrases.Phrase phrase = phrases.withBody(found);
    Span words = tokens().span(phrase.from(), phrase.to());
    List<GroupMention> groups = scene.in(scene.groups(), words);
    if (!groups.isEmpty() && groups.getFirst().span().end() >= words.end() - GROUP_TAIL_UNITS) {
      return Optional.of(new Mention(groups.getFirst().name(), words));
    }
    String first = word(phrase.from());
    boolean single = phrase.to() - phrase.from() == 1;
    if (isNoName(phrase)) {
      return Optional.empty();
    }
    if (single && GENERIC_GROUP.contains(first)) {
      Optional<Mention> before =
          group()
              .filter(g -> g.span().end() <= words.start())
              .or(() -> Optional.ofNullable(lastGroup));
      if (before.isPresent()) {
        return Optional.of(new Mention(before.get().value(), words));
      }
    }
    if (single && FIRST_PERSON.contains(first)) {
      return anySpeaker()
          .or(() -> Optional.ofNullable(lastGroup))
          .map(m -> new Mention(m.value(), words));
    }
    if (single && PhraseWords.PRONOUNS.contains(first)) {
      return THIRD_PERSON.contains(first)
          ? antecedent(phrase.from()).map(m -> new Mention(m.value(), words))
          : Optional.empty();
    }
    return Optional.of(new Mention(words.text(), words));
  }

  /** "Are laying on extra flights", "39": words that are no name of anybody or anything. */
  private boolean isNoName(Phrases.Phrase phrase) {
    Token token = tokens().get(phrase.from());
    boolean single = phrase.to() - phrase.from() == 1;
    boolean verb =
        PhraseWords.FINITE.contains(token.lower())
            || CueWords.verb(token.lower())
                .filter(
                    c -> c.form() == CueWords.Form.THIRD && !CueWords.isHomograph(token.lower()))
                .isPresent();
    return (single && token.isNumber() && token.text().length() < 3)
        || (single && ATTRIBUTES.contains(token.lower()) && !token.isCapitalised())
        || (verb && !token.isCapitalised());
  }

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "alleged",
          "suspected",
          "armed",
          "masked",
          "unidentified",
          "so-called",
          "unnamed",
          "combined",
          "apparent",
          "reported",
          "recent",
          "main",
          "early",
          "local",
          "many",
          "several",
          "of",
          "or");

  private static final Set<String> OBJECT_PRONOUNS =
      Set.of(
          "it",
          "them",
          "him",
          "us",
          "me",
          "you",
          "they",
          "he",
          "she",
          "himself",
          "herself",
          "themselves",
          "itself",
          "ourselves");

  private static final Set<String> NO_THINGS =
      Set.of(
          "until",
          "too",
          "again",
          "soon",
          "yet",
          "now",
          "back",
          "here",
          "there",
          "since",
          "more",
          "over",
          "away",
          "home",
          "nothing",
          "came",
          "once",
          "so",
          "up",
          "beforehand",
          "above",
          "acc",
          "down",
          "off",
          "out",
          "least",
          "most",
          "all",
          "both",
          "first",
          "last",
          "then",
          "anyway",
          "alone",
          "together",
          "afterwards",
          "later",
          "earlier",
          "ago",
          "range",
          "not");

  private static final Set<String> PARTICLES =
      Set.of("off", "up", "out", "down", "away", "fire", "back", "ablaze", "to");

  /** The phrase at a token, after particles of the verb before it. */
  Optional<Mention> object(int from) {
    int at = from;
    while (at < sentence.to() && PARTICLES.contains(word(at))) {
      at++;
    }
    return thing(phrases.object(at));
  }

  /** Something aimed at or spoken of: never what a pronoun may mean. */
  Optional<Mention> thing(Optional<Phrases.Phrase> phrase) {
    return phrase
        .filter(p -> p.to() - p.from() > 1 || !PhraseWords.PRONOUNS.contains(word(p.from())))
        .filter(p -> !OBJECT_PRONOUNS.contains(word(p.from()))) // "blew it up"
        .filter(p -> p.to() - p.from() > 1 || !NO_THINGS.contains(word(p.from())))
        .flatMap(this::mention);
  }

  /**
   * Whom a pronoun means: who speaks earlier in the sentence, else who spoke last; but of whom
   * somebody else speaks in the sentence, the one that the text spoke of.
   */
  private Optional<Mention> antecedent(int pronoun) {
    boolean spokenOf =
        said.stream()
            .map(Speech.Said::speaker)
            .flatMap(Optional::stream)
            .anyMatch(p -> p.from() > pronoun && !PhraseWords.PRONOUNS.contains(word(p.from())));
    if (spokenOf && lastSuspect != null && PERSONAL.contains(word(pronoun))) {
      return Optional.of(lastSuspect);
    }
    return said.stream()
        .map(Speech.Said::speaker)
        .flatMap(Optional::stream)
        .filter(p -> p.to() <= pronoun && !PhraseWords.PRONOUNS.contains(word(p.from())))
        .findFirst()
        .flatMap(this::mention)
        .or(() -> Optional.ofNullable(lastSpeaker));
  }

  /** Whether the sentence has any of these words. */
  boolean hasAny(Set<String> words) {
    for (int i = sentence.from(); i < sentence.to(); i++) {
      if (words.contains(word(i))) {
        return true;
      }
    }
    return false;
  }

  /** The first token of the sentence that starts where a part of it does, or after. */
  int tokenAt(Span part) {
    int low = sentence.from();
    int high = sentence.to() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens().get(middle).start() < part.start()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The token after the last of a part of the sentence. */
  int tokenAfter(Span part) {
    int at = tokenAt(part);
    while (at < sentence.to() && tokens().get(at).start() < part.end()) {
      at++;
    }
    return at;
  }

  /** Whether somebody is nobody. */
  static boolean isNobody(Mention mention) {
    String value = mention.value().toLowerCase(Locale.ROOT);
    return value.startsWith("no ") || value.startsWith("nobody") || value.startsWith("none");
  }
}
