// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FEATURE UNDER TEST: times count from the right day in the right zone; numbers keep their hedges.
 */
class TimesAndFiguresTest {
  private static final ZonedDateTime SATURDAY = ZonedDateTime.parse("2024-03-23T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          It began on 22 March at about 20:00 Moscow time in Moscow.|2024-03-22T20:00+03:00|2024-03-22T20:01+03:00
          It began at 8 p.m. on March 22 in Moscow.|2024-03-22T20:00+03:00|2024-03-22T21:00+03:00
          It began on Friday evening.|2024-03-22T18:00Z|2024-03-23T00:00Z
          It began yesterday.|2024-03-22T00:00Z|2024-03-23T00:00Z
          It will begin on Monday.|2024-03-25T00:00Z|2024-03-26T00:00Z
          Stay at home for the next 48 hours.|2024-03-23T12:00Z|2024-03-25T12:00Z
          It happened two weeks ago.|2024-03-04T00:00Z|2024-03-11T00:00Z
          It happened on 2 January.|2024-01-02T00:00Z|2024-01-03T00:00Z
          It happened on 24 December.|2023-12-24T00:00Z|2023-12-25T00:00Z
          It happened in August 2021.|2021-08-01T00:00Z|2021-09-01T00:00Z
          It happened in 2015.|2015-01-01T00:00Z|2016-01-01T00:00Z
          It ended at 2024-03-09T18:00:00Z.|2024-03-09T18:00Z|2024-03-09T18:01Z
          It happened last night.|2024-03-22T20:00Z|2024-03-23T04:00Z
          It happened on the night of March 22.|2024-03-22T20:00Z|2024-03-23T04:00Z
          """)
  void countsFromTheDocumentsDate(String text, String from, String to) {
    Reading reading = Reader.standard().read(Document.text(text).withDate(SATURDAY));
    assertThat(reading.times()).hasSize(1);
    TimeMention time = reading.times().getFirst();
    assertThat(time.from().toOffsetDateTime()).hasToString(from);
    assertThat(time.to().toOffsetDateTime()).hasToString(to);
  }

  @Test
  void countsTwoDaysLaterFromTheLastDateNamed() {
    Reading reading =
        Reader.standard()
            .read(
                Document.text("He came on 7 March 2024. Two days later he left.")
                    .withDate(SATURDAY));
    assertThat(reading.times().getLast().from().toLocalDate()).hasToString("2024-03-09");
  }

  @Test
  void readsNoRelativeTimeWithoutADate() {
    assertThat(Reader.standard().read(Document.text("It began yesterday.")).times()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          At least 130 people were killed.|KILLED|130|?|AT_LEAST
          More than 100 were wounded.|WOUNDED|101|?|MORE_THAN
          Up to 30 people are missing.|MISSING|?|30|UP_TO
          Dozens of people were injured.|WOUNDED|24|99|VAGUE
          About twenty soldiers died.|KILLED|20|20|ABOUT
          It killed between 12 and 15 people.|KILLED|12|15|BETWEEN
          The death toll rose from 93 to 115.|KILLED|115|115|EXACTLY
          Nobody was hurt.|WOUNDED|0|0|EXACTLY
          A policeman was shot dead.|KILLED|1|1|EXACTLY
          One hundred and forty-five people lost their lives and died.|KILLED|145|145|EXACTLY
          Police arrested eleven people.|ARRESTED|11|11|EXACTLY
          As many as 5,000 people were evacuated.|EVACUATED|?|5000|UP_TO
          """)
  void keepsTheHedgeOfANumber(String text, String kind, String min, String max, String qualifier) {
    Reading reading = Reader.standard().read(Document.text(text));
    assertThat(reading.figures()).as(text).isNotEmpty();
    Figure figure = reading.figures().getLast();
    assertThat(figure.kind()).hasToString(kind);
    assertThat(figure.min().isPresent() ? "" + figure.min().getAsLong() : "?").isEqualTo(min);
    assertThat(figure.max().isPresent() ? "" + figure.max().getAsLong() : "?").isEqualTo(max);
    assertThat(figure.qualifier()).hasToString(qualifier);
  }

  @Test
  void givesEachNumberToItsOwnVerb() {
    Reading reading =
        Reader.standard()
            .read(Document.text("The blast struck, killing 143 people and wounding 182."));
    assertThat(reading.figures())
        .extracting(f -> f.kind() + " " + f.min().orElse(-1))
        .containsExactly("KILLED 143", "WOUNDED 182");
  }

  @Test
  void countsNoYearsAgesOrDistances() {
    String text = "The 43-year-old was killed in 2015, 20 km from here, after 6 hours.";
    assertThat(Reader.standard().read(Document.text(text)).figures())
        .extracting(f -> f.min().orElse(-1))
        .containsExactly(1L);
  }
}
