// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.assess.Citation;
import org.tocsin.server.assess.grading.Mark;
import org.tocsin.server.assess.grading.ReportStanding;
import org.tocsin.server.collect.Grade;
import org.tocsin.server.kernel.ReportId;

/** FEATURE UNDER TEST: that hypothesis leads against which least speaks. */
class AnalysisTest {

  private static final List<Hypothesis> THREE =
      List.of(
          new Hypothesis("H1", "An attack on a concert."),
          new Hypothesis("H2", "An attack elsewhere."),
          new Hypothesis("H3", "A hoax."));

  /** A finding of report 1 to 9, its cells written {@code CC I -}. */
  private static Row row(int report, int finding, Level credibility, String cells) {
    Map<String, Consistency> weighed = new HashMap<>();
    String[] parts = cells.split(" ", -1);
    for (int i = 0; i < parts.length; i++) {
      String key = "H" + (i + 1);
      Consistency.find(parts[i]).ifPresent(cell -> weighed.put(key, cell));
    }
    return new Row(
        new Citation(
            new ReportId("report_0000000000000000000000000" + report), OptionalInt.of(finding)),
        "R%d.%d".formatted(report, finding + 1),
        "threat",
        "words",
        "B2",
        credibility,
        false,
        Level.MODERATE,
        weighed);
  }

  private static Row row(int report, String cells) {
    return row(report, 0, Level.MODERATE, cells);
  }

  @Test
  void whatSpeaksForAHypothesisCountsNothingOnlyWhatSpeaksAgainst() {
    Analysis made = Analysis.of(THREE, List.of(row(1, "CC CC C"), row(2, "N I II")));
    assertThat(made.standings())
        .extracting(each -> each.hypothesis().key() + " " + each.score() + " " + each.rank())
        .containsExactly("H1 0.00 1", "H2 1.00 2", "H3 2.00 3");
    assertThat(made.leading()).containsExactly("H1");
  }

  @Test
  void weightIsCredibilityTimesRelevance() {
    Analysis made =
        Analysis.of(THREE, List.of(row(1, 0, Level.HIGH, "I N N"), row(2, 0, Level.LOW, "N I N")));
    assertThat(made.standings())
        .extracting(Analysis.Standing::against)
        .containsExactly(0.0, Math.sqrt(0.5), Math.sqrt(2));
    assertThat(made.leading()).containsExactly("H3");
  }

  @Test
  void aFindingThatStandsAlikeToAllTellsNothing() {
    Analysis made =
        Analysis.of(THREE, List.of(row(1, "C C C"), row(2, "CC II N"), row(3, "I NA -")));
    assertThat(made.telling().get(row(1, "").key())).isZero();
    assertThat(made.telling().get(row(2, "").key())).isCloseTo(8 / 3.0, within(1e-9));
    assertThat(made.telling().get(row(3, "").key())).isZero();
  }

  @Test
  void asLongAsNothingSpeaksAgainstAnyNoneLeads() {
    assertThat(Analysis.of(THREE, List.of()).leading()).isEmpty();
    assertThat(Analysis.of(THREE, List.of(row(1, "C C C"), row(2, "- - -"))).leading()).isEmpty();
  }

  @Test
  void twoThatAreEvenLeadTogether() {
    Analysis made =
        Analysis.of(
            THREE, List.of(row(1, 0, Level.HIGH, "I N II"), row(2, 0, Level.HIGH, "N I I")));
    assertThat(made.leading()).containsExactly("H1", "H2");
    assertThat(made.standings().getLast().rank()).isEqualTo(3);
  }

  @Test
  void theFindingsOnWhichTheOrderRestsAreNamed() {
    // H1 leads by the second finding alone.
    Analysis made =
        Analysis.of(THREE, List.of(row(1, "I N II"), row(2, "N II N"), row(3, "C C C")));
    assertThat(made.leading()).containsExactly("H1");
    assertThat(made.turns())
        .filteredOn(turn -> turn.refs().equals(List.of("R2.1")))
        .singleElement()
        .satisfies(turn -> {
          assertThat(turn.ifWrong()).contains(List.of("H2"));
          assertThat(turn.leads()).isTrue();
        });
    // The third fits all of them, so nothing rests on it.
    assertThat(made.turns()).noneMatch(turn -> turn.refs().equals(List.of("R3.1")));
  }

  @Test
  void aPlantedFindingSpeaksForWhatItSeemsToSpeakAgainst() {
    Analysis made = Analysis.of(THREE, List.of(row(1, "CC N I"), row(2, "N I II")));
    assertThat(made.leading()).containsExactly("H1");
    assertThat(made.turns())
        .filteredOn(turn -> turn.refs().equals(List.of("R1.1")))
        .singleElement()
        .satisfies(turn -> {
          assertThat(turn.ifWrong()).isEmpty();
          assertThat(turn.ifDeceptive()).contains(List.of("H2"));
        });
  }

  @Test
  void allFindingsOfOneReportAreTriedTogether() {
    Analysis made =
        Analysis.of(
            THREE,
            List.of(
                row(1, 0, Level.MODERATE, "N I N"),
                row(1, 1, Level.MODERATE, "N II N"),
                row(2, "I N II")));
    assertThat(made.turns())
        .filteredOn(turn -> turn.refs().size() == 2)
        .singleElement()
        .satisfies(turn -> assertThat(turn.ifWrong()).contains(List.of("H2")));
  }

  @Test
  void aHypothesisThatNobodyWeighedHasNoRankAndDoesNotLead() {
    Analysis made = Analysis.of(THREE, List.of(row(1, "I II -"), row(2, "N I -")));
    assertThat(made.leading()).containsExactly("H1");
    assertThat(made.standings())
        .extracting(each -> each.hypothesis().key() + " " + each.rank())
        .containsExactly("H1 1", "H2 2", "H3 0");
    // Weighed once, it still lacks a cell; said to be NA there, it has its place.
    assertThat(Analysis.of(THREE, List.of(row(1, "I II N"), row(2, "N I -"))).leading())
        .containsExactly("H1");
    assertThat(Analysis.of(THREE, List.of(row(1, "I II N"), row(2, "N I NA"))).leading())
        .containsExactly("H3");
  }

  @Test
  void whatWasWeighedIsKeptBeforeAllElse() {
    List<Row> rows = List.of(row(1, "- - -"), row(2, "- - -"), row(3, "C I N"));
    assertThat(Hypotheses.kept(rows, 2)).containsExactly(rows.get(0), rows.get(2));
  }

  @Test
  void aFindingsOwnCredibilityGoesBeforeItsReports() {
    ReportId report = row(1, "").cite().report();
    Mark doubtful =
        new Mark(
            report,
            OptionalInt.of(1),
            Mark.Kind.CREDIBILITY,
            "4",
            "",
            "He was not there.",
            Instant.EPOCH,
            "officer");
    ReportStanding standing = new ReportStanding(report, List.of(doubtful), Map.of());
    Grade good = Grade.parse("B", "2");
    assertThat(Hypotheses.grade(good, standing, 0).code()).isEqualTo("B2");
    assertThat(Hypotheses.grade(good, standing, 1).code()).isEqualTo("B4");
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource({
    "A,1,HIGH",
    "B,2,HIGH",
    "B,3,MODERATE",
    "C,1,MODERATE",
    "F,2,MODERATE",
    "D,1,LOW",
    "A,5,LOW",
    "F,6,LOW"
  })
  void aGradeComesToACredibility(String source, String information, Level expected) {
    assertThat(Level.of(Grade.parse(source, information))).isEqualTo(expected);
  }
}
