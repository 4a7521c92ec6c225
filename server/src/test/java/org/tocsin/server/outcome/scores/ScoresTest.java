// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.scores;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tocsin.server.outcome.scores.CaseResult.Ending;
import org.tocsin.server.outcome.scores.CaseResult.Forecast;
import org.tocsin.server.outcome.scores.CaseResult.Warned;

/** FEATURE UNDER TEST: hits and misses, calibration, times and the cost of silence, as rules. */
class ScoresTest {

  private static final Forecast LIKELY = new Forecast("likely", 55, 80);
  private static final Forecast REMOTE = new Forecast("almost no chance", 1, 5);
  private static final List<Forecast> SCALE = List.of(REMOTE, LIKELY);

  private static CaseResult result(Ending ending, boolean warned, Forecast forecast) {
    return new CaseResult(
        "case_1",
        "A case",
        ending,
        warned ? Warned.YES : Warned.NO,
        Set.of("partner"),
        Set.of("us-icd-191"),
        Optional.of(forecast),
        warned ? Optional.of(Duration.ofHours(10)) : Optional.empty(),
        Optional.of(Duration.ofHours(2)),
        false,
        warned ? OptionalLong.of(3) : OptionalLong.empty(),
        warned ? OptionalLong.of(4) : OptionalLong.empty(),
        0);
  }

  private static CaseResult told(Ending ending, Warned warned) {
    CaseResult yes = result(ending, true, LIKELY);
    return new CaseResult(
        yes.caseId(),
        yes.title(),
        ending,
        warned,
        yes.sources(),
        yes.policies(),
        yes.forecast(),
        warned == Warned.UNKNOWN ? Optional.empty() : yes.lead(),
        yes.toDecide(),
        false,
        yes.told(),
        yes.affected(),
        0);
  }

  @Test
  void aWarningThatHadLapsedIsNoHitAndAnUnknownHourIsInNoRate() {
    CaseResult lapsed = told(Ending.HAPPENED, Warned.LAPSED);
    CaseResult unknown = told(Ending.HAPPENED, Warned.UNKNOWN);
    Tally tally = Tally.of("desk", List.of(lapsed, unknown));
    assertThat(tally.hits()).isZero();
    assertThat(tally.misses()).isZero();
    assertThat(tally.lapsed()).isEqualTo(1);
    assertThat(tally.unknown()).isEqualTo(1);
    assertThat(tally.hitRate().whole()).isEqualTo(1);
    assertThat(Scores.of(SCALE, List.of(lapsed, unknown)).silence())
        .extracting(Scores.Silence::kind)
        .containsExactly("lapsedBefore");
  }

  private static List<CaseResult> times(int count, CaseResult result) {
    return Collections.nCopies(count, result);
  }

