// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads times from one document: dates, days of the week, clock times, parts of the day, stretches
 * such as "the next 48 hours" and distances such as "two days later". Relative ones count from the
 * document's date, or from the last date named when the words say so; without a document date only
 * full dates are read.
 *
 * <p>This file is long because the forms of times hang together: each is tried where the one before
 * it ended, and a form taken out would take the state of all with it.
 */
final class TimeFinder {
  private static final Set<String> FUTURE =
      Set.of("will", "shall", "plans", "plan", "next", "coming", "until", "through");
  private static final Set<String> LINKS =
      Set.of(
          "at",
          "about",
          "around",
          "on",
          "in",
          "the",
          ",",
          "shortly",
          "just",
          "before",
          "after",
          "of",
          "approximately",
          "by");

  private final Tokens tokens;
  private final Optional<ZonedDateTime> documentDate;
  private final ZoneId zone;
  private final Map<String, ZoneId> zoneOfCity;
  private final List<TimeMention> found = new ArrayList<>();
  private @Nullable LocalDate last;

  /** A day or days, how finely told, ending before token {@code to}. */
  private record Days(
      LocalDate from, LocalDate until, TimeMention.Granularity grain, int to, String rule) {}

  /** A time of day, ending before token {@code to}. */
  private record Hours(LocalTime from, int minutes, @Nullable ZoneId zone, int to) {}

  TimeFinder(
      Tokens tokens,
      Optional<ZonedDateTime> documentDate,
      Optional<ZoneId> placeZone,
      Map<String, ZoneId> zoneOfCity) {
    this.tokens = tokens;
    this.documentDate = documentDate;
    this.zone = placeZone.or(() -> documentDate.map(ZonedDateTime::getZone)).orElse(ZoneOffset.UTC);
    this.zoneOfCity = zoneOfCity;
  }

  List<TimeMention> find() {
    for (Tokens.Sentence sentence : tokens.sentences()) {
      int i = sentence.from();
      while (i < sentence.to()) {
        i = readAt(i, sentence);
      }
    }
    return List.copyOf(found);
  }

  /** Reads one time at token {@code i}, if one starts there; returns where to go on. */
  private int readAt(int i, Tokens.Sentence sentence) {
    Token token = tokens.get(i);
    if (!token.isNumber() && !token.isWord()) {
      return i + 1;
    }
    Optional<Integer> window = window(i);
    if (window.isPresent()) {
      return window.get();
    }
    try {
      Optional<Integer> stamp = stamp(i);
      if (stamp.isPresent()) {
        return stamp.get();
      }
      Optional<Days> days = days(i, sentence);
      if (days.isPresent()) {
        return addDays(i, days.get(), sentence);
      }
      Optional<Hours> hours = hours(i);
      return hours.isPresent() ? addHours(i, hours.get(), sentence) : i + 1;
    } catch (DateTimeException impossible) { // "31 February": not a date, so not a time
      return i + 1;
    }
  }

  private int addDays(int i, Days days, Tokens.Sentence sentence) {
    last = days.from();
    if (days.grain() == TimeMention.Granularity.DAY
        || days.grain() == TimeMention.Granularity.PART_OF_DAY) {
      Optional<Hours> hours = linked(days.to(), sentence).flatMap(this::hours);
      if (hours.isPresent()) {
        add(i, hours.get().to(), days.from(), hours.get(), "time.date-clock");
        return hours.get().to();
      }
      Optional<Integer> part = linkedPart(days.to(), sentence);
      if (part.isPresent()) {
        addPart(i, part.get() + 1, days.from(), tokens.get(part.get()).lower(), "time.date-part");
        return part.get() + 1;
      }
    }
    if (days.grain() == TimeMention.Granularity.PART_OF_DAY) {
      addPart(i, days.to(), days.from(), tokens.get(days.to() - 1).lower(), days.rule());
      return days.to();
    }
    found.add(
        new TimeMention(
            tokens.span(i, days.to()),
            days.from().atStartOfDay(zone),
            days.until().atStartOfDay(zone),
            days.grain(),
            days.rule()));
    return days.to();
  }

