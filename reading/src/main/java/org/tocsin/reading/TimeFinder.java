// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the times of one document: what the rules of the language match, with the words that soften
 * them ("early", "about") and with day, clock and part of the day put together. Relative ones count
 * from the document's date, from the last date named, or from the day something happened; without a
 * document date only full dates are read.
 */
final class TimeFinder {
  private static final int MAX_LINK_WORDS = 5;
  private static final int MAX_SOFTENERS = 2;

  private final TimePieces pieces;
  private final TimeLanguage language;
  private final TimeContext context;
  private final TimeSlots slots;
  private final TimeMatcher matcher;
  private final NavigableMap<Integer, Optional<ZonedDateTime>> dates;
  private int datedUntil;
  private final List<TimeMention> found = new ArrayList<>();
  private final List<LooseTime> loose = new ArrayList<>();

  TimeFinder(
      Tokens tokens,
      TimeLanguage language,
      Optional<ZonedDateTime> documentDate,
      Optional<ZoneId> placeZone,
      Map<String, ZoneId> zoneOfCity) {
    this(tokens, language, documentDate, new TreeMap<>(), placeZone, zoneOfCity);
  }

  /**
   * For a text that quotes others.
   *
   * @param dates from which unit of the text on another date than the document's is counted from
   */
  TimeFinder(
      Tokens tokens,
      TimeLanguage language,
      Optional<ZonedDateTime> documentDate,
      NavigableMap<Integer, Optional<ZonedDateTime>> dates,
      Optional<ZoneId> placeZone,
      Map<String, ZoneId> zoneOfCity) {
    this.dates = dates;
    ZoneId zone =
        placeZone.or(() -> documentDate.map(ZonedDateTime::getZone)).orElse(ZoneOffset.UTC);
    this.language = language;
    pieces = TimePieces.of(tokens);
    context = new TimeContext(documentDate, zone);
    slots = new TimeSlots(pieces, language, zoneOfCity);
    matcher = new TimeMatcher(pieces, language, context, slots);
  }

  /** What was found: times on the calendar, and those that name none. */
  record Times(List<TimeMention> placed, List<LooseTime> loose) {}

  Times find() {
    int i = 0;
    while (i < pieces.size()) {
      int end = pieces.sentenceEnd(i);
      context.nextSentence();
      turnAt(pieces.at(i).start());
      int first = found.size();
      int start = i;
      while (i < end) {
        Optional<TimeMatcher.Hit> hit =
            language.mayStart(pieces.at(i)) ? readAt(i, end) : Optional.empty();
        hit.ifPresent(this::add);
        i = hit.map(TimeMatcher.Hit::to).orElse(i + 1);
      }
      rememberEvents(start, end, first);
    }
    return new Times(List.copyOf(found), List.copyOf(loose));
  }

  /** Takes the date that the words from here on count from, where it changed since. */
  private void turnAt(int unit) {
    Map.Entry<Integer, Optional<ZonedDateTime>> here = dates.floorEntry(unit);
    if (here != null && here.getKey() >= datedUntil) {
      context.turnTo(here.getValue());
      datedUntil = here.getKey() + 1;
    }
  }

  /** How many comparisons were made: what tests of hostile input count. */
  long steps() {
    return matcher.steps();
  }

  private Optional<TimeMatcher.Hit> readAt(int i, int end) {
    Optional<TimeMatcher.Hit> plain = matcher.at(i, end).map(h -> withTail(h, end));
    Optional<TimeMatcher.Hit> soft = softened(i, end, MAX_SOFTENERS);
    return soft.isPresent() && soft.get().to() > plain.map(TimeMatcher.Hit::to).orElse(i)
        ? soft
        : plain;
  }

  /** "Early on Friday", "about three weeks": words that soften or cut, then a time. */
  private Optional<TimeMatcher.Hit> softened(int i, int end, int depth) {
    for (String kind : List.of("edge", "rough")) {
      Optional<TimeSlots.Filled> word = slots.word(kind, i, end);
      if (word.isEmpty()) {
        continue;
      }
      int at = word.get().to();
      Optional<TimeMatcher.Hit> hit = matcher.at(at, end).map(h -> withTail(h, end));
      if (depth > 1) {
        Optional<TimeMatcher.Hit> inner = softened(at, end, depth - 1);
        if (inner.isPresent() && inner.get().to() > hit.map(TimeMatcher.Hit::to).orElse(at)) {
          hit = inner;
        }
      }
      Timex.Mod mod = Timex.Mod.valueOf(word.get().value());
      Optional<TimeMatcher.Hit> whole = hit.flatMap(h -> soften(i, h, mod));
      if (whole.isPresent()) {
        return whole;
      }
    }
    return Optional.empty();
  }

