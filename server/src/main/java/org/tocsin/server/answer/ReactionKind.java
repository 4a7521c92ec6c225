// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.util.Optional;

/** What somebody made of a warning in public. */
public enum ReactionKind {
  /** Waved aside. */
  DISMISSED("dismissed"),
  /** Acted upon. */
  HEEDED("heeded"),
  /** Called a provocation or worse. */
  DENOUNCED("denounced"),
  /** Called wrong. */
  DISPUTED("disputed"),
  /** Called too vague to act upon. */
  DISPUTED_SPECIFICITY("disputedSpecificity"),
  /** Said to have been received. */
  ACKNOWLEDGED("acknowledged");

  private final String word;

  ReactionKind(String word) {
    this.word = word;
  }

  /** The word of tables and API. */
  public String word() {
    return word;
  }

  /** What people read. */
  public String label() {
    return this == DISPUTED_SPECIFICITY ? "disputed as too vague" : word;
  }

  /** The kind with this word. */
  public static Optional<ReactionKind> find(String word) {
    for (ReactionKind kind : values()) {
      if (kind.word.equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
