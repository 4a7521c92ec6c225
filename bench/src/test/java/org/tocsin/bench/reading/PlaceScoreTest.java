// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tocsin.bench.reading.PlaceScore.Match;

/** FEATURE UNDER TEST: answers on places are scored as published systems were. */
class PlaceScoreTest {
  private static final Toponym PARIS = new Toponym(10, 15, 48.85, 2.35);
  private static final Toponym TEXAS = new Toponym(100, 105, 31.25, -99.25);

  private static PlaceScore score(Match match, List<Toponym> gold, Toponym... answers) {
    return PlaceScore.of(List.of(gold), List.of(List.of(answers)), match);
  }

  @Test
  void aNameCountsWhenItsMiddleIsLessThanTenCharactersOff() {
    Toponym wide = new Toponym(10, 34, 48.85, 2.35); // middle 22 against 12.5: 9.5 off
    Toponym wider = new Toponym(10, 35, 48.85, 2.35); // 10 off
    assertThat(score(Match.NEAR, List.of(PARIS), wide).f()).isEqualTo(1);
    assertThat(score(Match.NEAR, List.of(PARIS), wider).f()).isZero();
    assertThat(score(Match.EXACT, List.of(PARIS), wide).f()).isZero();
  }

  @Test
  void anAnswerServesOneNameOnly() {
    Toponym again = new Toponym(16, 21, 48.85, 2.35);
    PlaceScore score = score(Match.NEAR, List.of(PARIS, again), PARIS);
    assertThat(score.recall()).isEqualTo(0.5);
    assertThat(score.precision()).isEqualTo(1);
    assertThat(score.f()).isEqualTo(2.0 / 3, within(1e-12));
  }

  @Test
  void endToEndAskForThePlaceAsWell() {
    Toponym parisTexas = new Toponym(10, 15, 33.66, -95.56);
    PlaceScore score = score(Match.NEAR, List.of(PARIS, TEXAS), parisTexas, TEXAS);
    assertThat(score.f()).isEqualTo(1);
    assertThat(score.accuracy()).isEqualTo(0.5);
    assertThat(score.endToEnd()).isEqualTo(0.5);
    assertThat(score.median().orElseThrow())
        .isEqualTo(PARIS.kilometresTo(parisTexas) / 2, within(1e-9));
  }

  @Test
  void distancesAreThoseOfASphereOf6371Kilometres() {
    Toponym north = new Toponym(0, 0, 90, 0);
    Toponym south = new Toponym(0, 0, -90, 0);
    assertThat(north.kilometresTo(south)).isEqualTo(Math.PI * 6371, within(1e-6));
  }

  @Test
  void nothingAskedAndNothingAnsweredScoresNothing() {
    PlaceScore score = score(Match.NEAR, List.of());
    assertThat(score.f()).isZero();
    assertThat(score.accuracy()).isZero();
    assertThat(score.median()).isEmpty();
    assertThat(score.auc()).isZero();
  }

  @Test
  void answersWithoutAPointAreNoAnswers() {
    assertThat(
            PlaceCorpus.answers(
                "Paris,,Paris,,48.85,,2.35,,10,,15||No Gaz,,Cottonport,,null,,null,,82,,92||"))
        .containsExactly(PARIS);
  }
}
