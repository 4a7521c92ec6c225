// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * Days of a date slot, counted from 1970: {@code 21 JAN 89}, {@code 15 JAN 89 - 21 JAN 89}, {@code
 * - 21 JAN 89}; in the last the first day is open.
 */
record Days(long from, long to) {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("dd MMM ")
          .appendValueReduced(java.time.temporal.ChronoField.YEAR, 2, 2, 1950)
          .toFormatter(Locale.ENGLISH);
  private static final Days UNKNOWN = new Days(Long.MAX_VALUE, Long.MIN_VALUE);

  static Days of(String date) {
    int dash = date.indexOf('-');
    if (dash < 0) {
      return between(date, date);
    }
    String from = date.substring(0, dash).strip();
    String to = date.substring(dash + 1);
    return from.isEmpty() ? new Days(Long.MIN_VALUE, between(to, to).to()) : between(from, to);
  }

  private static Days between(String from, String to) {
    try {
      return new Days(
          LocalDate.parse(from.strip(), FORM).toEpochDay(),
          LocalDate.parse(to.strip(), FORM).toEpochDay());
    } catch (DateTimeException e) {
      return UNKNOWN;
    }
  }

  boolean isUnknown() {
    return to == Long.MIN_VALUE;
  }

  static String write(LocalDate day) {
    return FORM.format(day).toUpperCase(Locale.ROOT);
  }
}
