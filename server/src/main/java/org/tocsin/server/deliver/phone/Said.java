// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

/** What somebody may answer on the phone; the words are those of the stage that keeps answers. */
public enum Said {
  /** They have understood. */
  ACKNOWLEDGED("acknowledged", "They have understood"),
  /** They are doing something. */
  ACTING("acting", "They are acting"),
  /** They are safe. */
  SAFE("safe", "They are safe"),
  /** They need help. */
  NEED_HELP("needHelp", "They need help"),
  /** They do not care or do not believe it. */
  DISMISSED("dismissed", "They dismiss it"),
  /** They say that it is wrong. */
  DISPUTED("disputed", "They say it is wrong"),
  /** They want to know more. */
  ASKS_MORE("asksMore", "They want to know more");

  private final String word;
  private final String label;

  Said(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /** The word of tables and API. */
  public String word() {
    return word;
  }

  /** What the page calls it. */
  public String label() {
    return label;
  }
}
