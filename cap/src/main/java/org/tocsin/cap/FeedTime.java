// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the times of feeds: RFC 3339 in Atom, RFC 822 in RSS, and what is found for them. */
final class FeedTime {
  private static final int LENGTH_MAX = 60;
  private static final Pattern ZONE_NAME =
      Pattern.compile("\\s(UT|UTC|Z|EST|EDT|CST|CDT|MST|MDT|PST|PDT)$");
  private static final Pattern WEEKDAY = Pattern.compile("^[A-Za-z]{3,9},\\s*");
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern(
          "uuuu-MM-dd['T'][' ']HH:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S][XXX][XX][X]",
          Locale.ROOT);
  private static final DateTimeFormatter RFC_822 =
      DateTimeFormatter.ofPattern("d MMM [uuuu][uu] HH:mm[:ss][ Z][ z][ XXX]", Locale.ENGLISH);

  private FeedTime() {}

  /** Reads a time; one without a zone is taken as UTC; empty when it cannot be read. */
  static Optional<OffsetDateTime> read(String text) {
    if (text.isEmpty() || text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    boolean iso = Character.isDigit(text.charAt(0)) && text.indexOf('-') == 4;
    String plain = iso ? text : WEEKDAY.matcher(text).replaceFirst("").replaceAll("\\s+", " ");
    Matcher zone = ZONE_NAME.matcher(plain);
    String spelled = zone.find() ? zone.replaceFirst(" " + offset(zone.group(1))) : plain;
    try {
      if (iso && text.length() == 10) {
        return Optional.of(LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC));
      }
      TemporalAccessor time =
          (iso ? ISO : RFC_822)
              .parseBest(spelled, OffsetDateTime::from, ZonedDateTime::from, LocalDateTime::from);
      return Optional.of(CapTime.wholeSeconds(withOffset(time)));
    } catch (DateTimeException unreadable) {
      // A feed without readable times is still a feed; the entry tells by an empty time.
      return Optional.empty();
    }
  }

  private static OffsetDateTime withOffset(TemporalAccessor time) {
    return switch (time) {
      case OffsetDateTime offset -> offset;
      case ZonedDateTime zoned -> zoned.toOffsetDateTime();
      default -> LocalDateTime.from(time).atOffset(ZoneOffset.UTC);
    };
  }

  /** The zones that RFC 822 names. */
  private static String offset(String name) {
    return switch (name) {
      case "EST", "CDT" -> "-0500";
      case "EDT" -> "-0400";
      case "CST", "MDT" -> "-0600";
      case "MST", "PDT" -> "-0700";
      case "PST" -> "-0800";
      default -> "+0000";
    };
  }
}