  private static Optional<TimeMatcher.Hit> soften(int from, TimeMatcher.Hit hit, Timex.Mod mod) {
    boolean edge = mod == Timex.Mod.START || mod == Timex.Mod.MID || mod == Timex.Mod.END;
    Meaning meaning =
        switch (hit.meaning()) {
          case Meaning.Placed(When when) -> new Meaning.Placed(when.with(mod));
          case Meaning.Window(ZonedDateTime start, ZonedDateTime until, Timex timex) ->
              new Meaning.Window(start, until, with(timex, mod));
          case Meaning.Loose(Timex timex) -> new Meaning.Loose(edge ? timex : with(timex, mod));
        };
    if (edge && hit.meaning() instanceof Meaning.Loose) {
      return Optional.empty();
    }
    return Optional.of(new TimeMatcher.Hit(from, hit.to(), meaning, hit.rule()));
  }

  private static Timex with(Timex timex, Timex.Mod mod) {
    return new Timex(timex.type(), timex.value(), Optional.of(mod));
  }

  /**
   * Joins what follows: a clock or a part of the day to a day, a day to a clock, an end to a start.
   */
  private TimeMatcher.Hit withTail(TimeMatcher.Hit hit, int end) {
    if (!(hit.meaning() instanceof Meaning.Placed(When when))) {
      return hit;
    }
    Optional<TimeMatcher.Hit> joined =
        switch (when.shape()) {
          case DAY -> clockAfterDay(hit, when, end).or(() -> partAfterDay(hit, when, end));
          case PART -> clockAfterDay(hit, when, end);
          case CLOCK -> dayAfterClock(hit, when, end);
          default -> Optional.empty();
        };
    TimeMatcher.Hit start = joined.orElse(hit);
    return start.meaning() instanceof Meaning.Placed ? range(start, end).orElse(start) : start;
  }

  private Optional<TimeMatcher.Hit> clockAfterDay(TimeMatcher.Hit hit, When when, int end) {
    int at = skipLinks(hit.to(), end);
    Optional<TimeSlots.Filled> clock = slots.fill("clock", at, end);
    Optional<When.Clock> time =
        clock
            .map(f -> TimeSlots.clockOf(f.value()))
            .or(() ->
                slots
                    .word("noon", at, end)
                    .map(f -> new When.Clock(LocalTime.parse(f.value()), false, Optional.empty())));
    int to = clock.or(() -> slots.word("noon", at, end)).map(TimeSlots.Filled::to).orElse(at);
    return time.map(t ->
        new TimeMatcher.Hit(
            hit.from(), to, new Meaning.Placed(When.clock(when.first(), t)), "time.date-clock"));
  }

  private Optional<TimeMatcher.Hit> partAfterDay(TimeMatcher.Hit hit, When when, int end) {
    int at = skipLinks(hit.to(), end);
    return slots
        .word("part", at, end)
        .map(f ->
            new TimeMatcher.Hit(
                hit.from(),
                f.to(),
                new Meaning.Placed(When.part(when.first(), f.value())),
                "time.date-part"));
  }

  private Optional<TimeMatcher.Hit> dayAfterClock(TimeMatcher.Hit hit, When when, int end) {
    int at = skipLinks(hit.to(), end);
    Optional<TimeMatcher.Hit> day = matcher.dayAt(at, end);
    When.Clock clock = when.clock();
    if (clock == null) {
      return Optional.empty();
    }
    Optional<TimeSlots.Filled> part = slots.word("part", at, end);
    if (day.isEmpty() && part.isPresent()) {
      return Optional.of(
          new TimeMatcher.Hit(
              hit.from(),
              part.get().to(),
              new Meaning.Placed(When.clock(when.first(), turned(clock, part.get().value()))),
              "time.clock-part"));
    }
    if (day.isEmpty()) {
      return inStretch(hit, clock, matcher.at(at, end));
    }
    return day.map(d -> {
      When date = ((Meaning.Placed) d.meaning()).when();
      return new TimeMatcher.Hit(
          hit.from(),
          d.to(),
          new Meaning.Placed(When.clock(date.first(), turned(clock, date.part()))),
          "time.clock-date");
    });
  }

