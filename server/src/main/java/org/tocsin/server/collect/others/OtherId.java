// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import org.tocsin.server.kernel.Id;
import org.tocsin.server.kernel.IdMaker;

/** Names a message of another authority, as one report brought it. */
public record OtherId(String value) implements Id {

  static final String PREFIX = "other";

  /** Refuses a value of another form with problem T0004. */
  public OtherId {
    Id.require(PREFIX, value);
  }

  static OtherId next(IdMaker maker) {
    return new OtherId(maker.next(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
