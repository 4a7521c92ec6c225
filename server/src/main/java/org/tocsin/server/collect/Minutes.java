// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.time.Duration;
import java.util.List;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;

/** Reads a number of minutes as somebody typed it into a form. */
public final class Minutes {

  private Minutes() {}

  /**
   * The time that was typed; what is none becomes a fault of this field, and one minute.
   *
   * @param most the longest, in minutes; the shortest is one
   */
  public static Duration read(List<Fault> faults, String where, String typed, long most) {
    String text = typed.strip();
    boolean isWhole = text.matches("[+-]?[0-9]+");
    long minutes = 0;
    try {
      minutes = Long.parseLong(text);
    } catch (NumberFormatException e) {
      minutes = -1; // No number, or one that no long holds.
    }
    if (minutes >= 1 && minutes <= most) {
      return Duration.ofMinutes(minutes);
    }
    faults.add(
        new Fault(
            where,
            Problem.shorten(typed),
            isWhole ? "is out of range" : "is no whole number",
            "write 1 to %d".formatted(most)));
    return Duration.ofMinutes(1);
  }
}
