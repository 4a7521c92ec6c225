// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Matches the rules of a language at one piece of the text. The work at each piece has a bound that
 * depends on the rules alone: patterns have a bounded length, and {@code $day} is not read inside
 * itself.
 */
final class TimeMatcher {
  private static final int REMEMBERED = 32;

  private final TimePieces pieces;
  private final TimeLanguage language;
  private final TimeContext context;
  private final TimeSlots slots;
  private final @Nullable Remembered[] remembered = new Remembered[2 * REMEMBERED];
  private final List<Fill> filled = new ArrayList<>();
  private Optional<When> day = Optional.empty();
  private long steps;

  /** Something read: from one piece up to before another. */
  record Hit(int from, int to, Meaning meaning, String rule) {}

  private record Match(
      TimeLanguage.Rule rule, int to, Map<String, TimeSlots.Filled> slots, Optional<When> day) {}

  /** What was read at a piece, while nothing new was named since. */
  private record Remembered(int at, int named, Optional<Hit> hit) {}

  TimeMatcher(TimePieces pieces, TimeLanguage language, TimeContext context, TimeSlots slots) {
    this.pieces = pieces;
    this.language = language;
    this.context = context;
    this.slots = slots;
  }

  /** How many comparisons were made so far: what tests of hostile input count. */
  long steps() {
    return steps;
  }

  /** The longest thing that a rule reads at piece {@code i}, before {@code end}. */
  Optional<Hit> at(int i, int end) {
    return at(i, end, true);
  }

  /** A day, or a part of one, at piece {@code i}. */
  Optional<Hit> dayAt(int i, int end) {
    return at(i, end, false)
        .filter(h ->
            h.meaning() instanceof Meaning.Placed placed
                && (placed.when().shape() == When.Shape.DAY
                    || placed.when().shape() == When.Shape.PART));
  }

  private Optional<Hit> at(int i, int end, boolean outer) {
    steps++;
    List<TimeLanguage.Rule> rules = language.rulesFor(pieces.at(i));
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    int slot = Math.floorMod(i, REMEMBERED) + (outer ? REMEMBERED : 0);
    Remembered before = remembered[slot];
    if (before != null && before.at() == i && before.named() == context.namedCount()) {
      return before.hit();
    }
    Optional<Hit> hit = longest(rules, i, end, outer);
    remembered[slot] = new Remembered(i, context.namedCount(), hit);
    return hit;
  }

  private Optional<Hit> longest(List<TimeLanguage.Rule> rules, int i, int end, boolean outer) {
    List<Match> matches = new ArrayList<>();
    for (TimeLanguage.Rule rule : rules) {
      if (outer || !rule.usesDay()) {
        Match match = match(rule, i, end);
        if (match != null) {
          matches.add(match);
        }
      }
    }
    matches.sort(
        Comparator.comparingInt((Match m) -> -m.to()).thenComparingInt(m -> m.rule().rank()));
    for (Match match : matches) {
      Optional<Meaning> meaning = meaning(i, end, match);
      if (meaning.isPresent()) {
        return meaning.map(m -> new Hit(i, match.to(), m, "time." + match.rule().name()));
      }
    }
    return Optional.empty();
  }

  private Optional<Meaning> meaning(int i, int end, Match match) {
    if (!isTime(match, i)) {
      return Optional.empty();
    }
    try {
      return TimeMeanings.of(
          match.rule(), context, pieces, match.slots(), isAhead(i, match.to(), end), match.day());
    } catch (DateTimeException impossible) { // "31 February": not a date, so not a time
      return Optional.empty();
    }
  }

  private @Nullable Match match(TimeLanguage.Rule rule, int i, int end) {
    filled.clear();
    day = Optional.empty();
    int to = walk(rule.pattern(), 0, i, end);
    return to < 0 ? null : new Match(rule, to, filledMap(), day);
  }

  /** What fills the slots of the rule being tried, so far. */
  private record Fill(TimeLanguage.Slot slot, TimeSlots.Filled filled) {}

  private Map<String, TimeSlots.Filled> filledMap() {
    Map<String, TimeSlots.Filled> map = new HashMap<>();
    for (Fill fill : filled) {
      String name = fill.slot().wordClass();
      map.put(map.containsKey(name) ? name + "2" : name, fill.filled());
    }
    return map;
  }

