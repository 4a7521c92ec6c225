// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.Locale;
import java.util.Optional;

/** Why a finding is rejected: a closed list, so that the reader can learn from the answers. */
public enum RejectionReason {
  /** The words say nothing of the kind. */
  NOT_SAID("the text does not say so"),
  /** It is another kind of statement, and stands there as such already. */
  OTHER_KIND("another kind of statement"),
  /** It happened long ago and is told as background. */
  HISTORY("history, told as background"),
  /** Nobody says it happened: an example, a figure of speech, a question. */
  NOT_MEANT("an example, a question or a figure of speech"),
  /** Another finding says the same. */
  TWICE("read twice"),
  /** None of these; a note says what. */
  OTHER("something else");

  private final String words;

  RejectionReason(String words) {
    this.words = words;
  }

  /** For people: {@code read twice}. */
  public String words() {
    return words;
  }

  /** For the API: {@code not said}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static Optional<RejectionReason> find(String word) {
    for (RejectionReason reason : values()) {
      if (reason.word().equals(word.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }
}
