// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Reads instants as RFC 3339 writes them. */
final class Rfc3339 {
  private static final String PATTERN = "dddd-dd-ddTdd:dd:dd";
  private static final int MAX_OFFSET_SECONDS = 18 * 3600;

  private Rfc3339() {}

  static Instant parse(String text) throws BadInput {
    return isUsual(text) ? usual(text) : anyForm(text);
  }

  /** Whether this is a time in whole seconds with {@code Z} or an offset of hours and minutes. */
  private static boolean isUsual(String text) {
    int length = text.length();
    boolean isUtc = length == 20 && text.charAt(19) == 'Z';
    if (!isUtc && !(length == 25 && isOffset(text))) {
      return false;
    }
    for (int i = 0; i < PATTERN.length(); i++) {
      char wanted = PATTERN.charAt(i);
      if (wanted == 'd' ? !isDigit(text.charAt(i)) : text.charAt(i) != wanted) {
        return false;
      }
    }
    return two(text, 11) < 24 && two(text, 14) < 60 && two(text, 17) < 60;
  }

  private static boolean isOffset(String text) {
    char sign = text.charAt(19);
    return (sign == '+' || sign == '-')
        && isDigit(text.charAt(20))
        && isDigit(text.charAt(21))
        && text.charAt(22) == ':'
        && isDigit(text.charAt(23))
        && isDigit(text.charAt(24))
        && two(text, 23) < 60
        && two(text, 20) * 3600 + two(text, 23) * 60 <= MAX_OFFSET_SECONDS;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int two(String text, int at) {
    return 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
  }

  private static Instant usual(String text) throws BadInput {
    LocalDate day;
    try {
      day = LocalDate.of(100 * two(text, 0) + two(text, 2), two(text, 5), two(text, 8));
    } catch (DateTimeException e) {
      return anyForm(text);
    }
    long second =
        day.toEpochDay() * 86_400 + two(text, 11) * 3600L + two(text, 14) * 60L + two(text, 17);
    if (text.length() == 20) {
      return Instant.ofEpochSecond(second);
    }
    int offset = two(text, 20) * 3600 + two(text, 23) * 60;
    return Instant.ofEpochSecond(text.charAt(19) == '+' ? second - offset : second + offset);
  }

  private static Instant anyForm(String text) throws BadInput {
    try {
      return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
    } catch (DateTimeParseException e) {
      throw isLocalTime(text)
          ? new BadInput(text, "time has no zone", "add Z or an offset: " + text + "+03:00")
          : new BadInput(text, "time cannot be read", "write it as 2026-03-07T18:00:00+03:00");
    }
  }

  private static boolean isLocalTime(String text) {
    try {
      return LocalDateTime.parse(text) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
