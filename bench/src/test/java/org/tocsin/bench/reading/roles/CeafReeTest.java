// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tocsin.reading.tagger.Role;

/** The worked examples that GRIT's authors give with their program, and what it makes of them. */
class CeafReeTest {
  private static final List<List<String>> BUILDINGS =
      List.of(
          List.of(
              "Pilmai telephone company building",
              "telephone company building",
              "telephone company offices"),
          List.of("water pipes"),
          List.of("public telephone booth"));
  private static final List<List<String>> MEN =
      List.of(List.of("m1", "m2", "m3"), List.of("m4"), List.of("m5"), List.of("m6"));

  @Test
  void anEntityAnsweredTwiceCountsOnce() {
    CeafRee score = new CeafRee();
    score.add(
        Role.TARGET,
        BUILDINGS,
        List.of(
            List.of("water pipes"),
            List.of("Pilmai telephone company building"),
            List.of("public telephone booth"),
            List.of("telephone company offices")));

    assertScores(score, 0.75, 1, 0.8571);
  }

  @Test
  void onePhraseOfEachEntityIsEnough() {
    CeafRee score = new CeafRee();
    score.add(
        Role.TARGET,
        BUILDINGS,
        List.of(
            List.of("Pilmai telephone company building"),
            List.of("water pipes"),
            List.of("public telephone booth")));

    assertScores(score, 1, 1, 1);
  }

  @Test
  void whatIsMissedCostsRecall() {
    CeafRee score = new CeafRee();
    score.add(
        Role.TARGET,
        BUILDINGS,
        List.of(List.of("Pilmai telephone company building"), List.of("public telephone booth")));

    assertScores(score, 1, 0.6667, 0.8);
  }

  @Test
  void phrasesOfOneEntityInTwoAnswersAlignOnce() {
    CeafRee score = new CeafRee();
    score.add(
        Role.PERP_IND,
        MEN,
        List.of(List.of("m4"), List.of("m1"), List.of("m5"), List.of("m6"), List.of("m3")));

    assertScores(score, 0.8, 1, 0.8889);
  }

  @Test
  void oneForeignPhraseSpoilsAnEntity() {
    CeafRee score = new CeafRee();
    score.add(
        Role.PERP_IND, MEN, List.of(List.of("m1", "m2", "m3", "m4"), List.of("m5"), List.of("m6")));

    assertScores(score, 0.6667, 0.5, 0.5714);
  }

  @Test
  void rolesAddUpOverDocuments() {
    CeafRee score = new CeafRee();
    List<List<String>> split =
        List.of(List.of("m4"), List.of("m1"), List.of("m5"), List.of("m6"), List.of("m3"));
    List<List<String>> fewer =
        List.of(List.of("m1", "m2"), List.of("m4"), List.of("m5"), List.of("m6"));
    List<List<String>> merged =
        List.of(List.of("m1", "m2", "m3", "m4"), List.of("m5"), List.of("m6"));
    score.add(Role.PERP_IND, MEN, split);
    score.add(Role.PERP_IND, MEN, fewer);
    score.add(Role.PERP_IND, MEN, merged);
    score.add(Role.PERP_IND, MEN, split);
    score.add(Role.PERP_ORG, MEN, fewer);
    score.add(Role.TARGET, MEN, merged);

    assertThat(score.counts(Role.PERP_IND)).containsExactly(14, 17, 16);
    assertScores(score, 20 / 24.0, 20 / 24.0, 20 / 24.0);
  }

  @Test
  void caseArticlesAndPunctuationDoNotCount() {
    assertThat(CeafRee.plain("The \"Santo Tomas\" presidential  farm"))
        .isEqualTo("santo tomas presidential farm");
    assertThat(CeafRee.plain("car-bomb of an M-16")).isEqualTo("carbomb of m16");
  }

  private static void assertScores(CeafRee score, double precision, double recall, double f) {
    double[] micro = score.micro();
    assertThat(micro[0]).isCloseTo(precision, within(1e-4));
    assertThat(micro[1]).isCloseTo(recall, within(1e-4));
    assertThat(micro[2]).isCloseTo(f, within(1e-4));
  }
}
