// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Matches the rules of a language at one piece of the text. The work at each piece has a bound that
 * depends on the rules alone: patterns have a bounded length, and {@code $day} is not read inside
 * itself.
 */
final class TimeMatcher {
  private static final List<String> NUMBER_CLASSES =
      List.of(
          "number", "count", "year", "years2", "dayno", "rankno", "decade4", "clock", "stamp",
          "slashed");
  private static final List<String> WORD_CLASSES =
      List.of("number", "count", "year", "dayno", "rankno", "clock", "unitany");

  private final TimePieces pieces;
  private final TimeLanguage language;
  private final TimeContext context;
  private final TimeSlots slots;
  private long steps;

  /** Something read: from one piece up to before another. */
  record Hit(int from, int to, Meaning meaning, String rule) {}

  private record Match(
      TimeLanguage.Rule rule, int to, Map<String, TimeSlots.Filled> slots, Optional<When> day) {}

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
    Set<TimeLanguage.Rule> rules = candidates(i);
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    List<Match> matches = new ArrayList<>();
    for (TimeLanguage.Rule rule : rules) {
      if (outer || !usesDay(rule)) {
        match(rule, i, end).ifPresent(matches::add);
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

  private static boolean usesDay(TimeLanguage.Rule rule) {
    return rule.pattern().stream()
        .anyMatch(e -> e instanceof TimeLanguage.Slot slot && slot.wordClass().equals("$day"));
  }

  private Set<TimeLanguage.Rule> candidates(int i) {
    TimePieces.Piece piece = pieces.at(i);
    steps++;
    Set<TimeLanguage.Rule> rules = new LinkedHashSet<>(language.rulesByWord(piece.lower()));
    List<TimeLanguage.Word> words = language.words(piece.lower());
    for (TimeLanguage.Word word : words) {
      rules.addAll(language.rulesByClass(word.wordClass()));
    }
    if (piece.isNumber()) {
      NUMBER_CLASSES.forEach(c -> rules.addAll(language.rulesByClass(c)));
    } else if (!words.isEmpty() || language.numbers().startsNumber(piece.lower())) {
      WORD_CLASSES.forEach(c -> rules.addAll(language.rulesByClass(c)));
    }
    return rules;
  }

  private Optional<Match> match(TimeLanguage.Rule rule, int i, int end) {
    Match[] found = new Match[1];
    walk(rule, 0, i, end, new HashMap<>(), Optional.empty(), found);
    return Optional.ofNullable(found[0]);
  }

  /**
   * Tries a place of the pattern filled before it tries it left out; the first way through wins.
   */
  private boolean walk(
      TimeLanguage.Rule rule,
      int place,
      int at,
      int end,
      Map<String, TimeSlots.Filled> filled,
      Optional<When> day,
      Match[] found) {
    if (place == rule.pattern().size()) {
      found[0] = new Match(rule, at, Map.copyOf(filled), day);
      return true;
    }
    TimeLanguage.Element element = rule.pattern().get(place);
    steps++;
    switch (element) {
      case TimeLanguage.Literal literal -> {
        if (at < end
            && literal.words().contains(pieces.at(at).lower())
            && (!pieces.at(at).is(".") || isStopOfWord(at, end))
            && walk(rule, place + 1, at + 1, end, filled, day, found)) {
          return true;
        }
      }
      case TimeLanguage.Slot slot -> {
        if (slot.wordClass().equals("$day")) {
          Optional<Hit> hit = dayAt(at, end);
          if (hit.isPresent()) {
            When when = ((Meaning.Placed) hit.get().meaning()).when();
            if (walk(rule, place + 1, hit.get().to(), end, filled, Optional.of(when), found)) {
              return true;
            }
          }
        } else {
          Optional<TimeSlots.Filled> fill = slots.fill(slot.wordClass(), at, end);
          if (fill.isPresent()) {
            String key =
                filled.containsKey(slot.wordClass()) ? slot.wordClass() + "2" : slot.wordClass();
            filled.put(key, fill.get());
            if (walk(rule, place + 1, fill.get().to(), end, filled, day, found)) {
              return true;
            }
            filled.remove(key);
          }
        }
      }
    }
    return element.optional() && walk(rule, place + 1, at, end, filled, day, found);
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
      case "reference" -> language.word(pieces, match.to(), match.to() + 1, "soonAfter").isEmpty();
      default -> true;
    };
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