  /**
   * Where the pattern from {@code place} on ends, or -1. A place filled is tried before it is left
   * out; the first way through wins.
   */
  private int walk(List<TimeLanguage.Element> pattern, int place, int at, int end) {
    if (place == pattern.size()) {
      return at;
    }
    TimeLanguage.Element element = pattern.get(place);
    steps++;
    int to =
        switch (element) {
          case TimeLanguage.Literal literal ->
              at < end
                      && literal.words().contains(pieces.at(at).lower())
                      && (!pieces.at(at).is(".") || isStopOfWord(at, end))
                  ? walk(pattern, place + 1, at + 1, end)
                  : -1;
          case TimeLanguage.Slot slot ->
              slot.isDay()
                  ? walkDay(pattern, place, at, end)
                  : walkSlot(slot, pattern, place, at, end);
        };
    return to < 0 && element.optional() ? walk(pattern, place + 1, at, end) : to;
  }

  private int walkSlot(
      TimeLanguage.Slot slot, List<TimeLanguage.Element> pattern, int place, int at, int end) {
    TimeSlots.Filled fill = slots.fill(slot, at, end);
    if (fill == null) {
      return -1;
    }
    filled.add(new Fill(slot, fill));
    int to = walk(pattern, place + 1, fill.to(), end);
    if (to < 0) {
      filled.removeLast();
    }
    return to;
  }

  private int walkDay(List<TimeLanguage.Element> pattern, int place, int at, int end) {
    List<Fill> outer = List.copyOf(filled);
    Optional<Hit> hit = dayAt(at, end);
    filled.clear();
    filled.addAll(outer);
    if (hit.isEmpty()) {
      return -1;
    }
    day = Optional.of(((Meaning.Placed) hit.get().meaning()).when());
    return walk(pattern, place + 1, hit.get().to(), end);
  }

  /** A full stop that shortens the word before it, not one that ends the sentence. */
  private boolean isStopOfWord(int at, int end) {
    return pieces.adjoins(at - 1) && pieces.at(at - 1).lower().length() <= 4 && at + 1 < end;
  }

  /** Whether words that could be something else are a time here. */
  private boolean isTime(Match match, int i) {
    return switch (match.rule().meaning()) {
      case "monthAlone" -> isMonth(i);
      case "yearAlone" -> isYear(i, match.to());
      case "length", "lengthSome", "lengthOne" -> isPlainLength(i, match.to());
      case "earlier", "earlier1", "later", "later1" -> standsAlone(match.to());
      case "reference" -> language.word(pieces, match.to(), match.to() + 1, "soonAfter").isEmpty();
      default -> true;
    };
  }

  /** "Three days before" counts from the last date; "three days before he came" does not. */
  private boolean standsAlone(int to) {
    return language.word(pieces, to - 1, to, "side").isEmpty() || !pieces.at(to).isWord();
  }

  /** March and May are words as well. */
  private boolean isMonth(int i) {
    String word = pieces.at(i).lower();
    return language.word(pieces, i, i + 1, "doubtfulMonth").isEmpty()
        || precededBy(i, "dated")
        || word.length() > 5;
  }

  private boolean isYear(int i, int to) {
    TimePieces.Piece next = pieces.at(to);
    boolean counts =
        (next.isWord()
                && (language.word(pieces, to, to + 2, "counted").isPresent()
                    || language.word(pieces, to, to + 2, "victims").isPresent()
                    || language.word(pieces, to, to + 2, "units").isPresent()))
            || next.is("%");
    boolean dated = precededBy(i, "dated");
    int year = pieces.at(i).isNumber() ? Integer.parseInt(pieces.at(i).text()) : 2000;
    return !counts && !precededBy(i, "notYear") && (year >= 1900 || dated);
  }

  /** Ages ("a 44-year-old"), fractions ("three-quarters") and lodgings ("quarters") are none. */
  private boolean isPlainLength(int i, int to) {
    boolean fraction =
        pieces.at(to - 1).is("quarters") && (to - i == 1 || pieces.joinedByHyphen(to - 2));
    return !fraction
        && !pieces.at(i - 1).isNumber()
        && language.word(pieces, to, to + 1, "old").isEmpty();
  }

  private boolean precededBy(int i, String wordClass) {
    return i > 0 && language.word(pieces, i - 1, i, wordClass).isPresent();
  }

  /**
   * Whether the clause around speaks of what is to come: the nearest word before that shows a tense
   * decides, then the nearest after; without one it does not.
   */
  private boolean isAhead(int from, int to, int end) {
    for (int k = from - 1; k >= Math.max(pieces.sentenceStart(from), from - 14); k--) {
      if (language.word(pieces, k, from, "aheadBefore").isPresent()) {
        return true;
      }
      if (isPast(k, from)) {
        return false;
      }
    }
    for (int k = to; k < Math.min(end, to + 12); k++) {
      if (language.word(pieces, k, end, "aheadAfter").isPresent()) {
        return true;
      }
      if (isPast(k, end)) {
        return false;
      }
    }
    return false;
  }

  private boolean isPast(int k, int end) {
    return language.isPast(pieces.at(k).lower())
        || language.word(pieces, k, end, "past").isPresent();
  }
}
