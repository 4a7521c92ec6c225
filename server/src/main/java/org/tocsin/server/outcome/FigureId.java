// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import org.tocsin.server.kernel.Id;
import org.tocsin.server.kernel.IdMaker;

/** Names one figure of an incident, as one source gave it. */
public record FigureId(String value) implements Id {

  /** The prefix of every id of this kind. */
  public static final String PREFIX = "figure";

  /** Refuses a value of another form with problem T0004. */
  public FigureId {
    Id.require(PREFIX, value);
  }

  /** A new id. */
  public static FigureId next(IdMaker maker) {
    return new FigureId(maker.next(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
