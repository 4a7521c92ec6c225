// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Works out what a matched rule says. Every meaning that the rule files name is a case of {@link
 * #of}; the same meanings serve all languages.
 *
 * <p>This file is long because it is one table of meanings, each a few lines, that share the same
 * arithmetic.
 */
final class TimeMeanings {
  private static final int MAX_COUNT = 10_000;

  private final TimeContext context;
  private final TimePieces pieces;
  private final Map<String, TimeSlots.Filled> slots;
  private final List<String> constants;
  private final boolean ahead;
  private final Optional<When> day;

  /**
   * The meaning of a rule.
   *
   * @param slots what filled the rule's slots, by class
   * @param ahead whether the sentence speaks of what is to come
   * @param day what {@code $day} read, where the rule has it
   */
  static Optional<Meaning> of(
      TimeLanguage.Rule rule,
      TimeContext context,
      TimePieces pieces,
      Map<String, TimeSlots.Filled> slots,
      boolean ahead,
      Optional<When> day) {
    return new TimeMeanings(context, pieces, slots, rule.constants(), ahead, day)
        .meaning(rule.meaning());
  }

  private TimeMeanings(
      TimeContext context,
      TimePieces pieces,
      Map<String, TimeSlots.Filled> slots,
      List<String> constants,
      boolean ahead,
      Optional<When> day) {
    this.context = context;
    this.pieces = pieces;
    this.slots = slots;
    this.constants = constants;
    this.ahead = ahead;
    this.day = day;
  }

