// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of a duty test: its text word for word, and what became of it.
 *
 * @param policy the id of the duty test
 * @param version 1 for the first
 * @param text as written
 * @param sha256 of the text
 * @param shipped whether it came with the program
 * @param why what it changes and why
 * @param proposedBy an officer's id, or {@code system}
 * @param settledBy who agreed or sent it back; empty while proposed
 * @param settledWhy why it was sent back
 */
public record PolicyVersion(
    String policy,
    int version,
    String text,
    String sha256,
    boolean shipped,
    State state,
    String why,
    String proposedBy,
    Instant proposedAt,
    Optional<String> settledBy,
    Optional<Instant> settledAt,
    Optional<String> settledWhy) {

  /** Proposed, then in force or returned; what was in force is replaced by the next. */
  public enum State {
    PROPOSED("proposed", "waits for a second person"),
    IN_FORCE("inForce", "in force"),
    REPLACED("replaced", "replaced"),
    RETURNED("returned", "sent back");

    private final String word;
    private final String label;

    State(String word, String label) {
      this.word = word;
      this.label = label;
    }

    /** The word in tables and the API. */
    public String word() {
      return word;
    }

    /** What people read. */
    public String label() {
      return label;
    }

    static State of(String word) {
      for (State state : values()) {
        if (state.word.equals(word)) {
          return state;
        }
      }
      throw new IllegalStateException("decide.policy holds the state " + word);
    }
  }

  /** The name of this version in the record: {@code us-icd-191/2}. */
  public String name() {
    return policy + "/" + version;
  }
}