  private int addHours(int i, Hours hours, Tokens.Sentence sentence) {
    Optional<Days> days = linked(hours.to(), sentence).flatMap(at -> days(at, sentence));
    if (days.isPresent() && days.get().grain() == TimeMention.Granularity.DAY) {
      last = days.get().from();
      add(i, days.get().to(), last, hours, "time.clock-date");
      return days.get().to();
    }
    LocalDate day =
        last == null
            ? documentDate.map(d -> d.withZoneSameInstant(zone).toLocalDate()).orElse(null)
            : last;
    if (day != null) {
      add(i, hours.to(), day, hours, "time.clock");
    }
    return hours.to();
  }

  private void add(int from, int to, LocalDate day, Hours hours, String rule) {
    ZonedDateTime start =
        day.atTime(hours.from()).atZone(hours.zone() == null ? zone : hours.zone());
    TimeMention.Granularity grain =
        hours.minutes() >= 60 ? TimeMention.Granularity.HOUR : TimeMention.Granularity.MINUTE;
    found.add(
        new TimeMention(
            tokens.span(from, to), start, start.plusMinutes(hours.minutes()), grain, rule));
  }

  private void addPart(int from, int to, LocalDate day, String part, String rule) {
    LocalTime start = partStart(part);
    ZonedDateTime begin = day.atTime(start).atZone(zone);
    found.add(
        new TimeMention(
            tokens.span(from, to),
            begin,
            begin.plusHours(partHours(part)),
            TimeMention.Granularity.PART_OF_DAY,
            rule));
  }

  private static LocalTime partStart(String part) {
    return switch (part) {
      case "morning" -> LocalTime.of(6, 0);
      case "afternoon" -> LocalTime.NOON;
      case "evening" -> LocalTime.of(18, 0);
      default -> LocalTime.of(20, 0);
    };
  }

  private static int partHours(String part) {
    return part.equals("night") || part.equals("tonight") ? 8 : 6;
  }

  private static boolean isPart(String word) {
    return word.equals("morning")
        || word.equals("afternoon")
        || word.equals("evening")
        || word.equals("night");
  }

  /** Skips linking words ("at about", "on the") after a date or time; at most five. */
  private Optional<Integer> linked(int i, Tokens.Sentence sentence) {
    int at = i;
    while (at < sentence.to() && at - i < 5 && LINKS.contains(tokens.get(at).lower())) {
      at++;
    }
    return at < sentence.to() ? Optional.of(at) : Optional.empty();
  }

  private Optional<Integer> linkedPart(int i, Tokens.Sentence sentence) {
    return linked(i, sentence).filter(at -> isPart(tokens.get(at).lower()));
  }

  /** ISO 8601 dates and times, whose parts the tokens have torn apart. */
  private Optional<Integer> stamp(int i) {
    Token first = tokens.get(i);
    if (!first.isNumber()
        || first.text().length() != 4
        || !tokens.at(i + 1).is("-")
        || !tokens.at(i + 3).is("-")) {
      return Optional.empty();
    }
    int end = first.start();
    while (end < tokens.text().length()
        && end - first.start() < 32
        && "0123456789-:.TZ+".indexOf(tokens.text().charAt(end)) >= 0) {
      end++;
    }
    String value = tokens.text().substring(first.start(), end);
    int to = i;
    while (to < tokens.all().size() && tokens.get(to).end() <= end) {
      to++;
    }
    Optional<ZonedDateTime> time =
        Dates.parse(value.endsWith(".") ? value.substring(0, value.length() - 1) : value);
    if (time.isEmpty() || to == i) {
      return Optional.empty();
    }
    boolean day = value.length() <= 11;
    ZonedDateTime from = day ? time.get().toLocalDate().atStartOfDay(zone) : time.get();
    last = from.toLocalDate();
    if (tokens.get(to - 1).is(".")) {
      to--;
    }
    found.add(
        new TimeMention(
            tokens.span(i, to),
            from,
            day ? from.plusDays(1) : from.plusMinutes(1),
            day ? TimeMention.Granularity.DAY : TimeMention.Granularity.MINUTE,
            "time.iso"));
    return Optional.of(to);
  }

  private Optional<Days> days(int i, Tokens.Sentence sentence) {
    return fullDate(i)
        .or(() -> monthAlone(i))
        .or(() -> relative(i, sentence))
        .or(() -> distance(i))
        .or(() -> yearAlone(i));
  }

