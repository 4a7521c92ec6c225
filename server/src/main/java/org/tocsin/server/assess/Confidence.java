// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.util.Locale;
import java.util.Optional;

/**
 * How good the basis of a judgement is (ICD 203): never how likely the danger is, which is {@link
 * Likelihood}.
 */
public enum Confidence {
  /** Sources are few, poor or contradict each other. */
  LOW,
  /** Credible and plausible, but not well corroborated. */
  MODERATE,
  /** Good sources that agree. */
  HIGH;

  /** The standard's word. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The confidence of this word, in any case. */
  public static Optional<Confidence> find(String word) {
    for (Confidence confidence : values()) {
      if (confidence.word().equalsIgnoreCase(word.strip())) {
        return Optional.of(confidence);
      }
    }
    return Optional.empty();
  }
}