  private Optional<Meaning> meaning(String name) {
    return switch (name) {
      case "stamp" -> stamp();
      case "slashed" -> placed(slashed());
      case "date" -> placed(date());
      case "weekdate" -> placed(weekAndDayNumber());
      case "month" -> placed(When.month(LocalDate.of(number("year"), number("month"), 1)));
      case "monthAlone" -> placed(context.today().map(this::nearMonth));
      case "whichMonth" -> placed(context.today().map(this::whichMonth));
      case "monthOfYear" ->
          placed(context.today().map(now -> monthOf(now.getYear() + number("which"))));
      case "monthOfThat" ->
          placed(context.lastOrToday().map(at -> monthOf(at.getYear() + number("that"))));
      case "year", "yearAlone" -> placed(When.year(number("year")));
      case "yearShort" -> placed(When.year(shortYear()));
      case "decade" -> placed(When.decade(number("decade4")));
      case "decadeShort" -> placed(When.decade(shortYear()));
      case "decadeWord" -> placed(When.decade(1900 + number("decade") * 10));
      case "century" -> placed(When.century(number("rankno") * 100 - 100));
      case "quarter" -> placed(quarter());
      case "quarterNo" -> placed(context.today().map(this::numberedQuarter));
      case "quarterWhich" -> placed(ofYear(number("which"), y -> When.quarter(y, ordinal())));
      case "quarterAgo" -> placed(ofYear(-1, y -> When.quarter(y, ordinal())));
      case "quarterThe" -> placed(theQuarter(0));
      case "quarterPrior" -> placed(theQuarter(-1));
      case "half" ->
          ordinal() > 2 ? Optional.empty() : placed(When.half(number("year"), ordinal()));
      case "halfWhich" ->
          ordinal() > 2
              ? Optional.empty()
              : placed(ofYear(number("which"), y -> When.half(y, ordinal())));
      case "relativeDay" ->
          placed(context.today().map(d -> When.day(d.plusDays(number("relday")))));
      case "part" ->
          placed(
              context
                  .today()
                  .map(d ->
                      When.part(d.plusDays(Integer.parseInt(constants.get(0))), constants.get(1))));
      case "partThis" -> placed(context.today().map(d -> When.part(d, text("part"))));
      case "partThat" ->
          placed(
              context
                  .lastDayOrToday()
                  .map(d -> When.part(d.plusDays(number("that")), text("part"))));
      case "partNext" ->
          placed(context.lastDayOrToday().map(d -> When.part(d.plusDays(1), text("part"))));
      case "partAlone" -> placed(context.lastDayOrToday().map(d -> When.part(d, text("part"))));
      case "partOf" -> placed(day.map(d -> When.part(d.first(), text("part"))));
      case "partOfRelative" ->
          placed(context.today().map(d -> When.part(d.plusDays(number("relday")), text("part"))));
      case "weekday" -> placed(context.today().map(this::bareWeekday));
      case "whichWeekday" -> placed(context.today().map(d -> whichWeekday(d, number("which"))));
      case "thatWeekday" ->
          placed(context.lastDayOrToday().map(d -> whichWeekday(d, number("that"))));
      case "weekdayOfWeek" ->
          placed(
              context
                  .today()
                  .map(d -> When.day(d.plusWeeks(number("which")).with(dayOfWeek("weekday")))));
      case "weekdayAgo" ->
          placed(
              context
                  .today()
                  .map(d ->
                      When.day(
                          d.with(TemporalAdjusters.previousOrSame(dayOfWeek("weekday")))
                              .minusWeeks(1))));
      case "whichUnit" -> placed(context.today().flatMap(d -> unitAt(d, number("which"))));
      case "thatUnit" -> placed(context.lastOrToday().flatMap(d -> unitAt(d, number("that"))));
      case "thatUnitEdge" -> placed(context.lastOrToday().flatMap(d -> unitAt(d, 0)));
      case "thatUnitDay" -> placed(context.last().map(l -> When.day(l.first())));
      case "theUnit" -> placed(context.today().flatMap(d -> unitAt(d, 0)));
      case "weekend" ->
          placed(context.today().map(d -> When.weekend(d.plusWeeks(number("which")))));
      case "weekendThis" ->
          placed(context.today().map(d -> When.weekend(d.plusWeeks(ahead ? 0 : lastWeekend(d)))));
      case "weekendThat" ->
          placed(context.lastDayOrToday().map(d -> When.weekend(d.plusWeeks(number("that")))));
      case "weekOf" -> placed(day.map(d -> When.week(d.first())));
      case "yearEnd" ->
          placed(context.today().map(d -> When.year(d.getYear()).with(Timex.Mod.END)));
      case "endOfThe" ->
          placed(context.today().flatMap(d -> unitAt(d, 0)).map(w -> w.with(Timex.Mod.END)));
      case "soFar" -> soFar();
      case "whichSeason" -> placed(context.today().map(this::whichSeason));
      case "thatSeason" ->
          placed(
              context
                  .lastOrToday()
                  .map(d -> When.season(d.getYear() + number("that"), text("season"))));
      case "season" -> placed(When.season(number("year"), text("season")));
      case "seasonOfYear" -> placed(ofYear(number("which"), y -> When.season(y, text("season"))));
      case "seasonAlone" -> placed(context.today().map(this::nearSeason));
      case "holiday" -> placed(holiday());
      case "holidayWhich" -> placed(context.today().flatMap(d -> whichHoliday(d, number("which"))));
      case "ago" -> distance(context.today(), -1, text("count"), text("unitany"));
      case "agoOne" -> distance(context.today(), -1, "1", text("unit"));
      case "hence" -> distance(context.today(), 1, text("count"), text("unitany"));
      case "earlier" -> distance(context.lastOrToday(), -1, text("count"), text("unitany"));
      case "earlierOne", "earlier1" -> distance(context.lastOrToday(), -1, "1", text("unit"));
      case "later" -> distance(context.lastOrToday(), 1, text("count"), text("unitany"));
      case "later1" -> distance(context.lastOrToday(), 1, "1", text("unit"));
      case "afterDay" -> distance(dayFirst(), 1, text("count"), text("unitany"));
      case "beforeDay" -> distance(dayFirst(), -1, text("count"), text("unitany"));
      case "afterDayOne" -> distance(dayFirst(), 1, "1", text("unit"));
      case "beforeDayOne" -> distance(dayFirst(), -1, "1", text("unit"));
      case "afterEvent" -> fromEvent(1);
      case "beforeEvent" -> fromEvent(-1);
      case "windowBack" -> window(-1, text("count"), text("units"));
      case "windowBackSome" -> window(-1, "X", text("units"));
      case "windowBackOne" -> window(-1, "1", text("unit"));
      case "windowAhead" -> window(1, text("count"), text("units"));
      case "windowAheadSome" -> window(1, "X", text("units"));
      case "within" -> window(1, text("count"), text("unitany"));
      case "length" ->
          loose(
              Timex.Type.DURATION,
              Lengths.of(text("count"), text(slots.containsKey("units") ? "units" : "unitany")));
      case "lengthRange" -> loose(Timex.Type.DURATION, Lengths.of(text("count"), text("unitany")));
      case "lengthHalf" ->
          loose(Timex.Type.DURATION, Lengths.of(text("count") + ".5", text("unitany")));
      case "lengthOne" -> loose(Timex.Type.DURATION, Lengths.of("1", text("unit")));
      case "lengthSome", "some" -> loose(Timex.Type.DURATION, Lengths.of("X", text("units")));
      case "lengthVague" -> loose(Timex.Type.DURATION, "PXX");
      case "lengthConst" -> loose(Timex.Type.DURATION, constants.getFirst());
      case "setWeekday" -> loose(Timex.Type.SET, "XXXX-WXX-" + text("weekday"));
      case "setWeekdays" -> loose(Timex.Type.SET, "XXXX-WXX-" + text("weekdays"));
      case "setWeekdayPart" ->
          loose(Timex.Type.SET, "XXXX-WXX-" + text("weekday") + "T" + text("parts"));
      case "setMonth" ->
          loose(Timex.Type.SET, String.format(java.util.Locale.ROOT, "XXXX-%02d", number("month")));
      case "setSeason" -> loose(Timex.Type.SET, "XXXX-" + text("season"));
      case "setUnit" -> loose(Timex.Type.SET, Lengths.of("1", text("unit")));
      case "setUnit2" -> loose(Timex.Type.SET, Lengths.of("2", text("unit")));
      case "setCount" -> loose(Timex.Type.SET, Lengths.of(text("count"), text("units")));
      case "often" -> loose(Timex.Type.SET, text("often"));
      case "reference" -> loose(Timex.Type.DATE, text("now"));
      case "referenceWord" -> loose(Timex.Type.DATE, text("reference"));
      case "clock" -> atClock(TimeSlots.clockOf(text("clock")));
      case "noon" -> atClock(noon());
      default -> throw new IllegalStateException("the rules name an unknown meaning: " + name);
    };
  }

