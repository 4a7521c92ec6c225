// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

/** How much a {@link Problem} matters. */
public enum ProblemSeverity {
  /** The standard forbids it: the message is not valid. */
  ERROR("error"),
  /** The standard allows it or the reader can mend it, but some receivers will stumble. */
  WARNING("warning"),
  /** Good practice that was not followed. */
  ADVICE("advice");

  private final String word;

  ProblemSeverity(String word) {
    this.word = word;
  }

  /** The word used in reports: {@code error}, {@code warning} or {@code advice}. */
  public String word() {
    return word;
  }
}
