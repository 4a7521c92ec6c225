// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.time.Instant;
import org.tocsin.cap.ResponseType;
import org.tocsin.server.warn.MessageType;
import org.tocsin.server.warn.PublicWarnings.PublicWarning;
import org.tocsin.server.warn.WarningState;

/** What a public alert is to somebody who reads it now. */
public enum Standing {
  /** It holds. */
  IN_FORCE("In force"),
  /** A later alert says more. */
  UPDATED("Updated"),
  /** It was taken back. */
  CANCELLED("Cancelled"),
  /** The all-clear was given. */
  ENDED("Ended"),
  /** Its time is over. */
  LAPSED("Expired"),
  /** The message that takes another back. */
  CANCELLATION("Cancellation"),
  /** The message that gives the all-clear. */
  ALL_CLEAR("All clear");

  private final String words;

  Standing(String words) {
    this.words = words;
  }

  /** What the public reads. */
  public String words() {
    return words;
  }

  static Standing of(PublicWarning each, Instant now) {
    WarningState state = each.warning().state();
    boolean over = !now.isBefore(each.warning().until());
    if (each.warning().messageType() == MessageType.CANCEL) {
      return CANCELLATION;
    }
    boolean allClear =
        each.alert().infos().stream()
            .anyMatch(info -> info.responseTypes().contains(ResponseType.ALL_CLEAR));
    return switch (state) {
      case UPDATED -> UPDATED;
      case CANCELLED -> CANCELLED;
      case ENDED -> ENDED;
      case LAPSED -> allClear ? ALL_CLEAR : LAPSED;
      case IN_FORCE -> allClear ? ALL_CLEAR : over ? LAPSED : IN_FORCE;
      case DRAFT -> throw new IllegalStateException("a draft was published");
    };
  }
}
