// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tocsin.reading.TimePieces.Piece;

/**
 * Reads what fills a slot of a rule: a word of a class, or numbers in their many forms. The value
 * is text that {@link TimeMeanings} reads back. Each read looks at a dozen pieces at most.
 */
final class TimeSlots {
  private static final int MAX_ZONE_WORDS = 3;
  private static final int REMEMBERED = 16;

  private final TimePieces pieces;
  private final TimeLanguage language;
  private final Map<String, ZoneId> zoneOfCity;
  private final @Nullable Remembered[] remembered;

  /** A filled slot, from one piece up to before another. */
  record Filled(String value, int from, int to) {}

  /** What was found for a class at a piece; {@code filled} is null where nothing fits. */
  private record Remembered(int at, @Nullable Filled filled) {}

  TimeSlots(TimePieces pieces, TimeLanguage language, Map<String, ZoneId> zoneOfCity) {
    remembered = new Remembered[language.slotCount() * REMEMBERED];
    this.pieces = pieces;
    this.language = language;
    this.zoneOfCity = zoneOfCity;
  }

  /** What fills a slot at piece {@code i}, before the end of its sentence; null when nothing. */
  @Nullable Filled fill(TimeLanguage.Slot slot, int i, int end) {
    int place = slot.id() * REMEMBERED + i % REMEMBERED;
    Remembered before = remembered[place];
    if (before == null || before.at() != i) {
      before = new Remembered(i, fill(slot.wordClass(), i, end).orElse(null));
      remembered[place] = before;
    }
    return before.filled();
  }

  /** What fills a slot of this class at piece {@code i}, before piece {@code end}. */
  Optional<Filled> fill(String wordClass, int i, int end) {
    if (i >= end) {
      return Optional.empty();
    }
    Optional<Filled> filled =
        switch (wordClass) {
          case "number" -> number(i);
          case "count" -> count(i, end);
          case "year" -> year(i);
          case "years2" -> twoDigits(i);
          case "dayno" -> dayNumber(i, end);
          case "rankno" -> rank(i, end);
          case "ordinalno" -> ordinalNumber(i);
          case "decade4" -> decade(i);
          case "clock" -> clock(i, end);
          case "stamp" -> stamp(i);
          case "slashed" -> slashed(i);
          case "unitany" -> word("units", i, end).or(() -> word("unit", i, end));
          case "event" -> event(i, end);
          default -> word(wordClass, i, end);
        };
    return filled.filter(f -> f.to() <= end);
  }

  Optional<Filled> word(String wordClass, int i, int end) {
    return language
        .word(pieces, i, end, wordClass)
        .map(w -> new Filled(w.value(), i, i + w.phrase().size()));
  }

  /** A whole number in digits or words. */
  private Optional<Filled> number(int i) {
    Piece piece = pieces.at(i);
    if (piece.isNumber()) {
      return digits(piece.text())
          .map(value -> {
            long scale = language.numbers().scale(pieces.at(i + 1).lower());
            return new Filled("" + value * scale, i, scale > 1 ? i + 2 : i + 1);
          });
    }
    if (!piece.isWord()) {
      return Optional.empty();
    }
    return language
        .numbers()
        .at(k -> pieces.at(k).lower(), i)
        .map(n -> new Filled("" + n.value(), i, n.to()));
  }

