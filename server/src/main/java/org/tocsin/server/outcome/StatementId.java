// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import org.tocsin.server.kernel.Id;
import org.tocsin.server.kernel.IdMaker;

/** Names who says who did it: one claim, attribution, hint, denial or accusation. */
public record StatementId(String value) implements Id {

  /** The prefix of every id of this kind. */
  public static final String PREFIX = "statement";

  /** Refuses a value of another form with problem T0004. */
  public StatementId {
    Id.require(PREFIX, value);
  }

  /** A new id. */
  public static StatementId next(IdMaker maker) {
    return new StatementId(maker.next(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
