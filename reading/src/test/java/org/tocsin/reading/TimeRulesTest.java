// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: the rule files name only meanings, words and slots that there are. */
class TimeRulesTest {
  private static final Map<String, String> SAMPLES =
      Map.ofEntries(
          Map.entry("number", "3"),
          Map.entry("count", "3"),
          Map.entry("year", "2021"),
          Map.entry("years2", "21"),
          Map.entry("dayno", "7"),
          Map.entry("rankno", "20"),
          Map.entry("ordinalno", "2"),
          Map.entry("decade4", "1990"),
          Map.entry("clock", "20:00||"),
          Map.entry("stamp", "2024-03-22"),
          Map.entry("slashed", "2024-3-22"),
          Map.entry("event", "0 0"),
          Map.entry("unitany", "D"));

  /** Computes every rule, with and without its optional slots: a slot that it lacks would throw. */
  @ParameterizedTest
  @ValueSource(strings = {"en"})
  void everyRuleHoldsTheSlotsThatItsMeaningAsksFor(String code) {
    TimeLanguage language = TimeLanguage.of(code);
    TimeContext context =
        new TimeContext(
            Optional.of(ZonedDateTime.parse("2024-03-23T12:00:00Z")), java.time.ZoneOffset.UTC);
    TimePieces pieces = TimePieces.of(Tokens.of("one"));
    Set<String> empty = new TreeSet<>();
    for (TimeLanguage.Rule rule : language.rules()) {
      for (boolean all : new boolean[] {true, false}) {
        Map<String, TimeSlots.Filled> slots = new java.util.HashMap<>();
        for (TimeLanguage.Element element : rule.pattern()) {
          if (element instanceof TimeLanguage.Slot slot && (all || !slot.optional())) {
            String name = slot.wordClass();
            slots.put(
                slots.containsKey(name) ? name + "2" : name,
                new TimeSlots.Filled(sample(language, name), 0, 1));
          }
        }
        Optional<Meaning> meaning =
            TimeMeanings.of(
                rule,
                context,
                pieces,
                slots,
                false,
                Optional.of(When.day(java.time.LocalDate.EPOCH)));
        if (meaning.isEmpty()) {
          empty.add(rule.name());
        }
      }
    }
    // What needs an event, a day named before, or a Friday that is the seventh may find none.
    assertThat(empty)
        .isSubsetOf(
            language.rules().stream()
                .filter(r ->
                    Set.of(
                            "afterEvent",
                            "beforeEvent",
                            "half",
                            "halfWhich",
                            "thatUnitDay",
                            "weekdate",
                            "weekday",
                            "whichUnit",
                            "thatUnit",
                            "theUnit",
                            "thatUnitEdge",
                            "endOfThe",
                            "soFar",
                            "earlier1",
                            "later1",
                            "beforeDayOne",
                            "afterDayOne",
                            "agoOne",
                            "earlierOne")
                        .contains(r.meaning()))
                .map(TimeLanguage.Rule::name)
                .toList());
  }

  private static String sample(TimeLanguage language, String wordClass) {
    return Optional.ofNullable(SAMPLES.get(wordClass))
        .orElseGet(() -> language.firstValue(wordClass).orElse(""));
  }

  @TestFactory
  Stream<DynamicTest> comparesABoundedNumberOfTimesAToken() {
    List<String> foods =
        List.of(
            "the night of ",
            "early late the end of ",
            "two days before ",
            "1 2 3 4 ",
            "a-",
            "31 February 2024 99 March ",
            "the year of the ",
            "last next this ",
            "between Monday and ",
            "twenty hundred thousand ",
            "at 10 at 10:10 ",
            "the next few the past ",
            "Friday the 13th of May of ",
            "' 90 ' ");
    return foods.stream()
        .map(food ->
            DynamicTest.dynamicTest(
                food,
                () -> {
                  double few = steps(food.repeat(300));
                  double many = steps(food.repeat(3_000));
                  // Ten times the text, ten times the work: rules bound what one piece can cost.
                  assertThat(many).isLessThan(few * 11);
                }));
  }

  private static double steps(String text) {
    TimeFinder finder =
        new TimeFinder(
            Tokens.of(text),
            TimeLanguage.of("en"),
            Optional.of(ZonedDateTime.parse("2024-03-23T12:00:00Z")),
            Optional.empty(),
            Map.of());
    finder.find();
    return finder.steps();
  }
}