  /** "22 March 2024", "March 22, 2024", "22nd of March", "evening of 22 March". */
  private Optional<Days> fullDate(int i) {
    Optional<Month> first = month(i);
    if (first.isPresent()) {
      int dot = tokens.at(i + 1).is(".") ? 1 : 0;
      int day = dayNumber(i + 1 + dot);
      return day == 0 || isCount(i + 1 + dot)
          ? Optional.empty()
          : withYear(first.get(), day, ordinalEnd(i + 1 + dot));
    }
    int day = dayNumber(i);
    if (day == 0) {
      return Optional.empty();
    }
    int at = ordinalEnd(i);
    at = tokens.at(at).is("of") ? at + 1 : at;
    Optional<Month> month = month(at);
    int dot = tokens.at(at + 1).is(".") && tokens.at(at + 2).isNumber() ? 1 : 0;
    int after = at + 1 + dot;
    return month.flatMap(m -> withYear(m, day, after));
  }

  /** Whether a number after a month counts something ("in March 12 people"). */
  private boolean isCount(int i) {
    return tokens.at(i).isNumber()
        && Set.of("people", "men", "women", "soldiers").contains(tokens.at(i + 1).lower());
  }

  private Optional<Month> month(int i) {
    Token token = tokens.at(i);
    return token.isCapitalised() ? Months.of(token.lower()) : Optional.empty();
  }

  private int dayNumber(int i) {
    Token token = tokens.at(i);
    if (!token.isNumber() || token.text().length() > 2) {
      return 0;
    }
    int day = Integer.parseInt(token.text());
    return day <= 31 ? day : 0;
  }

  private int ordinalEnd(int i) {
    Token next = tokens.at(i + 1);
    boolean ordinal =
        Set.of("st", "nd", "rd", "th").contains(next.lower())
            && next.start() == tokens.get(i).end();
    return ordinal ? i + 2 : i + 1;
  }

  private Optional<Days> withYear(Month month, int day, int at) {
    int yearAt = tokens.at(at).is(",") ? at + 1 : at;
    int year = year(yearAt);
    if (year > 0) {
      LocalDate date = LocalDate.of(year, month, day);
      return Optional.of(
          new Days(date, date.plusDays(1), TimeMention.Granularity.DAY, yearAt + 1, "time.date"));
    }
    return reference()
        .map(near -> nearest(near, month, day))
        .map(date ->
            new Days(date, date.plusDays(1), TimeMention.Granularity.DAY, at, "time.date-no-year"));
  }

  private int year(int i) {
    Token token = tokens.at(i);
    if (!token.isNumber()
        || token.text().length() != 4
        || token.text().chars().anyMatch(c -> c < '0' || c > '9')) {
      return 0;
    }
    int year = Integer.parseInt(token.text());
    return year >= 1800 && year <= 2100 ? year : 0;
  }

  /** A day without a year is the one nearest to the document's date. */
  private static LocalDate nearest(LocalDate near, Month month, int day) {
    LocalDate date = LocalDate.of(near.getYear(), month, day);
    if (date.isAfter(near.plusMonths(6))) {
      return date.minusYears(1);
    }
    return date.isBefore(near.minusMonths(6)) ? date.plusYears(1) : date;
  }

  private Optional<Days> monthAlone(int i) {
    Optional<Month> month =
        month(i).filter(m -> (m != Month.MAY && m != Month.MARCH) || isDated(i));
    if (month.isEmpty()) {
      return Optional.empty();
    }
    int yearAt = tokens.at(i + 1).is("of") || tokens.at(i + 1).is(",") ? i + 2 : i + 1;
    int year = year(yearAt);
    int to = year > 0 ? yearAt + 1 : i + 1;
    Optional<LocalDate> first =
        year > 0
            ? Optional.of(LocalDate.of(year, month.get(), 1))
            : reference().map(near -> nearest(near, month.get(), 1));
    return first.map(
        d -> new Days(d, d.plusMonths(1), TimeMention.Granularity.MONTH, to, "time.month"));
  }

  /** March and May are words as well: only after "in", "last", or before a year. */
  private boolean isDated(int i) {
    return Set.of("in", "last", "since", "early", "late", "mid", "of", "until", "next", "by")
            .contains(tokens.at(i - 1).lower())
        || year(i + 1) > 0;
  }