  private static List<CaseResult> all(List<CaseResult> first, List<CaseResult> second) {
    List<CaseResult> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  @Test
  void eachCaseIsAHitAMissAFalseAlarmOrRightlyQuiet() {
    Tally tally =
        Tally.of(
            "desk",
            List.of(
                result(Ending.HAPPENED, true, LIKELY),
                result(Ending.FOILED, true, LIKELY),
                result(Ending.HAPPENED, false, LIKELY),
                result(Ending.NOTHING, true, LIKELY),
                result(Ending.NOTHING, false, LIKELY),
                result(Ending.UNKNOWN, true, LIKELY)));
    assertThat(tally.hits()).isEqualTo(2);
    assertThat(tally.misses()).isEqualTo(1);
    assertThat(tally.falseAlarms()).isEqualTo(1);
    assertThat(tally.quiet()).isEqualTo(1);
    assertThat(tally.unknown()).isEqualTo(1);
  }

  @Test
  void fewCasesGiveNoRateAndSaySo() {
    Tally tally = Tally.of("desk", times(3, result(Ending.HAPPENED, true, LIKELY)));
    assertThat(tally.hitRate().share()).isEmpty();
    assertThat(tally.hitRate().words()).isEqualTo("3 of 3; 3 cases: too few to judge");
    assertThat(Tally.of("desk", List.of()).hitRate().words()).isEqualTo("no case");
  }

  @Test
  void manyCasesGiveARateWithItsInterval() {
    Tally tally =
        Tally.of(
            "desk",
            all(
                times(7, result(Ending.HAPPENED, true, LIKELY)),
                times(3, result(Ending.HAPPENED, false, LIKELY))));
    assertThat(tally.hitRate().words())
        .isEqualTo("70 % (7 of 10; likely between 40 and 89 %)"); // Wilson, by hand
  }

  @Test
  void theBrierScoreIsTheMeanSquareOfWhatWasSaidLessWhatCame() {
    Calibration one =
        Scores.of(SCALE, List.of(result(Ending.HAPPENED, true, LIKELY))).calibration();
    assertThat(one.brier()).contains(0.106); // (0.675 - 1)² = 0.1056
    assertThat(one.verdict()).contains("1 case: too few to judge");
    Calibration many =
        Scores.of(
                SCALE,
                all(
                    times(7, result(Ending.HAPPENED, true, LIKELY)),
                    times(3, result(Ending.NOTHING, true, LIKELY))))
            .calibration();
    assertThat(many.brier()).contains(0.211); // 0.7 × 0.1056 + 0.3 × 0.4556
    assertThat(many.alwaysTheSame()).contains(0.21);
    assertThat(many.words().get(1).verdict()).isEqualTo("70 % came: as said");
    assertThat(many.words().get(0).verdict()).isEqualTo("no case");
  }

  @Test
  void whatCameThoughItWasCalledRemoteIsSaid() {
    Calibration wrong =
        Scores.of(SCALE, times(10, result(Ending.HAPPENED, false, REMOTE))).calibration();
    assertThat(wrong.words().get(0).verdict()).isEqualTo("100 % came: more often than said");
    assertThat(wrong.verdict()).contains("no better than saying the same each time");
  }

  @Test
  void whatWasFoiledSaysNothingOfWhatWouldHaveCome() {
    Calibration none = Scores.of(SCALE, List.of(result(Ending.FOILED, true, LIKELY))).calibration();
    assertThat(none.cases()).isZero();
    assertThat(none.foiled()).isEqualTo(1);
    assertThat(none.brier()).isEmpty();
  }

  @Test
  void timesAreGivenAsAMedianAndADistribution() {
    Spread spread =
        Spread.of(
            List.of(
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(3),
                Duration.ofHours(-1)));
    assertThat(spread.median()).contains(1.3); // between 0.5 and 2
    assertThat(spread.steps().stream().map(Spread.Step::cases)).containsExactly(1, 1, 2);
    assertThat(spread.words()).contains("4 cases: too few to judge");
    assertThat(Spread.of(List.of()).words()).isEqualTo("no case");
    assertThat(Spread.of(Collections.nCopies(10, Duration.ofHours(5))).words())
        .isEqualTo("between 5.0 and 5.0 hours, median 5.0; nine in ten within 5.0 hours; 10 cases");
  }

  @Test
  void silenceIsCountedWhereItCost() {
    CaseResult never = result(Ending.HAPPENED, false, LIKELY);
    assertThat(Scores.of(SCALE, List.of(never)).silence())
        .extracting(Scores.Silence::kind)
        .containsExactly("neverTold");
    CaseResult late =
        new CaseResult(
            "case_2",
            "Late",
            Ending.HAPPENED,
            Warned.LAPSED,
            Set.of(),
            Set.of(),
            Optional.empty(),
            Optional.of(Duration.ofMinutes(-20)),
            Optional.empty(),
            true,
            OptionalLong.empty(),
            OptionalLong.empty(),
            2);
    Scores scores = Scores.of(SCALE, List.of(late));
    assertThat(scores.silence())
        .extracting(Scores.Silence::kind)
        .containsExactly("toldTooLate", "lapsedBefore", "neverAnswered");
    assertThat(scores.overdue()).isEqualTo(1);
    assertThat(scores.told().words()).startsWith("no case");
  }

  @Test
  void whoHadBeenToldIsAShareOfThoseInTheWay() {
    assertThat(Scores.of(SCALE, times(2, result(Ending.HAPPENED, true, LIKELY))).told().words())
        .isEqualTo("6 of 8 (75 %); 2 cases: too few to judge");
  }
}
