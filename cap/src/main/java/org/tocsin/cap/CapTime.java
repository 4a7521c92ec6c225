// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as CAP writes them, and as they are found (CAP 1.2 §3.3.2). */
final class CapTime {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  /** A time with everything that feeds do wrong; strict times match it too. */
  private static final Pattern FOUND =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)([Tt ])(\\d\\d):(\\d\\d)(?::(\\d\\d))?([.,]\\d{1,12})?"
              + " ?(Z|z|UTC|GMT|([+-])(\\d\\d)(:?)(\\d\\d)?)?");

  /** The one form that the standard has. */
  private static final String FORM = "0000-00-00T00:00:00+00:00";

  /** XML Schema knows no zone farther from UTC; nor does the earth. */
  private static final int ZONE_MINUTES_MAX = 14 * 60;

  private CapTime() {}

  /** The time without its fraction of a second, and without seconds in its offset. */
  static OffsetDateTime wholeSeconds(OffsetDateTime time) {
    OffsetDateTime whole = time.getNano() == 0 ? time : time.truncatedTo(ChronoUnit.SECONDS);
    boolean offsetHasSeconds = whole.getOffset().getTotalSeconds() % 60 != 0;
    return offsetHasSeconds ? whole.withOffsetSameInstant(ZoneOffset.UTC) : whole;
  }

  /** Whether receivers know such a zone. */
  static boolean isZone(ZoneOffset zone) {
    return Math.abs(zone.getTotalSeconds()) <= 60 * ZONE_MINUTES_MAX;
  }

  /** The time with a numeric zone; UTC is {@code -00:00}, never {@code Z}. */
  static String format(OffsetDateTime time) {
    String zone = time.getOffset().equals(ZoneOffset.UTC) ? "-00:00" : time.getOffset().getId();
    return LOCAL.format(time) + zone;
  }

  /** Reads a time and reports what is wrong with it; empty when it cannot be told at all. */
  static Optional<OffsetDateTime> read(
      String text, Site site, CapVersion version, Problems problems) {
    Optional<OffsetDateTime> plain = plain(text);
    if (plain.isPresent()) {
      return plain;
    }
    Matcher found = FOUND.matcher(text);
    if (!found.matches()) {
      problems.add(Rule.TIME, site, text, "This is not a time.");
      return Optional.empty();
    }
    OffsetDateTime time;
    try {
      time = time(found);
    } catch (DateTimeException impossible) {
      problems.add(
          Rule.TIME, site, text, "There is no such time: " + impossible.getMessage() + ".");
      return Optional.empty();
    }
    reportForm(found, text, site, version, problems);
    return Optional.of(time);
  }

  /** XML Schema lets a day end at 24:00:00, which is the next day's midnight. */
  private static OffsetDateTime time(Matcher found) {
    int hour = number(found.group(5));
    int minute = number(found.group(6));
    int second = number(found.group(7));
    boolean endOfDay = hour == 24 && minute == 0 && second == 0;
    ZoneOffset zone = zone(found);
    if (!isZone(zone)) {
      throw new DateTimeException("the zone " + zone + " is more than 14 hours from UTC");
    }
    OffsetDateTime time =
        OffsetDateTime.of(
            number(found.group(1)),
            number(found.group(2)),
            number(found.group(3)),
            endOfDay ? 0 : hour,
            minute,
            second,
            0,
            zone);
    if (time.getYear() < 1) {
      throw new DateTimeException("there is no year 0");
    }
    return endOfDay ? time.plusDays(1) : time;
  }

  /**
   * The time in a text that is written as the standard asks; nothing when it is not, or is none.
   */
  private static Optional<OffsetDateTime> plain(String text) {
    if (text.length() != FORM.length()) {
      return Optional.empty();
    }
    for (int i = 0; i < FORM.length(); i++) {
      char form = FORM.charAt(i);
      char c = text.charAt(i);
      boolean fits = form == '0' ? c >= '0' && c <= '9' : c == form || (form == '+' && c == '-');
      if (!fits) {
        return Optional.empty();
      }
    }
    int zone = 60 * two(text, 20) + two(text, 23);
    int month = two(text, 5);
    int day = two(text, 8);
    int hour = two(text, 11);
    int minute = two(text, 14);
    int second = two(text, 17);
    boolean clock = hour < 24 && minute < 60 && second < 60 && two(text, 23) < 60;
    int year = 100 * two(text, 0) + two(text, 2);
    boolean calendar = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    calendar = calendar && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
    if (!clock || !calendar || zone > ZONE_MINUTES_MAX) {
      return Optional.empty();
    }
    int sign = text.charAt(19) == '-' ? -1 : 1;
    return Optional.of(
        OffsetDateTime.of(
            year,
            month,
            day,
            hour,
            minute,
            second,
            0,
            ZoneOffset.ofTotalSeconds(60 * sign * zone)));
  }

  private static int two(String text, int at) {
    return 10 * (text.charAt(at) - '0') + (text.charAt(at + 1) - '0');
  }

  private static ZoneOffset zone(Matcher found) {
    String sign = found.group(10);
    if (sign == null) {
      return ZoneOffset.UTC;
    }
    int factor = sign.equals("-") ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(
        factor * number(found.group(11)), factor * number(found.group(13)));
  }

  private static void reportForm(
      Matcher found, String text, Site site, CapVersion version, Problems problems) {
    // The schemas of CAP 1.0 and 1.1 take any time of XML Schema.
    ProblemSeverity loose =
        version == CapVersion.V1_2 ? ProblemSeverity.ERROR : ProblemSeverity.WARNING;
    String zone = found.group(9);
    if (zone == null) {
      problems.add(Rule.TIME_ZONE, site, text, "The time has no zone; it was read as UTC.");
    } else if (found.group(10) == null) {
      problems.add(
          Rule.TIME_Z, loose, site, text, "The zone is written " + zone + "; it was read as UTC.");
    } else if (zone.length() != 6) {
      problems.add(Rule.TIME_ZONE_FORM, site, text, "The zone is written " + zone + ".");
    }
    if (found.group(8) != null) {
      problems.add(Rule.TIME_FRACTION, loose, site, text, "The fraction of a second was not kept.");
    }
    if (!found.group(4).equals("T") || found.group(7) == null) {
      problems.add(Rule.TIME, site, text, "The time is written in another form.");
    }
  }

  private static int number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