  private String text(String slot) {
    TimeSlots.Filled filled = slots.get(slot);
    if (filled == null) {
      throw new IllegalStateException("a rule uses <%s> without holding it".formatted(slot));
    }
    return filled.value();
  }

  private int number(String slot) {
    return Integer.parseInt(text(slot));
  }

  private int ordinal() {
    return number("ordinal");
  }

  private static Optional<Meaning> placed(When when) {
    return Optional.of(new Meaning.Placed(when));
  }

  private static Optional<Meaning> placed(Optional<When> when) {
    return when.map(Meaning.Placed::new);
  }

  private static Optional<Meaning> loose(Timex.Type type, String value) {
    return Optional.of(new Meaning.Loose(Timex.of(type, value)));
  }

  private Optional<When> ofYear(int offset, java.util.function.IntFunction<When> when) {
    return context.today().map(d -> when.apply(d.getYear() + offset));
  }

  private Optional<Meaning> stamp() {
    String value = text("stamp");
    ZonedDateTime time = Dates.parse(value).orElseThrow();
    if (value.length() <= 10) {
      return placed(When.day(time.toLocalDate()));
    }
    ZoneId zone = time.getZone();
    return placed(
        When.clock(
            time.toLocalDate(),
            new When.Clock(
                time.toLocalTime().withSecond(0).withNano(0), false, Optional.of(zone))));
  }

  private When slashed() {
    List<String> parts = Lexicon.split(text("slashed"), '-');
    return When.day(
        LocalDate.of(
            Integer.parseInt(parts.get(0)),
            Integer.parseInt(parts.get(1)),
            Integer.parseInt(parts.get(2))));
  }

  private Optional<When> date() {
    int month = number("month");
    int dayOfMonth = number("dayno");
    if (slots.containsKey("year") || slots.containsKey("years2")) {
      int year = slots.containsKey("year") ? number("year") : shortYear();
      return Optional.of(When.day(LocalDate.of(year, month, dayOfMonth)));
    }
    return context.today().map(now -> When.day(nearest(now, month, dayOfMonth)));
  }