  private Optional<Days> yearAlone(int i) {
    int year = year(i);
    boolean dated =
        Set.of("in", "since", "of", "until", "early", "late", "during", "from", "the", "and")
            .contains(tokens.at(i - 1).lower());
    String next = tokens.at(i + 1).lower();
    boolean counts =
        tokens.at(i + 1).isWord()
            && (COUNTED.contains(next) || Numbers.at(tokens, i + 1).isPresent());
    if (year < 1900 || !dated || counts) {
      return Optional.empty();
    }
    LocalDate first = LocalDate.of(year, 1, 1);
    return Optional.of(
        new Days(first, first.plusYears(1), TimeMention.Granularity.YEAR, i + 1, "time.year"));
  }

  private static final Set<String> COUNTED =
      Set.of(
          "people",
          "men",
          "women",
          "soldiers",
          "civilians",
          "troops",
          "children",
          "police",
          "officers",
          "killed",
          "dead",
          "wounded",
          "injured",
          "members",
          "residents",
          "fighters",
          "victims",
          "others");

  private Optional<LocalDate> reference() {
    return documentDate.map(d -> d.withZoneSameInstant(zone).toLocalDate());
  }

  /** Words that count from the document's date. */
  private Optional<Days> relative(int i, Tokens.Sentence sentence) {
    Optional<LocalDate> now = reference();
    if (now.isEmpty()) {
      return Optional.empty();
    }
    LocalDate today = now.get();
    String word = tokens.get(i).lower();
    return switch (word) {
      case "today" -> day(today, i + 1);
      case "yesterday" -> day(today.minusDays(1), i + 1);
      case "tomorrow" -> day(today.plusDays(1), i + 1);
      case "tonight" -> part(today, i + 1);
      case "this", "last", "next", "past", "coming" -> lastOrNext(today, i, word);
      default -> weekday(today, i, i, sentence);
    };
  }

  private static Optional<Days> day(LocalDate date, int to) {
    return Optional.of(
        new Days(date, date.plusDays(1), TimeMention.Granularity.DAY, to, "time.relative"));
  }

  private static Optional<Days> part(LocalDate date, int to) {
    return Optional.of(
        new Days(
            date, date.plusDays(1), TimeMention.Granularity.PART_OF_DAY, to, "time.relative-part"));
  }

  private Optional<Days> lastOrNext(LocalDate today, int i, String word) {
    String unit = tokens.at(i + 1).lower();
    int sign = word.equals("last") || word.equals("past") ? -1 : word.equals("this") ? 0 : 1;
    Optional<DayOfWeek> weekday = Months.day(unit);
    if (weekday.isPresent()) {
      LocalDate date =
          sign < 0
              ? today.with(TemporalAdjusters.previous(weekday.get()))
              : today.with(TemporalAdjusters.nextOrSame(weekday.get()));
      return day(date, i + 2);
    }
    return switch (unit) {
      case "night", "evening" -> part(today.plusDays(Math.min(sign, 0)), i + 2);
      case "morning", "afternoon" -> sign == 0 ? part(today, i + 2) : Optional.empty();
      case "week" -> {
        LocalDate monday =
            today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(sign);
        yield Optional.of(
            new Days(
                monday, monday.plusWeeks(1), TimeMention.Granularity.WEEK, i + 2, "time.relative"));
      }
      case "weekend" -> {
        LocalDate saturday =
            today
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .plusDays(5)
                .plusWeeks(sign);
        yield Optional.of(
            new Days(
                saturday,
                saturday.plusDays(2),
                TimeMention.Granularity.WINDOW,
                i + 2,
                "time.relative"));
      }
      case "month" -> {
        LocalDate first = today.withDayOfMonth(1).plusMonths(sign);
        yield Optional.of(
            new Days(
                first, first.plusMonths(1), TimeMention.Granularity.MONTH, i + 2, "time.relative"));
      }
      case "year" -> {
        LocalDate first = today.withDayOfYear(1).plusYears(sign);
        yield Optional.of(
            new Days(
                first, first.plusYears(1), TimeMention.Granularity.YEAR, i + 2, "time.relative"));
      }
      default -> Optional.empty();
    };
  }

