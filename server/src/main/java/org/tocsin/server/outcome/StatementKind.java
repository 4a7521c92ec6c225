// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

/** What somebody says about who did it. */
public enum StatementKind implements Word {
  /** We did it. */
  CLAIM("claim"),
  /** They did it. */
  ATTRIBUTION("attribution"),
  /** It may have been them. */
  HINT("hint"),
  /** It was not us, or not them. */
  DENIAL("denial"),
  /** They are behind it. */
  ACCUSATION("accusation"),
  /** It was those who accuse us. */
  COUNTER_ACCUSATION("counterAccusation");

  private final String word;

  StatementKind(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
