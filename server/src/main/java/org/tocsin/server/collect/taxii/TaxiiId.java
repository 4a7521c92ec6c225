// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.taxii;

import org.tocsin.server.kernel.Id;

/** Names a TAXII collection that is polled. */
public record TaxiiId(String value) implements Id {

  static final String PREFIX = "taxii";

  /** Refuses a value of another form with problem T0004. */
  public TaxiiId {
    Id.require(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
