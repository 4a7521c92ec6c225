// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** FEATURE UNDER TEST: an expression made of a date reads back to the date it was made of. */
class TimePropertiesTest {
  private static final int TRIES = 400;
  private static final String[] UNITS = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"
  };

  /** Words, and the value they must read as. */
  private record Made(String words, String value) {}

  @TestFactory
  List<DynamicTest> readsBackWhatItWasMadeOf() {
    List<DynamicTest> tests = new ArrayList<>();
    for (long seed = 1; seed <= 4; seed++) {
      long one = seed;
      tests.add(DynamicTest.dynamicTest("seed " + seed, () -> check(new Random(one))));
    }
    return tests;
  }

  private static void check(Random random) {
    for (int i = 0; i < TRIES; i++) {
      LocalDate anchor = LocalDate.of(1950, 1, 1).plusDays(random.nextInt(40_000));
      Made made = make(random, anchor);
      String text = "It happened " + made.words() + ".";
      Reading reading =
          Reader.standard()
              .read(Document.text(text).withDate(anchor.atTime(15, 0).atZone(ZoneOffset.UTC)));
      assertThat(reading.times())
          .as("%s counted from %s", text, anchor)
          .extracting(t -> t.timex().value())
          .containsExactly(made.value());
      TimeMention time = reading.times().getFirst();
      assertThat(time.to()).as(text).isAfter(time.from());
    }
  }

  private static Made make(Random random, LocalDate anchor) {
    int small = 2 + random.nextInt(9);
    LocalDate any = anchor.minusDays(1 + random.nextInt(20_000));
    String count = random.nextBoolean() ? UNITS[small] : "" + small;
    return switch (random.nextInt(14)) {
      case 0 -> new Made("on " + format(any, "d MMMM uuuu"), any.toString());
      case 1 -> new Made("on " + format(any, "MMMM d, uuuu"), any.toString());
      case 2 -> new Made("on " + format(any, "EEEE, d MMM uuuu"), any.toString());
      case 3 -> new Made("on " + any, any.toString());
      case 4 -> {
        LocalDate near = anchor.minusDays(random.nextInt(100));
        yield new Made("on " + format(near, "MMMM d"), near.toString());
      }
      case 5 -> {
        LocalDate day = anchor.minusDays(random.nextInt(7));
        yield new Made(
            "on " + day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
            day.toString());
      }
      case 6 -> new Made(count + " days ago", anchor.minusDays(small).toString());
      case 7 -> new Made(count + " weeks ago", week(anchor.minusWeeks(small)));
      case 8 ->
          new Made(
              count + " months ago",
              format(anchor.withDayOfMonth(1).minusMonths(small), "uuuu-MM"));
      case 9 -> new Made(count + " years ago", "" + (anchor.getYear() - small));
      case 10 -> new Made("in " + format(any, "MMMM uuuu"), format(any, "uuuu-MM"));
      case 11 -> new Made("last week", week(anchor.minusWeeks(1)));
      case 12 -> {
        String clock = format(any.atTime(random.nextInt(24), random.nextInt(60)), "HH:mm");
        yield new Made("at " + clock + " on " + format(any, "d MMMM uuuu"), any + "T" + clock);
      }
      default -> new Made("yesterday morning", anchor.minus(1, ChronoUnit.DAYS) + "TMO");
    };
  }

  private static String week(LocalDate day) {
    return String.format(
        Locale.ROOT,
        "%04d-W%02d",
        day.get(IsoFields.WEEK_BASED_YEAR),
        day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  private static String format(java.time.temporal.TemporalAccessor time, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
  }
}