  /**
   * A day without a year is one near the document's date, rather after it where the text looks
   * ahead and before it where it does not; 29 February the last one there was.
   */
  private LocalDate nearest(LocalDate now, int month, int day) {
    int year = now.getYear();
    if (month == 2 && day == 29) {
      while (!java.time.Year.isLeap(year)) {
        year--;
      }
    }
    LocalDate date = LocalDate.of(year, month, day);
    if (date.isAfter(now.plusMonths(ahead ? 9 : 4))) {
      return date.minusYears(1);
    }
    return date.isBefore(now.minusMonths(ahead ? 2 : 8)) ? date.plusYears(1) : date;
  }

  /** "Friday the 13th": that day of this month, or of the nearest that fits. */
  private Optional<When> weekAndDayNumber() {
    DayOfWeek weekday = dayOfWeek("weekday");
    int number = number("dayno");
    return context
        .today()
        .flatMap(now -> {
          for (int step : new int[] {0, -1, 1, -2, 2}) {
            LocalDate month = now.withDayOfMonth(1).plusMonths(step);
            if (number <= month.lengthOfMonth()
                && month.withDayOfMonth(number).getDayOfWeek() == weekday) {
              return Optional.of(When.day(month.withDayOfMonth(number)));
            }
          }
          return Optional.empty();
        });
  }

  /** Two digits of a year: the year with them nearest to the document's, else to 2000. */
  private int shortYear() {
    int digits = number("years2");
    int now = context.today().map(LocalDate::getYear).orElse(2000);
    int year = now - Math.floorMod(now, 100) + digits;
    return year > now + 20 ? year - 100 : year < now - 79 ? year + 100 : year;
  }

  /** A month without a year: the next one where the text looks ahead, else the last one. */
  private When nearMonth(LocalDate now) {
    LocalDate first = LocalDate.of(now.getYear(), number("month"), 1);
    LocalDate here = now.withDayOfMonth(1);
    if (ahead) {
      return When.month(first.isBefore(here) ? first.plusYears(1) : first);
    }
    return When.month(first.isAfter(here.plusMonths(3)) ? first.minusYears(1) : first);
  }

  private When whichMonth(LocalDate now) {
    LocalDate first = LocalDate.of(now.getYear(), number("month"), 1);
    LocalDate here = now.withDayOfMonth(1);
    int which = number("which");
    if (which < 0 && !first.isBefore(here)) {
      return When.month(first.minusYears(1));
    }
    return When.month(which > 0 && !first.isAfter(here) ? first.plusYears(1) : first);
  }

  private When monthOf(int year) {
    return When.month(LocalDate.of(year, number("month"), 1));
  }

  private Optional<When> quarter() {
    if (slots.containsKey("year")) {
      return Optional.of(When.quarter(number("year"), ordinal()));
    }
    return context
        .today()
        .map(now -> {
          int year = now.getYear();
          int current = (now.getMonthValue() + 2) / 3;
          return When.quarter(ordinal() > current + (ahead ? 4 : 1) ? year - 1 : year, ordinal());
        });
  }

  private When numberedQuarter(LocalDate now) {
    int year = slots.containsKey("year") ? number("year") : now.getYear();
    return When.quarter(year, number("ordinalno"));
  }

  /** The quarter spoken of last, else the last that ended; {@code years} away. */
  private Optional<When> theQuarter(int years) {
    Optional<LocalDate> at =
        context.lastQuarter().map(When::first).or(() -> context.today().map(d -> d.minusMonths(3)));
    return at.map(d -> When.quarter(d.getYear() + years, (d.getMonthValue() + 2) / 3));
  }

  private DayOfWeek dayOfWeek(String slot) {
    return DayOfWeek.of(number(slot));
  }

  /** A bare weekday is the last one, or the next one where the text speaks of what is to come. */
  private When bareWeekday(LocalDate now) {
    DayOfWeek weekday = dayOfWeek("weekday");
    return When.day(
        now.with(
            ahead
                ? TemporalAdjusters.nextOrSame(weekday)
                : TemporalAdjusters.previousOrSame(weekday)));
  }

