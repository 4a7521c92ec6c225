// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.grading;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.tocsin.server.kernel.ReportId;

/**
 * What an officer says of a report or a finding. None replaces another; the newest of a kind
 * counts.
 *
 * @param finding the finding's number, from 0; empty for the report as a whole
 * @param value 1 to 6 for {@link Kind#CREDIBILITY}; else {@code set} or {@code cleared}
 * @param party whose interest it is; empty unless it is set as {@link Kind#INTERESTED}
 * @param by the officer's id
 */
public record Mark(
    ReportId report,
    OptionalInt finding,
    Kind kind,
    String value,
    String party,
    String reason,
    Instant at,
    String by) {

  /** The word of a flag that holds. */
  public static final String SET = "set";

  /** The word of a flag that was taken back. */
  public static final String CLEARED = "cleared";

  /** What is said. */
  public enum Kind {
    /** The credibility of the information, 1 to 6, whatever the source is worth. */
    CREDIBILITY("information"),
    /** It may be meant to deceive. */
    DECEPTION("possible deception"),
    /** Whoever asserts it has an interest in it. */
    INTERESTED("interested party");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The word in tables and the API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What people read. */
    public String label() {
      return label;
    }

    static Optional<Kind> find(String word) {
      for (Kind kind : values()) {
        if (kind.word().equals(word.strip().toLowerCase(Locale.ROOT))) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /** Whether a flag holds by this. */
  public boolean holds() {
    return value.equals(SET);
  }

  /** Whether it is about this finding, or the report as a whole. */
  boolean about(OptionalInt number) {
    return finding.equals(number);
  }
}
