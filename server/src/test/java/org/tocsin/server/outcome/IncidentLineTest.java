// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.kernel.Csv;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.outcome.IncidentLine.Count;

/** FEATURE UNDER TEST: a line of a file of incidents, there and back (after the event, line 14). */
class IncidentLineTest {

  private static final Instant BEGAN = Instant.parse("2024-03-22T17:00:00Z");

  private static IncidentLine line(String... pairs) {
    Map<String, String> cells =
        new LinkedHashMap<>(
            Map.of(
                "iyear",
                "2024",
                "imonth",
                "3",
                "iday",
                "22",
                "latitude",
                "55.8",
                "longitude",
                "37.4",
                "city",
                "Krasnogorsk"));
    for (int i = 0; i < pairs.length; i += 2) {
      cells.put(pairs[i], pairs[i + 1]);
    }
    return line(cells);
  }

  private static IncidentLine line(Map<String, String> cells) {
    return new IncidentLine(
        List.copyOf(cells.keySet()), new Csv.Line(2, List.copyOf(cells.values())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "0.4", "0x1p3", "5d", "-3", "-95", "1e3", "99999999999", "+1"})
  void aCountIsDigitsAndNothingElse(String value) {
    assertThatThrownBy(() -> line("nwound", value).figures())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("nwound: '" + value + "' is no number");
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "4.0, 4", "4.00, 4", "0, 0"})
  void aCountMayHaveZerosBehindAPoint(String value, long number) {
    assertThat(line("nwound", value).figures())
        .containsEntry(
            FigureKind.WOUNDED, new Count(number, OptionalLong.empty(), Qualifier.EXACTLY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-9", "-99", "-99.0", ""})
  void minusNineIsUnknown(String value) {
    assertThat(line("nwound", value).figures()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-9", "", "0x7e8", "NaN"})
  void aLineWithoutAYearIsRefused(String year) {
    assertThatThrownBy(() -> line("iyear", year).draft("report"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("iyear: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "0x1p3", "5d", "1e1", "Infinity"})
  void degreesAreDecimal(String value) {
    assertThatThrownBy(() -> line("latitude", value).draft("report"))
        .hasMessageContaining("latitude: '" + value + "' is no number");
  }

  @Test
  void theDeadOfTheDatabaseHoldTheAttackers() {
    assertThat(line("nkill", "10", "nkillter", "3").figures())
        .containsEntry(FigureKind.KILLED, new Count(7, OptionalLong.empty(), Qualifier.EXACTLY))
        .containsEntry(
            FigureKind.ATTACKERS_KILLED, new Count(3, OptionalLong.empty(), Qualifier.EXACTLY));
    assertThat(line("nkill", "10").figures())
        .containsEntry(FigureKind.KILLED, new Count(10, OptionalLong.empty(), Qualifier.AT_MOST));
    assertThatThrownBy(() -> line("nkill", "2", "nkillter", "3").figures())
        .hasMessageContaining("nkill: 2 is less than nkillter, which is 3");
  }

  @Test
  void ourOwnColumnSaysHowANumberWasMeantAndMayNotSayAnother() {
    assertThat(line("nkill", "60", "tocsin_meant", "killed 60-90 about").figures())
        .containsEntry(FigureKind.KILLED, new Count(60, OptionalLong.of(90), Qualifier.ABOUT));
    assertThatThrownBy(() -> line("nkill", "61", "tocsin_meant", "killed 60-90 about").figures())
        .hasMessageContaining("it says 60 killed, the other columns say 61");
    assertThatThrownBy(() -> line("tocsin_meant", "killed many").figures())
        .hasMessageContaining("'killed many' is no figure");
  }

  @Test
  void aTitleIsCutBetweenLetters() {
    String title = "x".repeat(Faults.LINE - 2) + "🚨🚨";
    assertThat(line("summary", title).draft("report").title())
        .isEqualTo("x".repeat(Faults.LINE - 2) + "…");
  }

  @ParameterizedTest
  @CsvSource({
    "2024, 3, 22, DAY, 2024, 3, 22, 1",
    "2024, 3, 0, MONTH, 2024, 3, 0, 3",
    "2024, 0, 0, YEAR, 2024, 0, 0, 3"
  })
  void whatIsNotKnownOfATimeIsUnknownAgainOnTheWayOut(
      String year,
      String month,
      String day,
      Grain grain,
      String yearOut,
      String monthOut,
      String dayOut,
      String acled) {
    Drafts.IncidentDraft draft = line("iyear", year, "imonth", month, "iday", day).draft("report");
    Incident incident =
        Told.incident(
            Instant.parse(String.valueOf(draft.began())), String.valueOf(draft.precision()));
    assertThat(incident.grain()).isEqualTo(grain);
    IncidentFiles.Told told = new IncidentFiles.Told(incident, Map.of(), false, false);
    Map<String, String> row = IncidentFiles.gtdRow(told);
    assertThat(row)
        .containsEntry("iyear", yearOut)
        .containsEntry("imonth", monthOut)
        .containsEntry("iday", dayOut)
        .containsEntry("tocsin_began", "");
    assertThat(line(row).draft("report").precision()).isEqualTo(draft.precision());
    assertThat(IncidentFiles.acledRow(told)).containsEntry("time_precision", acled);
  }

  @Test
  void whatGoesOutClaimsNothingThatNobodySaid() {
    Map<FigureKind, List<Figure>> figures =
        Map.of(
            FigureKind.KILLED,
            List.of(Told.figure(FigureKind.KILLED, 60, OptionalLong.of(90), Qualifier.ABOUT)),
            FigureKind.ATTACKERS_KILLED,
            List.of(
                Told.figure(
                    FigureKind.ATTACKERS_KILLED, 4, OptionalLong.empty(), Qualifier.EXACTLY)));
    IncidentFiles.Told told =
        new IncidentFiles.Told(Told.incident(BEGAN, ""), figures, false, true);
    Map<String, String> row = IncidentFiles.gtdRow(told);
    assertThat(row).containsEntry("nkill", "64").containsEntry("success", "0");
    assertThat(line(row).figures())
        .containsEntry(FigureKind.KILLED, new Count(60, OptionalLong.of(90), Qualifier.ABOUT))
        .containsEntry(
            FigureKind.ATTACKERS_KILLED, new Count(4, OptionalLong.empty(), Qualifier.EXACTLY));
    assertThat(IncidentFiles.acledRow(told))
        .containsEntry("fatalities", "64")
        .containsEntry("event_type", "")
        .containsEntry("sub_event_type", "");
  }

  @Test
  void aFileWithoutAnIncidentHasItsColumnNames() {
    List<Csv.Line> lines = Csv.read(IncidentFiles.csv(List.of(), IncidentFiles::gtdRow));
    assertThat(lines).hasSize(1);
    assertThat(new ArrayList<>(lines.getFirst().cells())).contains("iyear", "nkill", "latitude");
  }

  @Test
  void controlCharactersAndTimesBeyondTheCalendarAreRefused() {
    Faults faults = new Faults(BEGAN);
    faults.text("title", "a\u0000b", Faults.LINE);
    faults.past("began", "0000-06-01T00:00:00Z");
    assertThatThrownBy(() -> faults.check(OutcomeProblem.BAD_INCIDENT))
        .isInstanceOfSatisfying(
            Problem.class,
            problem ->
                assertThat(problem.faults())
                    .extracting(Problem.Fault::message)
                    .containsExactly("has a control character", "lies before the year 1"));
  }
}