  private When whichWeekday(LocalDate now, int which) {
    DayOfWeek weekday = dayOfWeek("weekday");
    if (which == 0) {
      LocalDate next = now.with(TemporalAdjusters.nextOrSame(weekday));
      return ahead || next.equals(now)
          ? When.day(next)
          : When.day(now.with(java.time.temporal.ChronoField.DAY_OF_WEEK, weekday.getValue()));
    }
    return When.day(
        now.with(
            which < 0 ? TemporalAdjusters.previous(weekday) : TemporalAdjusters.next(weekday)));
  }

  /** In which week, counted from that of {@code now}, the weekend that is or was last lies. */
  private static int lastWeekend(LocalDate now) {
    return now.getDayOfWeek().getValue() >= 6 ? 0 : -1;
  }

  private Optional<When> unitAt(LocalDate at, int offset) {
    return unitAt(at, offset, constants.isEmpty() ? text("unit") : constants.getFirst());
  }

  private static Optional<When> unitAt(LocalDate at, int offset, String unit) {
    return switch (unit) {
      case "D" -> Optional.of(When.day(at.plusDays(offset)));
      case "W" -> Optional.of(When.week(at.plusWeeks(offset)));
      case "M" -> Optional.of(When.month(at.withDayOfMonth(1).plusMonths(offset)));
      case "Q" -> {
        LocalDate month = at.withDayOfMonth(1).plusMonths(3L * offset);
        yield Optional.of(When.quarter(month.getYear(), (month.getMonthValue() + 2) / 3));
      }
      case "Y" -> Optional.of(When.year(at.getYear() + offset));
      case "E" -> Optional.of(When.decade(at.getYear() + offset * 10));
      case "C" -> Optional.of(When.century(at.getYear() + offset * 100));
      default -> Optional.empty();
    };
  }

  /** "So far this month": from its start up to the document's date. */
  private Optional<Meaning> soFar() {
    Optional<When> whole = context.today().flatMap(d -> unitAt(d, number("which")));
    return whole.flatMap(w ->
        context
            .published()
            .map(now -> {
              ZonedDateTime from = w.from(context.zone());
              ZonedDateTime to = w.to(context.zone());
              return new Meaning.Window(from, now.isBefore(to) ? now : to, w.timex());
            }));
  }

  private When whichSeason(LocalDate now) {
    int which = number("which");
    LocalDate first = When.season(now.getYear(), text("season")).first();
    boolean over = !first.plusMonths(3).isAfter(now);
    if (which < 0) {
      return When.season(over ? now.getYear() : now.getYear() - 1, text("season"));
    }
    return When.season(
        which > 0 && !first.isAfter(now) ? now.getYear() + 1 : now.getYear(), text("season"));
  }

  private When nearSeason(LocalDate now) {
    When season = When.season(now.getYear(), text("season"));
    return !ahead && season.first().isAfter(now.plusMonths(3))
        ? When.season(now.getYear() - 1, text("season"))
        : season;
  }

  private Optional<When> holiday() {
    String rule = text("holiday");
    if (slots.containsKey("year")) {
      return Optional.of(When.day(Holidays.in(number("year"), rule)));
    }
    return context
        .today()
        .map(now -> {
          LocalDate day = Holidays.in(now.getYear(), rule);
          if (day.isAfter(now.plusMonths(ahead ? 11 : 4))) {
            return When.day(Holidays.in(now.getYear() - 1, rule));
          }
          return When.day(
              day.isBefore(now.minusMonths(ahead ? 1 : 8))
                  ? Holidays.in(now.getYear() + 1, rule)
                  : day);
        });
  }

  private Optional<When> whichHoliday(LocalDate now, int which) {
    String rule = text("holiday");
    LocalDate day = Holidays.in(now.getYear(), rule);
    if (which < 0 && !day.isBefore(now)) {
      return Optional.of(When.day(Holidays.in(now.getYear() - 1, rule)));
    }
    return Optional.of(
        When.day(which > 0 && !day.isAfter(now) ? Holidays.in(now.getYear() + 1, rule) : day));
  }

  private Optional<LocalDate> dayFirst() {
    return day.map(When::first);
  }

