// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.tips;

import org.tocsin.server.kernel.Id;

/** Names a tip with all that was added to it. */
public record TipId(String value) implements Id {

  static final String PREFIX = "tip";

  /** Refuses a value of another form with problem T0004. */
  public TipId {
    Id.require(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
