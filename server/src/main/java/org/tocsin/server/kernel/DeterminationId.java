// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

/**
 * Names one {@code determination}: the result of a duty test for one case and one class of intended
 * victims.
 */
public record DeterminationId(String value) implements Id {

  /** The prefix of every id of this kind. */
  public static final String PREFIX = "determination";

  /** Refuses a value of another form with problem T0004. */
  public DeterminationId {
    Id.require(PREFIX, value);
  }

  /** A new id. */
  public static DeterminationId next(IdMaker maker) {
    return new DeterminationId(maker.next(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