  /**
   * A bare weekday is the last one, or the next one where the sentence speaks of what is to come.
   */
  private Optional<Days> weekday(LocalDate today, int i, int at, Tokens.Sentence sentence) {
    Optional<DayOfWeek> day =
        tokens.at(at).isCapitalised() ? Months.day(tokens.at(at).lower()) : Optional.empty();
    if (day.isEmpty()) {
      return Optional.empty();
    }
    int comma = tokens.at(at + 1).is(",") ? at + 2 : at + 1;
    Optional<Days> dated = fullDate(comma);
    if (dated.isPresent()) {
      return dated;
    }
    boolean ahead = false;
    for (int k = Math.max(sentence.from(), i - 12); k < i; k++) {
      ahead |= FUTURE.contains(tokens.get(k).lower());
    }
    LocalDate date =
        ahead
            ? today.with(TemporalAdjusters.nextOrSame(day.get()))
            : today.with(TemporalAdjusters.previousOrSame(day.get()));
    return day(date, at + 1);
  }

  /** "three days ago", "two days later", "a week earlier". */
  private Optional<Days> distance(int i) {
    Optional<Numbers.Numeral> number =
        Numbers.at(tokens, i)
            .or(() ->
                tokens.at(i).is("a") || tokens.at(i).is("an")
                    ? Optional.of(new Numbers.Numeral(1, i + 1))
                    : Optional.empty());
    if (number.isEmpty() || number.get().value() > 1000) {
      return Optional.empty();
    }
    int unitAt = number.get().to();
    Optional<Period> unit = period(tokens.at(unitAt).lower());
    String way = tokens.at(unitAt + 1).lower();
    Optional<LocalDate> anchor =
        way.equals("ago") || last == null ? reference() : Optional.of(last);
    if (unit.isEmpty()
        || anchor.isEmpty()
        || !Set.of("ago", "later", "earlier", "afterwards", "before").contains(way)) {
      return Optional.empty();
    }
    int sign = way.equals("later") || way.equals("afterwards") ? 1 : -1;
    LocalDate date = anchor.get().plus(unit.get().multipliedBy(sign * (int) number.get().value()));
    if (unit.get().equals(Period.ofDays(1))) {
      return Optional.of(
          new Days(
              date, date.plusDays(1), TimeMention.Granularity.DAY, unitAt + 2, "time.distance"));
    }
    TimeMention.Granularity grain =
        unit.get().equals(Period.ofWeeks(1))
            ? TimeMention.Granularity.WEEK
            : unit.get().equals(Period.ofMonths(1))
                ? TimeMention.Granularity.MONTH
                : TimeMention.Granularity.YEAR;
    LocalDate from =
        grain == TimeMention.Granularity.WEEK
            ? date
            : grain == TimeMention.Granularity.MONTH
                ? date.withDayOfMonth(1)
                : date.withDayOfYear(1);
    LocalDate until =
        grain == TimeMention.Granularity.WEEK ? date.plusDays(1) : from.plus(unit.get());
    return Optional.of(new Days(from, until, grain, unitAt + 2, "time.distance"));
  }

  private static Optional<Period> period(String word) {
    return switch (word) {
      case "day", "days" -> Optional.of(Period.ofDays(1));
      case "week", "weeks" -> Optional.of(Period.ofWeeks(1));
      case "month", "months" -> Optional.of(Period.ofMonths(1));
      case "year", "years" -> Optional.of(Period.ofYears(1));
      default -> Optional.empty();
    };
  }

