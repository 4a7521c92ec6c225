// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

/** What a provider says, after it took a message, became of it; with the number of the table. */
public enum ReportedState {
  /** The device has it. */
  DELIVERED(1),
  /** It could not be handed to the device. */
  FAILED(2),
  /** The device could not be reached in time. */
  EXPIRED(3),
  /** It was refused on the way. */
  REJECTED(4),
  /** It is still being tried: nothing final. */
  DELAYED(5);

  private final int code;

  ReportedState(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
