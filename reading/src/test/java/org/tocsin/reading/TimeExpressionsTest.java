// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZonedDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FEATURE UNDER TEST: what times say, in TIMEX3's notation, counted from Saturday, 23 March 2024.
 */
class TimeExpressionsTest {
  private static final ZonedDateTime SATURDAY = ZonedDateTime.parse("2024-03-23T12:00:00Z");

  private static Reading read(String text) {
    return Reader.standard().read(Document.text(text).withDate(SATURDAY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Attacks grew last year. It went off at noon.|2024-03-23T12:00
          He fled on 3 May 2021. Attacks grew last year. It went off at noon.|2024-03-23T12:00
          It was on Thursday. Attacks grew this month. It went off at noon.|2024-03-21T12:00
          """)
  void aTimeOfDayAfterASentenceOnALongTimeIsOfTheDocumentsDay(String text, String value) {
    assertThat(read(text).times().getLast().timex().value()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Last year at noon the bell rang.|noon|2023-XX-XXT12:00
          The tower was shut at noon last year.|noon|2023-XX-XXT12:00
          On Monday, as at noon last year, it was shut.|noon|2023-XX-XXT12:00
          It fell at midnight in 2019.|midnight|2019-XX-XXT00:00
          In March 2021 it was hit at 8:30 p.m. and burned.|8:30 p.m.|2021-03-XXT20:30
          Last week the siren rang at noon.|noon|XXXX-XX-XXT12:00
          """)
  void aTimeOfDayWithinAYearOrAMonthNamesNoDay(String text, String words, String value) {
    Reading reading = read(text);
    assertThat(reading.times()).noneMatch(t -> t.text().equals(words));
    assertThat(reading.looseTimes())
        .anySatisfy(t -> {
          assertThat(t.text()).isEqualTo(words);
          assertThat(said(t.timex())).isEqualTo("TIME " + value);
        });
  }

  private static String said(Timex timex) {
    return timex.type() + " " + timex.value() + timex.mod().map(m -> " " + m).orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The talks begin next week.|next week|DATE 2024-W13
          It was calm last weekend.|last weekend|DATE 2024-W11-WE
          He fled last Tuesday.|last Tuesday|DATE 2024-03-19
          They came the day before yesterday.|the day before yesterday|DATE 2024-03-21
          It rained early on Friday morning.|early on Friday morning|TIME 2024-03-22TMO START
          It rose in late 2019.|late 2019|DATE 2019 END
          It began in the mid-1990s.|mid-1990s|DATE 199 MID
          It began in the '90s.|the '90s|DATE 199
          Trade fell in the third quarter of 2023.|the third quarter of 2023|DATE 2023-Q3
          Trade fell in the first half of 2023.|the first half of 2023|DATE 2023-H1
          Sales grew in fiscal 2022.|fiscal 2022|DATE 2022
          It happened last summer.|last summer|DATE 2023-SU
          It happened in the winter of 2019.|the winter of 2019|DATE 2019-WI
          It happened about two weeks ago.|about two weeks ago|DATE 2024-W10 APPROX
          It happened three years ago.|three years ago|DATE 2021
          Nothing happened so far this month.|so far this month|DATE 2024-03
          Shops closed on Christmas Eve.|Christmas Eve|DATE 2023-12-24
          They pray on Good Friday.|Good Friday|DATE 2024-03-29
          They met on Thanksgiving 2021.|Thanksgiving 2021|DATE 2021-11-25
          It was on 22/3/2024.|22/3/2024|DATE 2024-03-22
          It was on 22.03.2024.|22.03.2024|DATE 2024-03-22
          It was in the nineteenth century.|the nineteenth century|DATE 18
          It exploded at 0530 GMT.|0530 GMT|TIME 2024-03-23T05:30
          It exploded at 6 o'clock in the evening.|6 o'clock in the evening|TIME 2024-03-23T18:00
          It exploded at noon on Thursday.|noon on Thursday|TIME 2024-03-21T12:00
          It lasted from 10 March to 12 March.|10 March to 12 March|DATE 2024-03-10/2024-03-12
          It is open between Monday and Wednesday.|Monday and Wednesday|DATE 2024-03-18/2024-03-20
          Stay inside for the next 48 hours.|the next 48 hours|DURATION PT48H
          """)
  void placesWordsOnTheCalendar(String text, String words, String said) {
    Reading reading = read(text);
    assertThat(reading.times())
        .extracting(t -> t.text() + "|" + said(t.timex()))
        .containsExactly(words + "|" + said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The siege lasted three weeks.|three weeks|DURATION P3W
          It took more than two and a half hours.|more than two and a half hours|DURATION PT2H30M MORE_THAN
          The 16-hour flight ended.|16-hour|DURATION PT16H
          He waited for years.|years|DURATION PXY
          He waited several months.|several months|DURATION PXM
          They march every Friday.|every Friday|SET XXXX-WXX-5
          They march daily.|daily|SET P1D
          They march every two weeks.|every two weeks|SET P2W
          Attacks rose recently.|recently|DATE PAST_REF
          It will soon end.|soon|DATE FUTURE_REF
          """)
  void keepsLengthsAndRecurrencesApart(String text, String words, String said) {
    Reading reading = read(text);
    assertThat(reading.times()).isEmpty();
    assertThat(reading.looseTimes())
        .extracting(t -> t.text() + "|" + said(t.timex()))
        .containsExactly(words + "|" + said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          They may strike on 4 May.|2024-05-04
          He will speak on Tuesday.|2024-03-26
          He spoke on Tuesday.|2024-03-19
          He said he would leave on Monday.|2024-03-25
          It opened in November.|2023-11-01
          It will open in November.|2024-11-01
          """)
  void takesTheTenseOfTheClauseForItsDirection(String text, String day) {
    assertThat(read(text).times())
        .singleElement()
        .satisfies(t -> assertThat(t.from().toLocalDate()).hasToString(day));
  }

  @Test
  void countsFromTheDayOnWhichSomethingHappened() {
    Reading reading =
        read(
            "The massacre took place on 7 March 2024. It was 20 March when police came."
                + " A warning was given three days before the massacre.");
    assertThat(reading.times().getLast().timex().value()).isEqualTo("2024-03-04");
  }

  @Test
  void countsFromADayNamedBesideIt() {
    assertThat(read("It came two days after 7 March 2024.").times())
        .extracting(t -> t.timex().value())
        .containsExactly("2024-03-09");
  }

  @Test
  void knowsNothingOfAnEventWithoutADay() {
    Reading reading = read("It came three days before the attack.");
    assertThat(reading.times()).isEmpty();
    assertThat(reading.looseTimes()).extracting(t -> t.timex().value()).containsExactly("P3D");
  }

  @Test
  void readsNoDateWhoseDayAndMonthMayChangePlaces() {
    assertThat(read("It was on 3/4/2024.").times()).isEmpty();
  }

  @Test
  void aDocumentsDayIsNotMovedByTheZoneOfAPlace() {
    ZonedDateTime day = ZonedDateTime.parse("2024-03-23T00:00:00Z");
    Reading reading =
        Reader.standard()
            .read(Document.text("Police in Los Angeles closed the road today.").withDate(day));
    assertThat(reading.times()).extracting(t -> t.timex().value()).containsExactly("2024-03-23");
  }

  @Test
  void cutsALateMonthToItsLastThird() {
    TimeMention late = read("It came in late March 2023.").times().getFirst();
    assertThat(Stream.of(late.from(), late.to()).map(t -> t.toLocalDate().toString()))
        .containsExactly("2023-03-21", "2023-04-01");
  }
}
