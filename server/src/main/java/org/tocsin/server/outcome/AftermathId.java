// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import org.tocsin.server.kernel.Id;
import org.tocsin.server.kernel.IdMaker;

/** Names one thing that was done afterwards. */
public record AftermathId(String value) implements Id {

  /** The prefix of every id of this kind. */
  public static final String PREFIX = "aftermath";

  /** Refuses a value of another form with problem T0004. */
  public AftermathId {
    Id.require(PREFIX, value);
  }

  /** A new id. */
  public static AftermathId next(IdMaker maker) {
    return new AftermathId(maker.next(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
