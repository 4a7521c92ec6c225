// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Instant;
import java.util.Optional;

/**
 * What people made of a finding.
 *
 * @param state how it stands
 * @param by the officer's id who put it there; empty when nobody did
 * @param at when
 * @param why why it was rejected
 * @param origin what the reader had read, where a person changed or confirmed it: by this a later
 *     reading knows the statement again
 */
public record Review(
    State state,
    Optional<String> by,
    Optional<Instant> at,
    Optional<RejectionReason> why,
    Optional<Origin> origin) {

  /** How a finding stands. */
  public enum State {
    /** As the reader read it; nobody has looked at it. */
    READ,
    /** A person says that it is so. */
    ACCEPTED,
    /** A person put it right. */
    MENDED,
    /** A person found what the reader had missed. */
    ADDED,
    /** A person says that it is not so. */
    REJECTED,
    /** A later edition of the reader no longer reads it, and nobody had looked at it. */
    GIVEN_UP;

    /** For pages and the API: {@code given up}. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }

  /** What the reader had read, and where. */
  public record Origin(String type, int start, int end) {}

  /** Nobody has looked at it. */
  static final Review NONE =
      new Review(
          State.READ, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether a person has said something of it. */
  public boolean byPerson() {
    return by.isPresent();
  }
}