  /** "At noon last year": on a day of it that is not told. */
  private static Optional<TimeMatcher.Hit> inStretch(
      TimeMatcher.Hit hit, When.Clock clock, Optional<TimeMatcher.Hit> next) {
    return next.filter(h ->
            h.meaning() instanceof Meaning.Placed(When stretch)
                && !stretch.namesDay()
                && !stretch.holds(((Meaning.Placed) hit.meaning()).when().first()))
        .map(h ->
            new TimeMatcher.Hit(
                hit.from(),
                hit.to(),
                new Meaning.Loose(((Meaning.Placed) h.meaning()).when().somewhen(clock)),
                hit.rule()));
  }

  /** "8 o'clock in the evening" is 20:00. */
  private static When.Clock turned(When.Clock clock, String part) {
    boolean late = part.equals("AF") || part.equals("EV") || part.equals("NI");
    boolean turn =
        late
            && clock.time().getHour() >= 1
            && clock.time().getHour() < 12
            && !(part.equals("NI") && clock.time().getHour() < 6);
    return turn
        ? new When.Clock(clock.time().plusHours(12), clock.hourOnly(), clock.zone())
        : clock;
  }

  private int skipLinks(int i, int end) {
    int at = i;
    while (at < end
        && at - i < MAX_LINK_WORDS
        && language.word(pieces, at, at + 1, "link").isPresent()) {
      at++;
    }
    return at;
  }

  /** "Friday to Sunday", "from May to July 2024", "1990-1995", "between Monday and Wednesday". */
  private Optional<TimeMatcher.Hit> range(TimeMatcher.Hit hit, int end) {
    int at = hit.to();
    boolean opened = hit.from() > 0;
    boolean between = opened && slots.word("between", hit.from() - 1, end).isPresent();
    boolean from = opened && slots.word("rangeFrom", hit.from() - 1, end).isPresent();
    boolean dash = pieces.at(at).is("-") || pieces.at(at).is("–");
    boolean joined =
        dash
            || (between && slots.word("and", at, end).isPresent())
            || (from && slots.word("rangeTo", at, end).isPresent());
    if (!joined) {
      return Optional.empty();
    }
    When first = ((Meaning.Placed) hit.meaning()).when();
    return matcher
        .at(at + 1, end)
        .filter(h -> h.meaning() instanceof Meaning.Placed)
        .flatMap(h -> {
          When last = ((Meaning.Placed) h.meaning()).when();
          return last.shape() == first.shape() && !last.first().isBefore(first.first())
              ? Optional.of(
                  new TimeMatcher.Hit(hit.from(), h.to(), span(first, last), "time.range"))
              : Optional.empty();
        });
  }

  private Meaning span(When first, When last) {
    String value = first.timex().value() + "/" + last.timex().value();
    return new Meaning.Window(
        first.from(context.zone()), last.to(context.zone()), Timex.of(first.timex().type(), value));
  }

  private void add(TimeMatcher.Hit hit) {
    Span span = pieces.span(hit.from(), hit.to());
    switch (hit.meaning()) {
      case Meaning.Placed(When when) -> {
        try {
          found.add(
              new TimeMention(
                  span,
                  when.from(context.zone()),
                  when.to(context.zone()),
                  when.granularity(),
                  when.timex(),
                  hit.rule()));
          context.named(when);
        } catch (DateTimeException outside) { // past the years that can be reckoned with
          return;
        }
      }
      case Meaning.Window(ZonedDateTime from, ZonedDateTime to, Timex timex) -> {
        if (!to.isBefore(from)) {
          found.add(
              new TimeMention(span, from, to, TimeMention.Granularity.WINDOW, timex, hit.rule()));
        }
      }
      case Meaning.Loose(Timex timex) -> loose.add(new LooseTime(span, timex, hit.rule()));
    }
  }

  /** Notes for each word of a sentence the first day that the sentence names. */
  private void rememberEvents(int from, int to, int firstFound) {
    if (found.size() == firstFound) {
      return;
    }
    TimeMention first = found.get(firstFound);
    if (first.granularity().compareTo(TimeMention.Granularity.DAY) > 0) {
      return;
    }
    for (int i = from; i < to; i++) {
      TimePieces.Piece piece = pieces.at(i);
      if (piece.isWord() && piece.lower().length() > 3) {
        context.happened(piece.lower(), first.from().toLocalDate());
      }
    }
  }
}
