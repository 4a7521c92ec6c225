// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.tocsin.server.kernel.web.DeskTime;

/**
 * How much of the time of an incident is known. It is kept as the first words of its precision.
 * What is not known of the time is its earliest, in the desk's zone: nothing may be computed to the
 * hour from it.
 */
public enum Grain {
  /** The hour, to whatever the precision says. */
  EXACT("", "'On' d MMM yyyy"),
  /** Only the day. */
  DAY("only the day is known", "'On' d MMM yyyy"),
  /** Only the month. */
  MONTH("only the month is known", "'In' MMMM yyyy"),
  /** Only the year. */
  YEAR("only the year is known", "'In' yyyy");

  private final String words;
  private final DateTimeFormatter format;

  Grain(String words, String pattern) {
    this.words = words;
    this.format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /** What the precision of such an incident begins with; empty for an exact one. */
  public String words() {
    return words;
  }

  /** What a precision says. */
  static Grain of(String precision) {
    return Arrays.stream(values())
        .filter(each -> each != EXACT && precision.startsWith(each.words))
        .findFirst()
        .orElse(EXACT);
  }

  /** The latest that it can have been, if this much of the time is known. */
  Instant latest(Instant began) {
    ZonedDateTime at = began.atZone(DeskTime.zone());
    return switch (this) {
      case EXACT -> began;
      case DAY -> at.plusDays(1).toInstant();
      case MONTH -> at.plusMonths(1).toInstant();
      case YEAR -> at.plusYears(1).toInstant();
    };
  }

  /** For people, with no more than is known: {@code On 22 Mar 2024}, {@code In 2024}. */
  String tell(Instant began) {
    return this == EXACT
        ? "On " + DeskTime.words(began)
        : format.format(began.atZone(DeskTime.zone()));
  }
}
