// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;
import java.util.Set;

/** In what voice a statement is made: of two that may be, the weaker. */
final class VoiceRules {
  private static final int BEFORE = 6;

  private VoiceRules() {}

  static Voice voice(Utterance here, FindingFinder.Hit hit, Optional<Mention> assertedBy) {
    FindingType type = hit.trigger().type();
    if (here.tokens().get(here.sentence().to() - 1).is("?")) {
      return Voice.ASKED;
    }
    return switch (type) {
      case CLAIM -> Voice.CLAIMED;
      case DENIAL -> Voice.DENIED;
      case THREAT -> threat(here, hit, assertedBy);
      case ATTRIBUTION, ACCUSATION -> {
        boolean doubtful =
            has(here, Speech.Kind.HEDGE, hit)
                || has(here, Speech.Kind.MODAL, hit)
                || has(here, Speech.Kind.SUSPECTED, hit)
                || has(here, PROBABLY, hit);
        yield doubtful && type == FindingType.ATTRIBUTION
            ? Voice.SUSPECTED
            : assertedBy.isPresent() ? Voice.ASSERTED : Voice.FACT;
      }
      case WARNING, REACTION -> assertedBy.isPresent() ? Voice.ASSERTED : Voice.FACT;
      case ATTACK, FOILED, ARREST, MEASURE -> event(here, hit);
    };
  }

  private static final Set<String> PROBABLY =
      Set.of("likely", "probably", "appeared", "appears", "looked", "looks", "seems", "seemed");

  private static Voice threat(Utterance here, FindingFinder.Hit hit, Optional<Mention> assertedBy) {
    if (hit.trigger().isMenace()) {
      return assertedBy.isPresent() ? Voice.ASSERTED : Voice.FACT;
    }
    if (!hit.trigger().isPlan()
        || has(here, Speech.Kind.SUSPECTED, hit)
        || has(here, Speech.Kind.HEDGE, hit)
        || has(here, Speech.Kind.MODAL, hit)
        || has(here, Set.of("reports", "rumour", "rumours"), hit)) {
      return Voice.FEARED;
    }
    return here.said(hit)
        .map(s -> s.kind() == Speech.Kind.SUSPECTED ? Voice.FEARED : Voice.ASSERTED)
        .orElseGet(() -> {
          Voice voice = unsaid(here, hit);
          return voice == Voice.SUSPECTED ? Voice.FEARED : voice;
        });
  }

  private static Voice event(Utterance here, FindingFinder.Hit hit) {
    if (isNegated(here, hit.from())) {
      return Voice.DENIED;
    }
    boolean step = hit.trigger().type() == FindingType.MEASURE;
    if (step ? has(here, Set.of("could", "might"), hit) : has(here, Speech.Kind.MODAL, hit)) {
      return Voice.FEARED;
    }
    if (has(here, Speech.Kind.HEDGE, hit) || has(here, PROBABLY, hit) || isHearsay(here, hit)) {
      return Voice.SUSPECTED;
    }
    return here.said(hit)
        .map(s ->
            switch (s.kind()) {
              case SAID -> Voice.ASSERTED;
              case CLAIMED -> Voice.CLAIMED;
              case DENIED -> Voice.DENIED;
              case SUSPECTED, HEDGE, MODAL -> Voice.SUSPECTED;
            })
        .orElseGet(() -> unsaid(here, hit));
  }

  /** The voice where the rules for sayings find none: a quotation, or the attribution layer. */
  private static Voice unsaid(Utterance here, FindingFinder.Hit hit) {
    if (here.inQuote()) {
      return Voice.ASSERTED;
    }
    return here.attributedTo(hit)
        .map(a -> Utterance.isThought(a) ? Voice.SUSPECTED : Voice.ASSERTED)
        .orElse(Voice.FACT);
  }

  /** "Is said to be in custody", "were believed to have fled": nobody is named. */
  private static boolean isHearsay(Utterance here, FindingFinder.Hit hit) {
    for (int i = Math.max(here.sentence().from(), hit.from() - BEFORE); i < hit.from(); i++) {
      if (HEARD.contains(here.word(i))
          && (here.word(i + 1).equals("to") || FATES.contains(here.word(i + 1)))
          && PhraseWords.BE.contains(here.word(i - 1))) {
        return true;
      }
    }
    return false;
  }

  private static final Set<String> FATES = Set.of("dead", "killed", "missing", "trapped");

  private static final Set<String> HEARD =
      Set.of(
          "said",
          "believed",
          "thought",
          "reported",
          "rumoured",
          "rumored",
          "understood",
          "alleged",
          "suspected",
          "presumed");

  /** Whether a word of a kind stands shortly before the trigger or in it. */
  private static boolean has(Utterance here, Speech.Kind kind, FindingFinder.Hit hit) {
    for (int i = Math.max(here.sentence().from(), hit.from() - BEFORE); i < hit.to(); i++) {
      if (Speech.kind(here.word(i)).filter(k -> k == kind).isPresent() && !isMonth(here, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(Utterance here, Set<String> words, FindingFinder.Hit hit) {
    for (int i = Math.max(here.sentence().from(), hit.from() - BEFORE); i < hit.to(); i++) {
      if (words.contains(here.word(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMonth(Utterance here, int i) {
    return here.word(i).equals("may")
        && here.tokens().get(i).isCapitalised()
        && i > here.sentence().from();
  }

  static boolean isNegated(Utterance here, int at) {
    for (int i = Math.max(here.sentence().from(), at - 3); i < at; i++) {
      if (NEGATIONS.contains(here.word(i))) {
        return true;
      }
    }
    return false;
  }

  static final Set<String> NEGATIONS = Set.of("no", "not", "never", "without", "n't", "nor");
}