  /** Days, weeks and so on away from a day; hours and vague numbers give only their length. */
  private Optional<Meaning> distance(
      Optional<LocalDate> anchor, int sign, String count, String unit) {
    if (anchor.isEmpty()) {
      return Optional.empty();
    }
    if (sign < 0 && unit.equals("Y") && count.equals("1") && context.quarterAtHand().isPresent()) {
      return placed(theQuarter(-1)); // "a year earlier", of what a quarter brought
    }
    if (count.equals("X")) {
      return loose(Timex.Type.DATE, sign < 0 ? "PAST_REF" : "FUTURE_REF");
    }
    if (unit.startsWith("T") || count.endsWith(".5")) {
      return unit.startsWith("T")
          ? hoursAway(sign, count, unit)
          : loose(Timex.Type.DURATION, Lengths.of(count, unit));
    }
    long number = Long.parseLong(count);
    if (number > MAX_COUNT) {
      return Optional.empty();
    }
    int steps = sign * (int) number;
    LocalDate at = anchor.get();
    return switch (unit) {
      case "WE" -> placed(When.weekend(at.plusWeeks(steps)));
      case "NI" -> placed(When.part(at.plusDays(steps), "NI"));
      case "M" -> placed(When.month(at.withDayOfMonth(1).plusMonths(steps)));
      case "C", "E", "Y" -> {
        int years = steps * (unit.equals("C") ? 100 : unit.equals("E") ? 10 : 1);
        yield at.getYear() + years < 1
            ? Optional.empty()
            : placed(
                unit.equals("C")
                    ? When.century(at.getYear() + years)
                    : When.year(at.getYear() + years));
      }
      default -> placed(unitAt(at, steps, unit));
    };
  }

  /** "Two hours ago": a clock time where the document's own time is known, else a length. */
  private Optional<Meaning> hoursAway(int sign, String count, String unit) {
    Optional<ZonedDateTime> now = context.published();
    boolean whole = !count.endsWith(".5") && Long.parseLong(count) <= MAX_COUNT;
    if (now.isEmpty() || !whole || now.get().toLocalTime().equals(LocalTime.MIDNIGHT)) {
      return loose(Timex.Type.DURATION, Lengths.of(count, unit));
    }
    ZonedDateTime at =
        now.get().plus(Lengths.unit(unit).getDuration().multipliedBy(sign * Long.parseLong(count)));
    return placed(
        When.clock(
            at.toLocalDate(),
            new When.Clock(
                at.toLocalTime().withSecond(0).withNano(0), unit.equals("TH"), Optional.empty())));
  }

  /** "Three days before the attack", where the text said when the attack was. */
  private Optional<Meaning> fromEvent(int sign) {
    List<String> ends = Lexicon.split(text("event"), ' ');
    for (int k = Integer.parseInt(ends.get(1)) - 1; k >= Integer.parseInt(ends.get(0)); k--) {
      Optional<LocalDate> at = context.dayOf(pieces.at(k).lower());
      if (at.isPresent()) {
        return distance(at, sign, text("count"), text("unitany"));
      }
    }
    return Optional.empty();
  }

  /** A stretch up to, or from, the document's date; a vague number is taken as three. */
  private Optional<Meaning> window(int sign, String count, String unit) {
    Optional<ZonedDateTime> now = context.published();
    Timex timex = Timex.of(Timex.Type.DURATION, Lengths.of(count, unit));
    String number =
        count.equals("X")
            ? "3"
            : count.endsWith(".5") ? count.substring(0, count.length() - 2) : count;
    if (Long.parseLong(number) > MAX_COUNT) {
      return Optional.empty();
    }
    return now.map(at -> {
      ZonedDateTime edge = Lengths.move(at, sign * Long.parseLong(number), unit);
      return sign < 0 ? new Meaning.Window(edge, at, timex) : new Meaning.Window(at, edge, timex);
    });
  }

  private Optional<Meaning> atClock(When.Clock time) {
    Optional<Meaning> placed = placed(context.clockDay().map(d -> When.clock(d, time)));
    return placed.or(() ->
        context
            .today()
            .flatMap(_ -> context.stretchAtHand())
            .map(stretch -> new Meaning.Loose(stretch.somewhen(time))));
  }

  private When.Clock noon() {
    return new When.Clock(LocalTime.parse(text("noon")), false, Optional.empty());
  }
}
