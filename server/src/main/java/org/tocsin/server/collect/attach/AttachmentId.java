// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.attach;

import org.tocsin.server.kernel.Id;

/** Names a file that came with a report. */
public record AttachmentId(String value) implements Id {

  static final String PREFIX = "attachment";

  /** Refuses a value of another form with problem T0004. */
  public AttachmentId {
    Id.require(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
