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
    if (!hit.trigger().id().startsWith("attack.sho") || here.phrases().isPassive(hit.verb())) {
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
