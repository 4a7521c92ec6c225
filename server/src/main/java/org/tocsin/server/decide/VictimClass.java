// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.Arrays;
import java.util.Optional;

/** A class of those to be told: each has its own determination, text, channel and marking. */
public enum VictimClass {
  /** Those at whom the threat is directed. */
  INTENDED_VICTIMS("intendedVictims", "Intended victims"),
  /** Those responsible for protecting them. */
  PROTECTORS("protectors", "Those who protect them"),
  /** The government of the place, even a hostile one. */
  HOST_GOVERNMENT("hostGovernment", "Host government"),
  /** The desk's own staff and their families. */
  OWN_COMMUNITY("ownCommunity", "Own community"),
  /** Everybody in the way. */
  PUBLIC("public", "Public");

  private final String word;
  private final String label;

  VictimClass(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /** The word in tables, files and the API. */
  public String word() {
    return word;
  }

  /** What people read. */
  public String label() {
    return label;
  }

  /** The class of this word. */
  public static Optional<VictimClass> find(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }
}
