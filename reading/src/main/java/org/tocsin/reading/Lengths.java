// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Lengths of time in the notation of ISO 8601 as TIMEX3 extends it. */
final class Lengths {
  private Lengths() {}

  /**
   * The length that a count and a unit say.
   *
   * @param count a number, a number and ".5", or X
   * @param unit D, W, M, Q, Y, E (decade), C (century), WE, NI, or TS, TM, TH
   */
  static String of(String count, String unit) {
    if (count.endsWith(".5")) {
      String whole = count.substring(0, count.length() - 2);
      return switch (unit) {
        case "Y" -> "P" + whole + "Y6M";
        case "TH" -> "PT" + whole + "H30M";
        case "TM" -> "PT" + whole + "M30S";
        case "D" -> "P" + whole + "DT12H";
        default -> prefix(unit) + count + letter(unit);
      };
    }
    boolean many = !count.equals("X");
    if (unit.equals("E") || unit.equals("C")) {
      return many ? "P" + Long.parseLong(count) * (unit.equals("E") ? 10 : 100) + "Y" : "PX" + unit;
    }
    return prefix(unit) + count + letter(unit);
  }

  private static String prefix(String unit) {
    return unit.startsWith("T") ? "PT" : "P";
  }

  private static String letter(String unit) {
    return unit.startsWith("T") ? unit.substring(1) : unit;
  }

  /** The unit of the clock that TS, TM or TH stands for. */
  static ChronoUnit unit(String unit) {
    return switch (unit) {
      case "TS" -> ChronoUnit.SECONDS;
      case "TM" -> ChronoUnit.MINUTES;
      case "TH" -> ChronoUnit.HOURS;
      default -> throw new IllegalArgumentException("not a unit of the clock: " + unit);
    };
  }

  /** The time {@code steps} units away. */
  static ZonedDateTime move(ZonedDateTime from, long steps, String unit) {
    return switch (unit) {
      case "TS", "TM", "TH" -> from.plus(steps, unit(unit));
      case "W", "WE" -> from.plusWeeks(steps);
      case "M" -> from.plusMonths(steps);
      case "Q" -> from.plusMonths(3 * steps);
      case "Y" -> from.plusYears(steps);
      case "E" -> from.plusYears(10 * steps);
      case "C" -> from.plusYears(Math.clamp(100 * steps, -1_000, 1_000));
      default -> from.plusDays(steps);
    };
  }
}
