// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZonedDateTime;

/**
 * A time named in the text, as a half-open interval.
 *
 * @param from first instant; in the zone named in the text, else of the place in question, else of
 *     the document's date, else UTC
 * @param to first instant after it
 * @param granularity how finely the text speaks
 * @param timex what the words say, in TIMEX3's notation: tells a week from seven days, and "about"
 *     or "late" from plain
 * @param rule id of the rule that read it
 */
public record TimeMention(
    Span span,
    ZonedDateTime from,
    ZonedDateTime to,
    Granularity granularity,
    Timex timex,
    String rule)
    implements Cited {
  public TimeMention {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "a time may not end (%s) before it starts (%s)".formatted(to, from));
    }
  }

  /** How finely a text speaks of a time. */
  public enum Granularity {
    MINUTE,
    HOUR,
    /** Morning, afternoon, evening, night. */
    PART_OF_DAY,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    SEASON,
    YEAR,
    DECADE,
    CENTURY,
    /** A stretch with a stated length or stated ends, such as "the next 48 hours". */
    WINDOW
  }
}
