// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

/** How reliable a source is: the letters of the Admiralty code. F is no basis, not the worst. */
public enum Reliability {
  /** Completely reliable. */
  A("completely reliable"),
  /** Usually reliable. */
  B("usually reliable"),
  /** Fairly reliable. */
  C("fairly reliable"),
  /** Not usually reliable. */
  D("not usually reliable"),
  /** Unreliable. */
  E("unreliable"),
  /** Reliability cannot be judged. */
  F("cannot be judged");

  private final String words;

  Reliability(String words) {
    this.words = words;
  }

  /** The meaning in words. */
  public String words() {
    return words;
  }
}
