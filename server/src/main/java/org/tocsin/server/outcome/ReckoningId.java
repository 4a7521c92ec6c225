// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import org.tocsin.server.kernel.Id;
import org.tocsin.server.kernel.IdMaker;

/** Names one reckoning that was handed over. */
public record ReckoningId(String value) implements Id {

  /** The prefix of every id of this kind. */
  public static final String PREFIX = "reckoning";

  /** Refuses a value of another form with problem T0004. */
  public ReckoningId {
    Id.require(PREFIX, value);
  }

  /** A new id. */
  public static ReckoningId next(IdMaker maker) {
    return new ReckoningId(maker.next(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
