// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tocsin.server.outcome.Evidence.ToldWarning;
import org.tocsin.server.outcome.scores.CaseResult;
import org.tocsin.server.outcome.scores.CaseResult.Warned;

/** FEATURE UNDER TEST: whether people were warned when it happened (after the event, line 17). */
class WarnedInTimeTest {

  private static final Instant WARNED = Instant.parse("2024-03-20T09:00:00Z");
  private static final Instant SOON = WARNED.plus(Duration.ofHours(20));
  private static final Instant LATE = WARNED.plus(Duration.ofDays(3));
  private static final Instant CLOSED = WARNED.plus(Duration.ofDays(30));
  private static final ToldWarning HOLDS = Told.warning(WARNED, Optional.empty(), Echo.NONE);

  private static Evidence hit(List<ToldWarning> warnings, Incident... incidents) {
    return Told.evidence(OutcomeKind.HIT, CLOSED, warnings, List.of(incidents));
  }

  private static CaseResult result(Evidence evidence) {
    return ScoreKeeping.result(evidence).orElseThrow();
  }

  private static Warned warned(List<ToldWarning> warnings, Incident... incidents) {
    return result(hit(warnings, incidents)).warned();
  }

  @Test
  void onlyAWarningThatHeldAtThatMomentIsInTime() {
    assertThat(warned(List.of(HOLDS), Told.incident(SOON, ""))).isEqualTo(Warned.YES);
    assertThat(warned(List.of(HOLDS), Told.incident(LATE, ""))).isEqualTo(Warned.LAPSED);
    ToldWarning ended =
        Told.warning(WARNED, Optional.of(WARNED.plus(Duration.ofHours(1))), Echo.NONE);
    assertThat(warned(List.of(ended), Told.incident(SOON, ""))).isEqualTo(Warned.LAPSED);
    assertThat(warned(List.of(HOLDS), Told.incident(WARNED.minusSeconds(60), "")))
        .isEqualTo(Warned.NO);
    assertThat(warned(List.of(), Told.incident(SOON, ""))).isEqualTo(Warned.NO);
  }

  @Test
  void anAllClearIsNoWarning() {
    ToldWarning ended =
        Told.warning(WARNED, Optional.of(WARNED.plus(Duration.ofHours(1))), Echo.NONE);
    ToldWarning allClear = Told.allClear(WARNED.plus(Duration.ofHours(1)));
    assertThat(allClear.inForceAt(SOON)).isFalse();
    Evidence evidence = hit(List.of(ended, allClear), Told.incident(SOON, ""));
    assertThat(evidence.given()).containsExactly(ended);
    assertThat(Timing.of(evidence).inWindow()).contains(false);
    assertThat(result(evidence).warned()).isEqualTo(Warned.LAPSED);
    assertThat(Story.of(evidence, Timing.of(evidence)))
        .anyMatch(line -> line.startsWith("It was ended on 20 Mar 2024"))
        .noneMatch(line -> line.contains("a warning held"));
  }

  @Test
  void aMadeUpHourIsNotComparedWithWarnings() {
    Incident day = Told.incident(Instant.parse("2024-03-21T00:00:00Z"), Grain.DAY.words());
    Evidence evidence = hit(List.of(HOLDS), day);
    assertThat(Timing.of(evidence).incidentAt()).isEmpty();
    assertThat(result(evidence).lead()).isEmpty();
    assertThat(result(evidence).warned()).isEqualTo(Warned.UNKNOWN);
    assertThat(Gaps.of(evidence, Timing.of(evidence)))
        .extracting(Gap::name)
        .doesNotContain("noWarning", "warnedAfter", "lapsedBefore");
    assertThat(Story.of(evidence, Timing.of(evidence)))
        .contains(
            "Of when it happened only the day is known. So nobody can tell whether a warning held"
                + " then.")
        .anyMatch(line -> line.startsWith("On 21 Mar 2024, at There"));
    assertThat(warned(List.of(), day)).isEqualTo(Warned.NO);
    Evidence none = hit(List.of(), day);
    assertThat(Gaps.of(none, Timing.of(none))).extracting(Gap::name).contains("noWarning");
  }

  @Test
  void theFirstIncidentIsOneOfAKnownHourAfterTheFirstReport() {
    Incident year = Told.incident(Instant.parse("2024-01-01T00:00:00Z"), Grain.YEAR.words());
    Incident early = Told.incident(WARNED.minus(Duration.ofDays(9)), "", true);
    Incident exact = Told.incident(SOON, "about, to some minutes");
    assertThat(hit(List.of(), year, early, exact).first()).contains(exact);
    assertThat(hit(List.of(), year, early).first()).contains(early);
    assertThat(hit(List.of(), year).first()).contains(year);
  }

  @Test
  void whatCameBackFromTwoWarningsIsNotAddedUp() {
    Echo echo =
        new Echo(
            OptionalLong.of(10),
            OptionalLong.of(2),
            OptionalLong.of(1),
            Map.of(),
            OptionalLong.of(7));
    List<ToldWarning> two =
        List.of(
            Told.warning(WARNED, Optional.empty(), echo),
            Told.warning(WARNED.plusSeconds(60), Optional.empty(), echo));
    Evidence evidence = hit(two, Told.incident(SOON, ""));
    assertThat(result(evidence).silent()).isEqualTo(7);
    assertThat(Story.of(evidence, Timing.of(evidence)))
        .filteredOn(line -> line.startsWith("It got to"))
        .containsExactly(
            "It got to 10 of the 13 on the desk's list for whom it was; 3 did not get it.",
            "It got to 10 of the 13 on the desk's list for whom it was; 3 did not get it.");
  }

  @Test
  void whatIsNotKnownToHaveArrivedIsNotToldAsHavingArrived() {
    assertThat(Story.reached(echo(12, 0, 0), 1_000))
        .contains(
            "It got to 12 of the 1,000 on the desk's list for whom it was; whether 988 got it is"
                + " not known.");
    assertThat(Story.reached(echo(0, 2, 1), 4))
        .contains(
            "It got to none of the 4 on the desk's list for whom it was; 3 did not get it; whether"
                + " 1 got it is not known.");
    assertThat(Story.reached(echo(12, 0, 0), 12))
        .contains("It got to everybody on the desk's list for whom it was: 12.");
    assertThat(Story.reached(Echo.NONE, 12)).isEmpty();
  }

  private static Echo echo(long told, long failed, long unreachable) {
    return new Echo(
        OptionalLong.of(told),
        OptionalLong.of(failed),
        OptionalLong.of(unreachable),
        Map.of(),
        OptionalLong.empty());
  }
}
