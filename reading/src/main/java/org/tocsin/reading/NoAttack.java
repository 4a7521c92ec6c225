// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Set;

/** Words of violence that tell of no attack: in a match or a debate, or by those who stop one. */
final class NoAttack {
  /** Words of matters where one attacks and strikes without violence. */
  private static final Set<String> OTHER_MATTERS =
      Set.of(
          "heart",
          "cyber",
          "verbal",
          "debate",
          "match",
          "striker",
          "goal",
          "film",
          "movie",
          "novel",
          "markets",
          "shares",
          "election",
          "advertisement",
          "chess",
          "innings",
          "wicket",
          "hackers",
          "virus",
          "scorer",
          "midfielder",
          "batsman",
          "panic-buying",
          "lyrics",
          "sequel");

  /** Triggers that speak of other matters as often as of violence. */
  private static final Set<String> OF_OTHER_MATTERS =
      Set.of(
          "attack.attacked",
          "attack.noun",
          "attack.hit",
          "attack.strike",
          "attack.shot-at",
          "attack.shooting",
          "attack.fired",
          "attack.done-noun-killed",
          "attack.struck-sites",
          "attack.people-struck",
          "attack.set-upon",
          "attack.massacre",
          "attack.fired-upon");

  private NoAttack() {}

  /** Whether a trigger that may be a figure of speech stands among words of another matter. */
  static boolean isOfOtherMatters(Utterance here, FindingFinder.Hit hit) {
    return OF_OTHER_MATTERS.contains(hit.trigger().id())
        && here.hasAny(OTHER_MATTERS)
        && !here.hasAny(FindingFinder.ATTACKERS);
  }

  /** "Officers shot the gunman dead": those who stop an attack. */
  static boolean isByGuards(Utterance here, FindingFinder.Hit hit) {
    boolean shoots =
        hit.trigger().id().startsWith("attack.sho")
            || hit.trigger().id().equals("attack.attackers")
            || hit.trigger().id().equals("attack.killed");
    if (!shoots || here.phrases().isPassive(hit.verb())) {
      return false;
    }
    boolean guards =
        here.phrases()
            .subject(hit.verb())
            .map(
                p -> GUARDS.contains(here.word(p.to() - 1)) || GUARDS.contains(here.word(p.from())))
            .orElse(false);
    boolean attackers = false;
    for (int i = hit.verb() + 1; i < Math.min(here.sentence().to(), hit.verb() + 6); i++) {
      attackers |=
          FindingFinder.ATTACKERS.contains(here.word(i)) || SUSPECTS.contains(here.word(i));
    }
    return guards && attackers;
  }

  /** "Attacked the government's record": in words, and nobody is hurt. */
  static boolean isOfWords(Utterance here, FindingFinder.Hit hit) {
    return here.object(hit.verb() + 1)
        .map(m -> m.text().substring(m.text().lastIndexOf(' ') + 1))
        .filter(last -> RoleWords.is("matters of debate", last.toLowerCase(java.util.Locale.ROOT)))
        .isPresent();
  }

  /** "The bombardment of", "Ukrainian shelling": a noun, whatever the trigger takes it for. */
  static boolean isNoun(Utterance here, int at) {
    String word = here.word(at);
    if (at <= here.sentence().from() || !(word.endsWith("ing") || word.endsWith("ment"))) {
      return false;
    }
    String before = here.word(at - 1);
    return PhraseWords.DETERMINERS.contains(before)
        || PhraseWords.POSSESSIVES.contains(before)
        || before.equals("of")
        || before.equals("'s")
        || here.tokens().get(at - 1).isCapitalised();
  }

  /** "Rescued 14 kidnapped passengers", "parading captured soldiers": told of who they are. */
  static boolean isAttribute(Utterance here, FindingFinder.Hit hit) {
    int at = hit.verb();
    if (hit.trigger().frame() != Trigger.Frame.VERB
        || hit.to() != at + 1
        || at <= here.sentence().from()
        || !here.word(at).endsWith("ed")) {
      return false;
    }
    Token next = here.tokens().at(at + 1);
    Token before = here.tokens().get(at - 1);
    boolean noun =
        at + 1 < here.sentence().to()
            && next.isWord()
            && !next.isCapitalised()
            && !PhraseWords.RIGHT_STOPS.contains(next.lower())
            && !PhraseWords.isCommon(next.lower());
    boolean attribute =
        before.isNumber()
            || PhraseWords.DETERMINERS.contains(before.lower())
            || PhraseWords.POSSESSIVES.contains(before.lower())
            || (Verbs.isParticiple(before.lower()) && !before.isCapitalised());
    return noun && attribute;
  }

  private static final Set<String> GUARDS =
      Set.of(
          "police",
          "officers",
          "officer",
          "policemen",
          "policeman",
          "soldiers",
          "troops",
          "guards",
          "guard",
          "commandos",
          "marksmen",
          "snipers",
          "forces",
          "army",
          "agents",
          "marines");
  private static final Set<String> SUSPECTS =
      Set.of("him", "them", "bandits", "suspect", "suspects", "terrorist", "hijackers", "raiders");
}
