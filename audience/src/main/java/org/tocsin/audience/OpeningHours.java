// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The small part of OpenStreetMap's opening hours that watcher files use: {@code Mo-Fr 09:00-17:00;
 * Sa 10:00-14:00,15:00-18:00; Su off @ Europe/Moscow}. Days may be left out (all days); a later
 * rule replaces an earlier one for its days; an end not after its start is on the next day; {@code
 * 24/7} is always. The zone after {@code @} wins over the one given.
 */
final class OpeningHours {
  private static final List<String> DAYS = List.of("mo", "tu", "we", "th", "fr", "sa", "su");
  private static final String FORM =
      "write it as Mo-Fr 09:00-17:00; Sa 10:00-14:00 @ Europe/Moscow";

  private OpeningHours() {}

  static When parse(String text, ZoneId zone) throws BadInput {
    int at = text.indexOf('@');
    ZoneId where = at < 0 ? zone : RowReader.zone(text.substring(at + 1).strip());
    String rules = (at < 0 ? text : text.substring(0, at)).strip();
    if (rules.equals("24/7")) {
      return When.always();
    }
    Map<DayOfWeek, List<When.Hours>> week = new EnumMap<>(DayOfWeek.class);
    for (String rule : rules.split(";", -1)) {
      if (!rule.isBlank()) {
        readRule(rule.strip(), week);
      }
    }
    List<When.Hours> hours = week.values().stream().flatMap(List::stream).toList();
    if (hours.isEmpty() || hours.size() > When.WeeklyHours.MAX_RANGES) {
      throw new BadInput(
          text,
          "opening hours name "
              + hours.size()
              + " ranges; 1 to "
              + When.WeeklyHours.MAX_RANGES
              + " are needed",
          FORM);
    }
    return new When.WeeklyHours(where, hours);
  }

  private static void readRule(String rule, Map<DayOfWeek, List<When.Hours>> week) throws BadInput {
    boolean namesDays = Character.isLetter(rule.charAt(0));
    int gap = namesDays ? rule.indexOf(' ') : 0;
    if (gap < 0) {
      throw new BadInput(rule, "opening hours have days without times", FORM);
    }
    Set<DayOfWeek> days = namesDays ? days(rule.substring(0, gap)) : EnumSet.allOf(DayOfWeek.class);
    String times = rule.substring(gap).strip();
    for (DayOfWeek day : days) {
      List<When.Hours> ofDay = new ArrayList<>();
      if (!times.equalsIgnoreCase("off") && !times.equalsIgnoreCase("closed")) {
        for (String range : times.split(",", -1)) {
          ofDay.add(range(day, range.strip()));
        }
      }
      week.put(day, ofDay);
    }
  }

  private static Set<DayOfWeek> days(String text) throws BadInput {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.split(",", -1)) {
      String[] ends = part.split("-", -1);
      DayOfWeek first = day(ends[0], text);
      DayOfWeek last = day(ends[ends.length - 1], text);
      if (ends.length > 2) {
        throw new BadInput(text, "days of opening hours cannot be read", FORM);
      }
      for (DayOfWeek day = first; day != last; day = day.plus(1)) {
        days.add(day);
      }
      days.add(last);
    }
    return days;
  }

  private static DayOfWeek day(String word, String text) throws BadInput {
    int index = DAYS.indexOf(word.strip().toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new BadInput(
          text,
          "day of opening hours is not known",
          "use Mo, Tu, We, Th, Fr, Sa, Su and ranges of them; holidays are not supported");
    }
    return DayOfWeek.of(index + 1);
  }

  private static When.Hours range(DayOfWeek day, String text) throws BadInput {
    String[] ends = text.split("-", -1);
    if (ends.length != 2) {
      throw new BadInput(text, "times of opening hours cannot be read", FORM);
    }
    String until = ends[1].strip();
    return new When.Hours(
        day,
        time(ends[0].strip(), text),
        until.equals("24:00") ? LocalTime.MIDNIGHT : time(until, text));
  }

  private static LocalTime time(String text, String range) throws BadInput {
    if (!text.matches("([01]?[0-9]|2[0-3]):[0-5][0-9]")) {
      throw new BadInput(range, "times of opening hours cannot be read", FORM);
    }
    return LocalTime.parse(text.length() == 4 ? "0" + text : text);
  }
}
