// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
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

  private CapTime() {}

  /** The time without its fraction of a second, and without seconds in its offset. */
  static OffsetDateTime wholeSeconds(OffsetDateTime time) {
    OffsetDateTime whole = time.truncatedTo(ChronoUnit.SECONDS);
    boolean offsetHasSeconds = whole.getOffset().getTotalSeconds() % 60 != 0;
    return offsetHasSeconds ? whole.withOffsetSameInstant(ZoneOffset.UTC) : whole;
  }

  /** The time with a numeric zone; UTC is {@code -00:00}, never {@code Z}. */
  static String format(OffsetDateTime time) {
    String zone = time.getOffset().equals(ZoneOffset.UTC) ? "-00:00" : time.getOffset().getId();
    return LOCAL.format(time) + zone;
  }

  /** Reads a time and reports what is wrong with it; empty when it cannot be told at all. */
  static Optional<OffsetDateTime> read(
      String text, Site site, CapVersion version, Problems problems) {
    Matcher found = FOUND.matcher(text);
    if (!found.matches()) {
      problems.add(Rule.TIME, site, text, "This is not a time.");
      return Optional.empty();
    }
    OffsetDateTime time;
    try {
      time =
          OffsetDateTime.of(
              number(found.group(1)),
              number(found.group(2)),
              number(found.group(3)),
              number(found.group(5)),
              number(found.group(6)),
              number(found.group(7)),
              0,
              zone(found));
    } catch (DateTimeException impossible) {
      problems.add(
          Rule.TIME, site, text, "There is no such time: " + impossible.getMessage() + ".");
      return Optional.empty();
    }
    reportForm(found, text, site, version, problems);
    return Optional.of(time);
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
