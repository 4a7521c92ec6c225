// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tocsin.bench.reading.AttributionCorpus.Role;
import org.tocsin.bench.reading.AttributionCorpus.Stretch;
import org.tocsin.reading.Reader;

/** FEATURE UNDER TEST: sources, cues and contents are read from brat files and scored by span. */
class AttributionScoreTest {
  private static final double LEAST_SOURCE_F = 0.65;
  private static final int SOME = 84;

  @Test
  void spansOfEventsAreReadAndOthersLeftOut() {
    String text = "😀 Flynn says Trump is right.";
    String annotation =
        "T1\tSource 2 7\tFlynn\nT2\tCue 8 12\tsays\nT3\tContent 22 27;13 18\tTrump right\n"
            + "T4\tAttribution 8 12\tsays\nT5\tSource 13 18\tTrump\n"
            + "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n";
    Map<Role, Set<Stretch>> spans = AttributionCorpus.spans(text, annotation);
    assertThat(spans.get(Role.SOURCE)).containsExactly(new Stretch(3, 8));
    assertThat(spans.get(Role.CUE)).containsExactly(new Stretch(9, 13));
    assertThat(spans.get(Role.CONTENT)).containsExactly(new Stretch(14, 28));
  }

  @Test
  void onlyEqualSpansAreExactAndTouchingOnesOverlap() {
    Set<Stretch> gold = Set.of(new Stretch(0, 10), new Stretch(20, 30));
    Set<Stretch> found = Set.of(new Stretch(0, 10), new Stretch(25, 35), new Stretch(40, 50));
    AttributionScore score = AttributionScore.of(gold, found);
    assertThat(score.precision()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(score.recall()).isEqualTo(0.5);
    assertThat(score.f()).isCloseTo(0.4, within(1e-9));
    assertThat(score.overlapF()).isCloseTo(0.8, within(1e-9));
    assertThat(score.unitF()).isCloseTo(2 * 0.5 * 0.75 / 1.25, within(1e-9));
    assertThat(score.plus(AttributionScore.NOTHING)).isEqualTo(score);
  }

  @Test
  void nothingFoundScoresZero() {
    AttributionScore score = AttributionScore.of(Set.of(new Stretch(0, 3)), Set.of());
    assertThat(List.of(score.f(), score.overlapF(), score.unitF())).containsOnly(0.0);
  }

  @Test
  void sourcesOfTheDevPartDoNotFall() throws IOException {
    Corpora corpora = Corpora.beside(Path.of("..").toAbsolutePath());
    if (!corpora.missing(new AttributionExam().files()).isEmpty()) {
      System.out.println("Not checked: PolNeAR is not in " + corpora.folder());
      return;
    }
    AttributionCorpus corpus = AttributionCorpus.load(corpora, "polnear/dev.tar.gz");
    assertThat(corpus.documents()).hasSize(SOME);
    Map<Role, AttributionScore> scores =
        AttributionExam.scores(Reader.standard(), corpus.documents());
    assertThat(requireNonNull(scores.get(Role.SOURCE)).f()).isGreaterThan(LEAST_SOURCE_F);
  }
}
