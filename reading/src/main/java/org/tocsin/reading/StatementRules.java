// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a trigger makes a statement in its sentence, by what stands around it and by what the
 * sentence told before.
 *
 * @param figures how many were killed and wounded, as the sentence tells
 * @param disaster whether the sentence speaks of accidents and weather
 */
record StatementRules(Utterance here, List<Figure> figures, boolean disaster) {
  private static final WordSets WORDS = WordSets.read("statement-words.en.tsv");
  static final Set<String> VIOLENCE = WORDS.of("violence");
  static final Set<String> DEFINITE = WORDS.of("definite");

  /** "Called it a vile attack", "described as an act of terror": a name, and no news. */
  private static final Set<String> CALLED = WORDS.of("called");

  private static final Set<String> NAMES = WORDS.of("names");

  /** "Nobody can leave now", "they leave immediately": told, not ordered. */
  private static final Set<String> NO_ORDER = WORDS.of("no order");

  /** What is said to them is no warning. */
  private static final Set<String> FOLLOWERS = WORDS.of("follower");

  private static final Set<String> REPORTED = WORDS.of("reports a warning");

  /** Those whose own deeds are no claims of an attack. */
  private static final Set<String> OFFICIAL = WORDS.of("official");

  private static final Set<String> NEEDS_STEP = WORDS.of("needs a step");

  /** What is done on a warning. */
  private static final Set<String> STEPS = WORDS.of("step");

  private static final Set<String> NO_SAYING = WORDS.of("no saying");

  /** Beside what an attack is only what it is about, unless the sentence tells its harm. */
  private static final Set<FindingType> TELL_WHO =
      EnumSet.of(
          FindingType.ATTRIBUTION, FindingType.DENIAL, FindingType.ACCUSATION, FindingType.FOILED);

  private static final Set<FindingType> ABOUT_ATTACKS =
      EnumSet.of(
          FindingType.CLAIM,
          FindingType.ATTRIBUTION,
          FindingType.DENIAL,
          FindingType.ACCUSATION,
          FindingType.REACTION,
          FindingType.WARNING,
          FindingType.FOILED,
          FindingType.ARREST,
          FindingType.MEASURE,
          FindingType.THREAT);

  /** Whether a trigger makes a statement here, and is not a mere mention. */
  boolean holds(FindingFinder.Hit hit, Set<FindingType> earlier, int toldOf) {
    return switch (hit.trigger().type()) {
      case ATTACK -> isAttack(hit, earlier);
      case MEASURE -> true;
      case WARNING ->
          (!earlier.contains(FindingType.REACTION) || isTold(hit))
              && !isBareLabel(hit)
              && !(hit.trigger().id().equals("warning.imperative")
                  && here.word(hit.to()).equals(":"))
              && !(hit.trigger().id().equals("warning.evacuate")
                  && NO_ORDER.contains(here.word(hit.from() - 1)))
              && !here.hasAny(FOLLOWERS);
      case ACCUSATION ->
          !earlier.contains(FindingType.DENIAL)
              && !(hit.trigger().id().equals("accusation.accused")
                  && DEFINITE.contains(here.word(hit.from() - 1)));
      case ATTRIBUTION ->
          !earlier.contains(FindingType.CLAIM)
              && !earlier.contains(FindingType.DENIAL)
              && isAttribution(hit);
      case DENIAL -> !earlier.contains(FindingType.REACTION) && isDenial(hit);
      case THREAT ->
          !earlier.contains(FindingType.REACTION)
              && (hit.trigger().isMenace() || !earlier.contains(FindingType.CLAIM))
              && !earlier.contains(FindingType.FOILED)
              && !(hit.trigger().isPlan() && earlier.contains(FindingType.ACCUSATION))
              && hit.from() < toldOf
              && (hit.trigger().id().equals("threat.menace-unpunished")
                  || !VoiceRules.isNegated(here, hit.verb()))
              && !disaster;
      case CLAIM -> !isByOfficials(hit) && !isOfNone(hit);
      case REACTION -> !NEEDS_STEP.contains(hit.trigger().id()) || here.hasAny(STEPS);
      case FOILED, ARREST -> true;
    };
  }

  /**
   * Whether a warning is told of: the danger that its words go on to tell is no news of its own.
   */
  static boolean isReported(FindingFinder.Hit hit) {
    return REPORTED.contains(hit.trigger().id());
  }

  private boolean isByOfficials(FindingFinder.Hit hit) {
    Optional<Phrases.Phrase> subject = here.phrases().subject(hit.verb());
    int from = subject.map(Phrases.Phrase::from).orElse(here.sentence().from());
    int to = subject.map(Phrases.Phrase::to).orElse(hit.to());
    for (int i = from; i < to; i++) {
      if (OFFICIAL.contains(here.word(i))) {
        return true;
      }
    }
    return false;
  }

