// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.Csv;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Times;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.outcome.Drafts.IncidentDraft;
import org.tocsin.server.outcome.Drafts.PlaceDraft;

/**
 * A line of a file with the columns of the Global Terrorism Database. A cell that cannot be what
 * its column says refuses the line (T8002); nothing is guessed or rounded.
 */
final class IncidentLine {

  private static final Pattern COUNT = Pattern.compile("([0-9]{1,9})(\\.0+)?");
  private static final Pattern UNKNOWN = Pattern.compile("-99?(\\.0+)?");
  private static final Pattern DEGREES = Pattern.compile("-?[0-9]{1,3}(\\.[0-9]{1,20})?");

  /** The columns that count what a figure of ours counts; {@code nkill} counts attackers too. */
  private static final Map<String, FigureKind> COUNTS =
      Map.of(
          "nwound", FigureKind.WOUNDED,
          "nkillter", FigureKind.ATTACKERS_KILLED,
          "nperps", FigureKind.ATTACKERS,
          "nperpcap", FigureKind.ARRESTED,
          "nhostkid", FigureKind.HOSTAGES);

  private final Map<String, String> byColumn = new HashMap<>();

  IncidentLine(List<String> columns, Csv.Line line) {
    for (int i = 0; i < Math.min(columns.size(), line.cells().size()); i++) {
      byColumn.put(columns.get(i), line.cells().get(i));
    }
  }

  /** A figure as the line means it. */
  record Count(long min, OptionalLong max, Qualifier qualifier) {
    static Count of(long number, Qualifier qualifier) {
      return new Count(number, OptionalLong.empty(), qualifier);
    }
  }

  /** What the incident is, resting on this report. */
  IncidentDraft draft(String report) {
    String attack = joined("attacktype1_txt", "attacktype2_txt", "attacktype3_txt");
    String target = joined("targtype1_txt", "targtype2_txt", "targtype3_txt");
    String place = text("city") == null ? text("location") : text("city");
    String named = text("summary");
    return new IncidentDraft(
        named == null
            ? cut("%s, %s".formatted(attack.isEmpty() ? "Incident" : attack, place))
            : cut(named),
        began().toString(),
        precision(),
        new PlaceDraft(place, degrees("latitude"), degrees("longitude"), null),
        attack.isEmpty() ? "unknown" : attack,
        target.isEmpty() ? "unknown" : target,
        all("weaptype1_txt", "weaptype2_txt", "weaptype3_txt", "weaptype4_txt"),
        all("gname", "gname2", "gname3"),
        all("propcomment"),
        List.of(report));
  }

  /** As much as a title holds, and never half a letter. */
  private static String cut(String text) {
    if (text.length() <= Faults.LINE) {
      return text;
    }
    int end = Faults.LINE - 1;
    return text.substring(0, Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end) + "…";
  }

  /**
   * What it counts. Our own column says how a number was meant; it has to say the same number as
   * the column of the database beside it.
   */
  Map<FigureKind, Count> figures() {
    Map<FigureKind, Count> all = new EnumMap<>(FigureKind.class);
    COUNTS.forEach((column, kind) -> {
      Long number = count(column);
      if (number != null) {
        all.put(kind, Count.of(number, Qualifier.EXACTLY));
      }
    });
    Long killed = count("nkill");
    if (killed != null) {
      all.put(FigureKind.KILLED, killed(killed, count("nkillter")));
    }
    String meant = text(FigureCells.COLUMN);
    if (meant != null) {
      FigureCells.read(meant)
          .forEach((kind, count) -> {
            Count plain = all.put(kind, count);
            if (plain != null && plain.min() != count.min()) {
              throw OutcomeProblem.BAD_INCIDENT.because(
                  "%s: it says %d %s, the other columns say %d"
                      .formatted(FigureCells.COLUMN, count.min(), kind.label(), plain.min()));
            }
          });
    }
    return all;
  }

  /** Without the attackers; where nobody says how many of them died, it is at most that many. */
  private static Count killed(long all, @Nullable Long attackers) {
    if (attackers == null) {
      return Count.of(all, all == 0 ? Qualifier.EXACTLY : Qualifier.AT_MOST);
    }
    if (attackers > all) {
      throw OutcomeProblem.BAD_INCIDENT.because(
          "nkill: %d is less than nkillter, which is %d; nkill counts attackers too"
              .formatted(all, attackers));
    }
    return Count.of(all - attackers, Qualifier.EXACTLY);
  }

  @Nullable String text(String column) {
    String value = byColumn.getOrDefault(column, "");
    return value.isEmpty() ? null : value;
  }

  private List<String> all(String... columns) {
    return Stream.of(columns)
        .map(column -> byColumn.getOrDefault(column, ""))
        .filter(value -> !value.isEmpty() && !value.equalsIgnoreCase("Unknown"))
        .distinct()
        .toList();
  }

  private String joined(String... columns) {
    return String.join(", ", all(columns));
  }

  private @Nullable Double degrees(String column) {
    String value = text(column);
    if (value != null && !DEGREES.matcher(value).matches()) {
      throw noNumber(column, value, "degrees like -12.345");
    }
    return value == null ? null : Double.valueOf(value);
  }

  /** A count; the database writes -99 and -9 for unknown. */
  private @Nullable Long count(String column) {
    String value = text(column);
    if (value == null || UNKNOWN.matcher(value).matches()) {
      return null;
    }
    if (!COUNT.matcher(value).matches()) {
      throw noNumber(column, value, "a whole number from 0");
    }
    int point = value.indexOf('.');
    return Long.valueOf(point < 0 ? value : value.substring(0, point));
  }

  private static Problem noNumber(String column, String value, String wanted) {
    return OutcomeProblem.BAD_INCIDENT.because(
        "%s: '%s' is no number; write %s".formatted(column, Problem.shorten(value), wanted));
  }

  private int part(String column) {
    Long value = count(column);
    return value == null ? 0 : (int) Math.min(value, 99_999L);
  }

  /** Our own exact time where the file has it, else the day; a part written 0 is unknown. */
  Instant began() {
    String exact = text("tocsin_began");
    if (exact != null) {
      return Times.parse("tocsin_began", exact).truncatedTo(ChronoUnit.MICROS);
    }
    int year = part("iyear");
    int month = part("imonth");
    int day = month == 0 ? 0 : part("iday");
    if (year < 1) {
      throw OutcomeProblem.BAD_INCIDENT.because("iyear: the year is missing or below 1");
    }
    try {
      return LocalDate.of(year, Math.max(1, month), Math.max(1, day))
          .atStartOfDay(DeskTime.zone())
          .toInstant();
    } catch (DateTimeException e) {
      throw OutcomeProblem.BAD_INCIDENT.because(
          "iyear, imonth and iday are no day: %s-%s-%s".formatted(year, month, part("iday")));
    }
  }

  private @Nullable String precision() {
    String said = text("approxdate");
    if (text("tocsin_began") != null) {
      return said;
    }
    Grain grain = part("imonth") == 0 ? Grain.YEAR : part("iday") == 0 ? Grain.MONTH : Grain.DAY;
    if (said == null) {
      return grain.words();
    }
    return said.startsWith(grain.words()) ? said : grain.words() + "; " + Problem.shorten(said);
  }
}
