// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

/** What became of a danger. */
public enum OutcomeKind implements Word {
  /** The attack happened. */
  HIT("hit", "it happened"),
  /** It was prevented. */
  FOILED("foiled", "it was prevented"),
  /** Nothing happened. */
  NOTHING("nothing", "nothing happened"),
  /** There never was a danger. */
  FALSE_ALARM("falseAlarm", "there never was a danger"),
  /** It cannot be told. */
  UNKNOWN("unknown", "nobody can tell");

  private final String word;
  private final String means;

  OutcomeKind(String word, String means) {
    this.word = word;
    this.means = means;
  }

  /** For whoever does not know the desk's words, for example {@code it happened}. */
  public String means() {
    return means;
  }

  @Override
  public String word() {
    return word;
  }
}
