// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Set;

/**
 * The words of {@code attack-words.en.tsv}: an attack's doer, target and place are told by them.
 */
final class AttackWords {
  private static final WordSets WORDS = WordSets.read("attack-words.en.tsv");

  static final Set<String> ON_TARGET = WORDS.of("on target");

  /** Where people may be hit: what "in" and "inside" lead to, when it is no place on a map. */
  static final Set<String> SITES = WORDS.of("site");

  /** Attacks on people, whom the verb has as its object. */
  static final Set<String> TO_PEOPLE = WORDS.of("to people");

  /** What "at" leads to without telling where: "at the time of", "at the hands of". */
  static final Set<String> NO_SITE = WORDS.of("no site");

  /** The same where no article stands before it: "at sea", "at work". */
  static final Set<String> NO_BARE_SITE = WORDS.of("no bare site");

  static final Set<String> INSIDE = WORDS.of("inside");

  static final Set<String> STRIKES = WORDS.of("strikes");

  static final Set<String> ATTACKERS = WORDS.of("attacker");

  static final Set<String> WEAPONS = WORDS.of("weapon");

  /** What an attack is done with is not what it hits: "detonated their explosives". */
  static final Set<String> ARMS = WORDS.of("arms");

  private AttackWords() {}
}