  /** "There was no immediate claim of responsibility". */
  private boolean isOfNone(FindingFinder.Hit hit) {
    for (int i = hit.from() - 1; i >= Math.max(here.sentence().from(), hit.from() - 3); i--) {
      if (here.word(i).equals("no") && here.word(hit.verb()).startsWith("claim")) {
        return true;
      }
    }
    return false;
  }

  /** "Emergency Alert" alone is a heading. */
  private boolean isBareLabel(FindingFinder.Hit hit) {
    return hit.trigger().id().equals("warning.alert")
        && hit.from() == here.sentence().from()
        && hit.to() == here.sentence().to();
  }

  private static boolean isTold(FindingFinder.Hit hit) {
    return hit.trigger().id().equals("warning.warned")
        || hit.trigger().id().equals("warning.told-to");
  }

  /** "denied entry", "neither confirmed nor denied": a denial speaks of a deed or a saying. */
  private boolean isDenial(FindingFinder.Hit hit) {
    boolean own = DenialRoles.DENIES_ITSELF.contains(hit.trigger().id());
    return !own
        || !(VoiceRules.isNegated(here, hit.verb())
            || here.word(hit.verb() - 1).equals("always")
            || NO_SAYING.contains(here.word(hit.to())));
  }

  /** "is responsible for" tells who did it only where violence or a group is spoken of. */
  private boolean isAttribution(FindingFinder.Hit hit) {
    String id = hit.trigger().id();
    if (id.equals("attribution.perpetrated") || id.equals("attribution.had-carried")) {
      return here.said(hit).isPresent() || here.inQuote();
    }
    if (here.word(hit.verb()).equals("suspected")
        && Speech.isAttribute(here.tokens(), hit.verb())) {
      return false; // "suspected militants abducted"
    }
    if (id.equals("attribution.link-named") && !here.phrases().isPassive(hit.verb())) {
      return false; // "rebels loyal to Islamic State": who they are
    }
    if (id.equals("attribution.from")) {
      return here.said(hit).isPresent() && here.group().isPresent();
    }
    return !(id.equals("attribution.behind") || id.equals("attribution.work"))
        || here.hasAny(VIOLENCE)
        || here.group().isPresent()
        || isLaidToName(hit);
  }

  /** "The secretary said Iran was responsible": somebody lays it to a name. */
  private boolean isLaidToName(FindingFinder.Hit hit) {
    return here.said(hit).isPresent()
        && here.phrases()
            .subject(hit.verb())
            .filter(p -> here.tokens().get(p.from()).isCapitalised() && p.from() > 0)
            .filter(p -> p.to() == p.from() + 1)
            .isPresent();
  }

  private boolean isAttack(FindingFinder.Hit hit, Set<FindingType> earlier) {
    if (figures.isEmpty() && NoAttack.isOfOtherMatters(here, hit)) {
      return false;
    }
    if ((disaster && figures.isEmpty())
        || (disaster
            && !hit.trigger().method().contains("bomb")
            && !hit.trigger().method().equals("shooting"))) {
      return false;
    }
    if (hit.trigger().id().equals("attack.killed")) {
      return new HarmRoles(here).isByPeople();
    }
    if (NoAttack.isByGuards(here, hit)) {
      return false;
    }
    boolean noun =
        here.word(hit.verb()).equals("shooting")
            && !PhraseWords.BE.contains(here.word(hit.verb() - 1))
            && !here.word(hit.verb() - 1).equals("began");
    if (NoAttack.isAttribute(here, hit)) {
      return false;
    }
    noun |= NoAttack.isNoun(here, hit.verb());
    boolean told = earlier.stream().anyMatch(TELL_WHO::contains);
    if (hit.trigger().frame() != Trigger.Frame.EVENT && !noun) {
      return !told || !figures.isEmpty();
    }
    if (!figures.isEmpty()) {
      return true;
    }
    if (hit.trigger().id().startsWith("attack.done")) {
      return earlier.stream().noneMatch(ABOUT_ATTACKS::contains);
    }
    boolean spokenOf = earlier.stream().anyMatch(ABOUT_ATTACKS::contains);
    boolean definite = false;
    boolean called = false;
    for (int i = hit.from() - 1; i >= Math.max(here.sentence().from(), hit.from() - 4); i--) {
      definite |= i >= hit.from() - 3 && DEFINITE.contains(here.word(i));
      called |= CALLED.contains(here.word(i));
    }
    return !spokenOf && !called && (!definite || names(hit.to()));
  }

  /** Whether the noun goes on to say where or on whom ("the attack on the station"). */
  private boolean names(int to) {
    return to < here.sentence().to() && NAMES.contains(here.word(to));
  }
}
