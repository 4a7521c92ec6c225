// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/** Reads the date forms that machines write: RFC 3339 and its short forms. */
final class Dates {
  private Dates() {}

  /** A date, a local time (taken as UTC) or a time with offset; empty when it is none of them. */
  static Optional<ZonedDateTime> parse(String value) {
    String text = value.strip().replace(' ', 'T');
    try {
      if (text.length() <= 10) {
        return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC));
      }
      if (text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10) {
        return Optional.of(OffsetDateTime.parse(mendOffset(text)).toZonedDateTime());
      }
      return Optional.of(LocalDateTime.parse(text).atZone(ZoneOffset.UTC));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /** Puts the colon into an offset such as +0300, as many pages write it. */
  private static String mendOffset(String text) {
    int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
    boolean bare = sign > 10 && text.length() - sign == 5 && text.indexOf(':', sign) < 0;
    return bare ? text.substring(0, sign + 3) + ":" + text.substring(sign + 3) : text;
  }
}
