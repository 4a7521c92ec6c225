// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;

/** How much a warning hurries. Workers take what is due in the first lane before any other. */
public enum Lane {
  /** Extreme or severe, and immediate. */
  LETHAL(0),
  /** Extreme, severe or immediate; or nobody said how bad it is or how soon. */
  URGENT(1),
  /** Everything else that is meant. */
  ROUTINE(2),
  /** Exercises: they never stand in the way of what is meant. */
  EXERCISE(3);

  private final int code;

  Lane(int code) {
    this.code = code;
  }

  /** Its number in the tables. */
  public int code() {
    return code;
  }

  /** Where the deliveries of a warning go. */
  public static Lane of(ApprovedWarning warning) {
    if (warning.exercise()) {
      return EXERCISE;
    }
    boolean grave = warning.severity() == Severity.EXTREME || warning.severity() == Severity.SEVERE;
    boolean now = warning.urgency() == Urgency.IMMEDIATE;
    boolean doubt = warning.severity() == Severity.UNKNOWN || warning.urgency() == Urgency.UNKNOWN;
    return grave && now ? LETHAL : grave || now || doubt ? URGENT : ROUTINE;
  }
}
