// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.Locale;
import org.tocsin.cap.MsgType;

/** What a warning is to the ones before it (CAP 1.2 §3.2.1, msgType). */
public enum MessageType {
  /** The first word about a danger. */
  ALERT(MsgType.ALERT),
  /** Replaces an earlier warning. */
  UPDATE(MsgType.UPDATE),
  /** Takes an earlier warning back. */
  CANCEL(MsgType.CANCEL);

  private final MsgType cap;

  MessageType(MsgType cap) {
    this.cap = cap;
  }

  /** The CAP word's enum. */
  public MsgType cap() {
    return cap;
  }

  /** The word in tables and the API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
