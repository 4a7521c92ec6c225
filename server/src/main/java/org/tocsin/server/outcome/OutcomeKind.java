// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

/** What became of a danger. */
public enum OutcomeKind implements Word {
  /** The attack happened. */
  HIT("hit"),
  /** It was prevented. */
  FOILED("foiled"),
  /** Nothing happened. */
  NOTHING("nothing"),
  /** There never was a danger. */
  FALSE_ALARM("falseAlarm"),
  /** It cannot be told. */
  UNKNOWN("unknown");

  private final String word;

  OutcomeKind(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
