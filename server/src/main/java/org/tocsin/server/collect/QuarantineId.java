// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import org.tocsin.server.kernel.Id;

/** Names something kept in quarantine. */
public record QuarantineId(String value) implements Id {

  static final String PREFIX = "quarantine";

  /** Refuses a value of another form. */
  public QuarantineId {
    Id.require(PREFIX, value);
  }
}
