// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

/** Puts rates and times into words for the page of deliveries. */
public final class PaceWords {

  private PaceWords() {}

  /** The rate in words: whole numbers where there are many. */
  public static String rate(double perSecond) {
    return perSecond >= 10 || perSecond == 0
        ? "%,.0f".formatted(perSecond)
        : "%.1f".formatted(perSecond);
  }

  /** How long, in words, to the second, then to the minute. */
  public static String span(double seconds) {
    long whole = Math.round(seconds);
    return whole < 120
        ? whole + " s"
        : whole < 7_200
            ? whole / 60 + " min"
            : "%d h %d min".formatted(whole / 3_600, whole / 60 % 60);
  }

  /** When something comes. */
  public static String in(double seconds) {
    return seconds < 1 ? "now" : "in " + span(seconds);
  }

  /** The same as one says of what is guessed: nothing is known to the second. */
  public static String about(double seconds) {
    if (seconds < 5) {
      return "a few seconds";
    }
    return "about " + span(seconds < 120 ? Math.ceil(seconds / 5) * 5 : seconds);
  }
}
