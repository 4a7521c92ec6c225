// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tocsin.server.ledger.TimelineLine;

/** FEATURE UNDER TEST: a reckoning keeps the acts that it tells of and counts all others. */
class CaseActsTest {

  private static TimelineLine line(
      long number, @Nullable Long place, String type, @Nullable String subject) {
    return new TimelineLine(number, place, type, Instant.EPOCH, "system", subject, type);
  }

  private static CaseActs of(Stream<TimelineLine> lines) {
    return CaseActs.of(sink -> lines.forEach(sink));
  }

  @Test
  void whatTheProgramDoesByItselfIsCountedAndNotKept() {
    CaseActs acts =
        of(LongStream.range(0, 100_000).mapToObj(i -> line(i, i, "WaveDelivered", "wave_" + i)));
    assertThat(acts.count()).isEqualTo(100_000);
    assertThat(acts.told()).isEmpty();
    assertThat(acts.shown()).isEmpty();
  }

  @Test
  void whatIsToldKeepsItsOrderAndItsPlaces() {
    CaseActs acts =
        of(
            List.of(
                line(1, 11L, "CaseOpened", "case_1"),
                line(2, 12L, "ThreatAssessed", "case_1"),
                line(3, 13L, "FigureRecorded", "figure_1"),
                line(4, 14L, "AnswerReceived", "warning_1"),
                line(5, 15L, "ThreatAssessed", "case_1"),
                line(6, 16L, "FigureRecorded", "figure_1"),
                line(7, null, "DecisionOverdue", "case_1"))
                .stream());
    assertThat(acts.count()).isEqualTo(7);
    assertThat(acts.told())
        .extracting(TimelineLine::number)
        .containsExactly(1L, 2L, 3L, 5L, 6L, 7L);
    assertThat(acts.place("ThreatAssessed", 2)).isEqualTo(15L);
    assertThat(acts.place("ThreatAssessed", 3)).isNull();
    assertThat(acts.place("FigureRecorded", "figure_1")).as("the first of them").isEqualTo(13L);
    assertThat(acts.place("DecisionOverdue", 1)).as("it has no place yet").isNull();
    assertThat(acts.shown()).containsOnlyKeys("figure_1").containsEntry("figure_1", 13L);
  }

  @Test
  void aTypeThatIsNotKeptIsNeverAskedForInVain() {
    assertThatThrownBy(() -> CaseActs.NONE.place("WaveDelivered", "wave_1"))
        .hasMessageContaining("WaveDelivered");
  }
}
