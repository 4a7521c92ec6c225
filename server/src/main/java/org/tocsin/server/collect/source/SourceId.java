// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.source;

import org.tocsin.server.kernel.Id;
import org.tocsin.server.kernel.IdMaker;

/** Names a source of reports. */
public record SourceId(String value) implements Id {

  static final String PREFIX = "source";

  /** Refuses a value of another form with problem T0004. */
  public SourceId {
    Id.require(PREFIX, value);
  }

  static SourceId next(IdMaker maker) {
    return new SourceId(maker.next(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