  private static Optional<Long> digits(String text) {
    if (text.length() > 9 || text.indexOf('.') >= 0 || text.indexOf(':') >= 0) {
      return Optional.empty();
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != ',') {
        value = value * 10 + Character.digit(text.charAt(i), 10);
      }
    }
    return Optional.of(value);
  }

  /** How many: a number, a half added ("2 1/2", "2.5"), "a", or X for "several". */
  private Optional<Filled> count(int i, int end) {
    Optional<Filled> vague = word("some", i, end);
    if (vague.isPresent()) {
      return vague;
    }
    Piece piece = pieces.at(i);
    if (piece.isNumber() && piece.text().length() <= 5 && piece.text().endsWith(".5")) {
      return Optional.of(new Filled(piece.text(), i, i + 1));
    }
    if (pieces.at(i + 1).is("1") && pieces.at(i + 2).is("/") && pieces.at(i + 3).is("2")) {
      return number(i).map(n -> new Filled(n.value() + ".5", i, i + 4));
    }
    Optional<Filled> number = number(i);
    if (number.isPresent()) {
      return number;
    }
    return word("one", i, end);
  }

  /** A year of four digits, or in words ("nineteen ninety-six", "two thousand"). */
  private Optional<Filled> year(int i) {
    Piece piece = pieces.at(i);
    if (piece.isNumber()) {
      int year = piece.text().length() == 4 ? plain(piece.text()) : -1;
      return year >= 1000 && year <= 2100
          ? Optional.of(new Filled("" + year, i, i + 1))
          : Optional.empty();
    }
    Optional<Filled> first = piece.isWord() ? number(i) : Optional.empty();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    long century = Long.parseLong(first.get().value());
    if (century >= 1900 && century <= 2100) {
      return first;
    }
    Optional<Filled> rest = number(first.get().to()).filter(r -> pieces.at(r.from()).isWord());
    return century >= 18 && century <= 20
        ? rest.filter(r -> r.value().length() == 2)
            .map(r -> new Filled(century + r.value(), i, r.to()))
        : Optional.empty();
  }

  private Optional<Filled> twoDigits(int i) {
    Piece piece = pieces.at(i);
    return piece.isNumber() && piece.text().length() == 2 && plain(piece.text()) >= 0
        ? Optional.of(new Filled(piece.text(), i, i + 1))
        : Optional.empty();
  }

  /** The value of a text of ASCII digits, else -1. */
  private static int plain(String text) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i > 8) {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return text.isEmpty() ? -1 : value;
  }

  private Optional<Filled> dayNumber(int i, int end) {
    Piece piece = pieces.at(i);
    if (!piece.isNumber()) {
      return rank(i, end);
    }
    int day = piece.text().length() <= 2 ? plain(piece.text()) : -1;
    if (day < 1 || day > 31 || isCounting(i)) {
      return Optional.empty();
    }
    return Optional.of(new Filled("" + day, i, suffixEnd(i, end)));
  }

  /** Whether a number counts people or things ("in March 12 people"). */
  private boolean isCounting(int i) {
    Piece next = pieces.at(i + 1);
    return next.isWord() && language.word(pieces, i + 1, i + 2, "counted").isPresent();
  }

  private int suffixEnd(int i, int end) {
    return pieces.adjoins(i) && word("suffix", i + 1, end).isPresent() ? i + 2 : i + 1;
  }

  /** "third", "20th", "twenty-first". */
  private Optional<Filled> rank(int i, int end) {
    Piece piece = pieces.at(i);
    if (piece.isNumber()) {
      int value = piece.text().length() <= 2 ? plain(piece.text()) : -1;
      int to = suffixEnd(i, end);
      return value > 0 && to == i + 2
          ? Optional.of(new Filled("" + value, i, to))
          : Optional.empty();
    }
    return word("rank", i, end).or(() -> word("ordinal", i, end));
  }

  private Optional<Filled> ordinalNumber(int i) {
    Piece piece = pieces.at(i);
    int value = piece.isNumber() && piece.text().length() == 1 ? plain(piece.text()) : -1;
    return value >= 1 && value <= 4 && pieces.adjoins(i - 1)
        ? Optional.of(new Filled("" + value, i, i + 1))
        : Optional.empty();
  }

  private Optional<Filled> decade(int i) {
    Piece piece = pieces.at(i);
    int year = piece.isNumber() && piece.text().length() == 4 ? plain(piece.text()) : -1;
    return year >= 1000 && year <= 2100 && year % 10 == 0 && pieces.adjoins(i)
        ? Optional.of(new Filled("" + year, i, i + 1))
        : Optional.empty();
  }

  /** ISO 8601 dates and times, whose parts the tokens have torn apart. */
  private Optional<Filled> stamp(int i) {
    Piece first = pieces.at(i);
    String text = pieces.text();
    boolean dashed = pieces.at(i + 1).is("-") && pieces.at(i + 3).is("-");
    if (!first.isNumber() || first.text().length() != 4 || !dashed) {
      return Optional.empty();
    }
    int end = first.start();
    while (end < text.length()
        && end - first.start() < 32
        && "0123456789-:.TZ+".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    while (end > first.start() && text.charAt(end - 1) == '.') {
      end--;
    }
    String value = text.substring(first.start(), end);
    int to = i;
    while (to < pieces.size() && pieces.at(to).end() <= end) {
      to++;
    }
    return to > i && Dates.parse(value).isPresent()
        ? Optional.of(new Filled(value, i, to))
        : Optional.empty();
  }

  /**
   * "22.03.2024", "22/3/2024", "3/22/2024". Where day and month could change places (both below 13
   * and not alike) nothing is read: a wrong date is worse than none. With full stops the day leads.
   */
  private Optional<Filled> slashed(int i) {
    String[] parts = new String[3];
    int to;
    boolean dots = pieces.at(i).text().indexOf('.') > 0;
    if (!pieces.at(i).isNumber()) {
      return Optional.empty();
    }
    if (dots) {
      java.util.List<String> split = Lexicon.split(pieces.at(i).text(), '.');
      if (split.size() != 3) {
        return Optional.empty();
      }
      split.toArray(parts);
      to = i + 1;
    } else {
      if (!pieces.at(i + 1).is("/") || !pieces.at(i + 3).is("/")) {
        return Optional.empty();
      }
      parts = new String[] {pieces.at(i).text(), pieces.at(i + 2).text(), pieces.at(i + 4).text()};
      to = i + 5;
    }
    int one = plain(parts[0]);
    int two = plain(parts[1]);
    int year = plain(parts[2]);
    if (one < 1 || two < 1 || one > 31 || two > 31 || year < 0) {
      return Optional.empty();
    }
    if (parts[2].length() == 2) {
      year += year < 70 ? 2000 : 1900;
    }
    boolean dayFirst = dots || one > 12 || one == two;
    boolean monthFirst = !dayFirst && two > 12;
    if (year < 1000 || year > 2100 || (!dayFirst && !monthFirst)) {
      return Optional.empty();
    }
    int day = dayFirst ? one : two;
    int month = dayFirst ? two : one;
    return month > 12
        ? Optional.empty()
        : Optional.of(new Filled(year + "-" + month + "-" + day, i, to));
  }

  /** "20:00", "8 p.m.", "8:15 pm Moscow time", "2330 hours", "at 0530 GMT": "HH:mm|h|zone". */
  private Optional<Filled> clock(int i, int end) {
    Piece piece = pieces.at(i);
    String text = piece.text();
    if (!piece.isNumber() || text.length() > 8) {
      return spelledClock(i, end);
    }
    Optional<Filled> half = word("half", i + 1, end);
    boolean hoursWord = word("oclock", i + 1, end).isPresent();
    int mark = Math.max(text.indexOf(':'), text.indexOf('.'));
    boolean dotted = mark > 0 && text.charAt(mark) == '.';
    int hour;
    int minute = 0;
    if (mark < 0 && text.length() == 4 && isMilitary(i, end)) {
      hour = plain(text.substring(0, 2));
      minute = plain(text.substring(2));
    } else if (mark < 0) {
      if (text.length() > 2 || (half.isEmpty() && !hoursWord)) {
        return Optional.empty();
      }
      hour = plain(text);
    } else {
      if (mark > 2 || text.length() < mark + 3 || (dotted && half.isEmpty())) {
        return Optional.empty();
      }
      boolean seconds = text.length() == mark + 6 && text.charAt(mark + 3) == ':';
      hour = plain(text.substring(0, mark));
      minute =
          seconds || text.length() == mark + 3 ? plain(text.substring(mark + 1, mark + 3)) : -1;
    }
    boolean hourOnly = mark < 0 && text.length() <= 2;
    return clock(i, end, hour, minute, hourOnly, half, hoursWord && half.isEmpty());
  }

  /** "eight p.m.", "six o'clock". */
  private Optional<Filled> spelledClock(int i, int end) {
    Optional<Filled> hour =
        pieces.at(i).isWord() ? number(i).filter(n -> n.value().length() <= 2) : Optional.empty();
    if (hour.isEmpty()) {
      return Optional.empty();
    }
    int at = hour.get().to();
    Optional<Filled> half = word("half", at, end);
    boolean oclock = pieces.at(at).is("o'clock");
    return half.isEmpty() && !oclock
        ? Optional.empty()
        : clock(at - 1, end, plain(hour.get().value()), 0, true, half, oclock && half.isEmpty())
            .map(f -> new Filled(f.value(), i, f.to()));
  }

  private Optional<Filled> clock(
      int i, int end, int hour, int minute, boolean hourOnly, Optional<Filled> half, boolean word) {
    int hours = hour;
    if (half.isPresent()) {
      if (hour < 1 || hour > 12) {
        return Optional.empty();
      }
      hours = hour % 12 + (half.get().value().equals("PM") ? 12 : 0);
    }
    if (hours < 0 || hours > 24 || minute < 0 || minute > 59 || (hours == 24 && minute > 0)) {
      return Optional.empty();
    }
    int to = half.map(Filled::to).orElse(word ? i + 2 : i + 1);
    LocalTime time = LocalTime.of(hours % 24, minute);
    Filled zone = zone(to, end);
    String value = time + "|" + (hourOnly ? "h" : "") + "|" + zone.value();
    return Optional.of(new Filled(value, i, zone.to()));
  }

  /** Four digits are a time only where the words around say so: years look alike. */
  private boolean isMilitary(int i, int end) {
    return word("hours", i + 1, end).isPresent()
        || word("zone", i + 1, end).isPresent()
        || language.word(pieces, i - 1, i, "clockAfter").isPresent();
  }

  /** The zone named after a time; its value is empty when none is. */
  private Filled zone(int from, int end) {
    int to = word("hours", from, end).map(Filled::to).orElse(from);
    int at = pieces.at(to).is("(") || pieces.at(to).is("[") ? to + 1 : to;
    Optional<Filled> zone = word("zone", at, end);
    if (zone.isPresent()) {
      return zone.get();
    }
    Optional<Filled> local = word("localTime", at, end);
    if (local.isPresent()) {
      return new Filled("", from, local.get().to());
    }
    StringBuilder name = new StringBuilder();
    for (int k = at; k < Math.min(end, at + MAX_ZONE_WORDS); k++) {
      name.append(k > at ? " " : "").append(pieces.at(k).lower());
      ZoneId city = zoneOfCity.get(name.toString());
      Optional<Filled> time = word("timeWord", k + 1, end);
      if (city != null && time.isPresent()) {
        return new Filled(city.getId(), from, time.get().to());
      }
    }
    return new Filled("", from, to);
  }

  /** The clock that a slot's value stands for. */
  static When.Clock clockOf(String value) {
    java.util.List<String> parts = Lexicon.split(value, '|');
    Optional<ZoneId> zone = Optional.empty();
    if (!parts.get(2).isEmpty()) {
      try {
        zone = Optional.of(ZoneId.of(parts.get(2)));
      } catch (DateTimeException unknown) {
        throw new IllegalStateException("a zone of the word list is unknown: " + value, unknown);
      }
    }
    return new When.Clock(LocalTime.parse(parts.get(0)), parts.get(1).equals("h"), zone);
  }

  /** The word for what happened: the last of at most three words in a row that is no time word. */
  private Optional<Filled> event(int i, int end) {
    int at = i;
    while (at < Math.min(end, i + 3) && pieces.at(at).isWord()) {
      at++;
    }
    return at == i ? Optional.empty() : Optional.of(new Filled("" + i + " " + at, i, i + 1));
  }
}