  /** "within the next 48 hours", "over the past two weeks", "in the coming days". */
  private Optional<Integer> window(int i) {
    if (documentDate.isEmpty()) {
      return Optional.empty();
    }
    int at = i;
    boolean within =
        Set.of("within", "over", "in", "during", "for").contains(tokens.get(at).lower());
    at += within ? 1 : 0;
    at += tokens.at(at).is("the") ? 1 : 0;
    int sign =
        switch (tokens.at(at).lower()) {
          case "next", "coming", "following" -> 1;
          case "last", "past", "previous" -> -1;
          default -> 0;
        };
    at += sign == 0 ? 0 : 1;
    Optional<Numbers.Numeral> number = Numbers.at(tokens, at);
    boolean few = sign != 0 && (tokens.at(at).is("few") || tokens.at(at).is("several"));
    boolean bare = sign != 0 && number.isEmpty() && !few && tokens.at(at).lower().endsWith("s");
    if ((number.isEmpty() && !few && !bare) || (sign == 0 && !tokens.get(i).is("within"))) {
      return Optional.empty();
    }
    long count = number.map(Numbers.Numeral::value).orElse(few || bare ? 3L : 1L);
    int unitAt = number.map(Numbers.Numeral::to).orElse(bare ? at : at + 1);
    if (count > 10_000) {
      return Optional.empty();
    }
    ZonedDateTime now = documentDate.get().withZoneSameInstant(zone);
    ZonedDateTime edge =
        switch (tokens.at(unitAt).lower()) {
          case "minute", "minutes" -> now.plus((sign < 0 ? -1 : 1) * count, ChronoUnit.MINUTES);
          case "hour", "hours" -> now.plus((sign < 0 ? -1 : 1) * count, ChronoUnit.HOURS);
          case "day", "days" -> now.plus((sign < 0 ? -1 : 1) * count, ChronoUnit.DAYS);
          case "week", "weeks" -> now.plus((sign < 0 ? -1 : 1) * count, ChronoUnit.WEEKS);
          case "month", "months" -> now.plus((sign < 0 ? -1 : 1) * count, ChronoUnit.MONTHS);
          default -> now;
        };
    if (edge.equals(now)) {
      return Optional.empty();
    }
    found.add(
        new TimeMention(
            tokens.span(i, unitAt + 1),
            sign < 0 ? edge : now,
            sign < 0 ? now : edge,
            TimeMention.Granularity.WINDOW,
            "time.window"));
    return Optional.of(unitAt + 1);
  }

  /** "20:00", "8 p.m.", "8:15 pm Moscow time", "noon". */
  private Optional<Hours> hours(int i) {
    Token token = tokens.at(i);
    if (token.is("noon") || token.is("midnight")) {
      return Optional.of(
          new Hours(token.is("noon") ? LocalTime.NOON : LocalTime.MIDNIGHT, 1, null, i + 1));
    }
    if (!token.isNumber() || token.text().length() > 5) {
      return Optional.empty();
    }
    int colon = Math.max(token.text().indexOf(':'), token.text().indexOf('.'));
    String suffix = tokens.at(i + 1).lower().replace(".", "");
    boolean half = suffix.equals("am") || suffix.equals("pm");
    if ((colon < 0 && !half && !tokens.at(i + 1).is("o'clock"))
        || colon > 2
        || (colon < 0 && token.text().length() > 2)) {
      return Optional.empty();
    }
    if (colon >= 0
        && (token.text().length() - colon != 3 || (token.text().charAt(colon) == '.' && !half))) {
      return Optional.empty();
    }
    int hour = Integer.parseInt(colon < 0 ? token.text() : token.text().substring(0, colon));
    int minute = colon < 0 ? 0 : Integer.parseInt(token.text().substring(colon + 1));
    if (half) {
      hour = hour % 12 + (suffix.equals("pm") ? 12 : 0);
    }
    if (hour > 23 || minute > 59) {
      return Optional.empty();
    }
    int to = half || tokens.at(i + 1).is("o'clock") ? i + 2 : i + 1;
    int minutes = minute == 0 && colon < 0 ? 60 : 1;
    return Optional.of(zoned(LocalTime.of(hour, minute), minutes, to));
  }

  private Hours zoned(LocalTime time, int minutes, int to) {
    int at = tokens.at(to).is("(") ? to + 1 : to;
    String word = tokens.at(at).text();
    if (word.equals("UTC") || word.equals("GMT")) {
      return new Hours(time, minutes, ZoneOffset.UTC, at + 1);
    }
    ZoneId city = zoneOfCity.get(tokens.at(at).lower());
    if (city != null && tokens.at(at + 1).is("time")) {
      return new Hours(time, minutes, city, at + 2);
    }
    if (tokens.at(at).is("local") && tokens.at(at + 1).is("time")) {
      return new Hours(time, minutes, null, at + 2);
    }
    return new Hours(time, minutes, null, to);
  }
}
