// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import org.tocsin.server.kernel.Id;
import org.tocsin.server.kernel.IdMaker;

/** Names a feed that is polled. */
public record FeedId(String value) implements Id {

  static final String PREFIX = "feed";

  /** Refuses a value of another form with problem T0004. */
  public FeedId {
    Id.require(PREFIX, value);
  }

  static FeedId next(IdMaker maker) {
    return new FeedId(maker.next(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
