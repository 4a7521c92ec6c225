// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: the quick ways to read numbers and times give what the slow ones give. */
class QuickReadingTest {

  @Test
  void numbersAreTheNearestDoubles() throws BadInput {
    RandomGenerator random = Asking.random(6);
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
      int digits = 1 + random.nextInt(18);
      int point = random.nextInt(digits + 8);
      for (int i = 0; i < digits; i++) {
        text.append(i == point ? "." : "").append((char) ('0' + random.nextInt(10)));
      }
      assertThat(Numbers.parse(text.toString())).isEqualTo(Double.parseDouble(text.toString()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", ".", "-.", "1.2.3", "--1", "1-", "e", "0x1", "1f", " 1", "１"})
  void whatIsNoNumberIsRefused(String text) {
    assertThat(refused(() -> Numbers.parse(text))).isTrue();
  }

  @Test
  void timesAreThoseOfTheCalendar() {
    RandomGenerator random = Asking.random(7);
    String letters = "0123456789-:+TZtz. ";
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text =
          new StringBuilder(
              "%04d-%02d-%02dT%02d:%02d:%02d%s"
                  .formatted(
                      random.nextInt(10_000),
                      random.nextInt(14),
                      random.nextInt(33),
                      random.nextInt(25),
                      random.nextInt(61),
                      random.nextInt(61),
                      random.nextBoolean()
                          ? "Z"
                          : "%s%02d:%02d"
                              .formatted(
                                  random.nextBoolean() ? "+" : "-",
                                  random.nextInt(20),
                                  random.nextInt(62))));
      if (random.nextInt(4) == 0) {
        text.setCharAt(
            random.nextInt(text.length()), letters.charAt(random.nextInt(letters.length())));
      }
      assertThat(quick(text.toString())).as(text.toString()).isEqualTo(slow(text.toString()));
    }
  }

  private static String quick(String text) {
    try {
      return Rfc3339.parse(text).toString();
    } catch (BadInput e) {
      return "refused";
    }
  }

  private static String slow(String text) {
    try {
      return OffsetDateTime.parse(text.toUpperCase(java.util.Locale.ROOT)).toInstant().toString();
    } catch (DateTimeException e) {
      return "refused";
    }
  }

  private interface Reading {
    void run() throws BadInput;
  }

  private static boolean refused(Reading reading) {
    try {
      reading.run();
      return false;
    } catch (BadInput e) {
      return true;
    }
  }
}
