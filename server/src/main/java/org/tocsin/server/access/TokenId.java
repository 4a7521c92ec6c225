// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import org.tocsin.server.kernel.Id;
import org.tocsin.server.kernel.IdMaker;

/** Names one API token; not the secret. */
record TokenId(String value) implements Id {

  static final String PREFIX = "token";

  TokenId {
    Id.require(PREFIX, value);
  }

  static TokenId next(IdMaker maker) {
    return new TokenId(maker.next(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
