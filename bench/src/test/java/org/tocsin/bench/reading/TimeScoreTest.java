// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: times are scored as TempEval-3's toolkit scores them. */
class TimeScoreTest {
  private static MarkedTime time(int start, String text, String type, String value) {
    return new MarkedTime(start, start + text.length(), type, value, text);
  }

  /** "It came early Friday and stays three days, as every year." */
  private static final List<MarkedTime> GOLD =
      List.of(
          time(8, "early Friday", "DATE", "2024-03-22"),
          time(31, "three days", "DURATION", "P3D"),
          time(46, "every year", "SET", "P1Y"));

  @Test
  void countsAnOverlapAsRelaxedAndTheSameWordsAsStrict() {
    TimeScore score =
        TimeScore.of(
            List.of(GOLD),
            List.of(
                List.of(
                    time(14, "Friday", "DATE", "2024-03-22"),
                    time(31, "three days", "DURATION", "P3D"),
                    time(0, "It", "DATE", "PAST_REF"),
                    time(46, "every year", "DATE", "XXXX"))));
    // The toolkit, worked by hand: P 3/4, R 3/3, F 6/7; strict 2 pairs; 2 of 3 types and values.
    assertThat(score.precision()).isCloseTo(0.75, within(1e-9));
    assertThat(score.recall()).isCloseTo(1.0, within(1e-9));
    assertThat(score.relaxedF()).isCloseTo(6 / 7.0, within(1e-9));
    assertThat(score.strictF()).isCloseTo(4 / 7.0, within(1e-9));
    assertThat(score.valueF()).isCloseTo(2 / 3.0 * 6 / 7.0, within(1e-9));
    assertThat(score.typeF()).isCloseTo(2 / 3.0 * 6 / 7.0, within(1e-9));
  }

  @Test
  void pairsEachAnswerWithOneTimeOnly() {
    TimeScore score =
        TimeScore.of(
            List.of(GOLD),
            List.of(List.of(time(8, "early Friday and stays three days", "DATE", "2024-03-22"))));
    assertThat(score.relaxed()).isEqualTo(1);
    assertThat(score.precision()).isEqualTo(1);
    assertThat(score.recall()).isCloseTo(1 / 3.0, within(1e-9));
  }

  @Test
  void weighsValuesByLetters() {
    TimeScore score =
        TimeScore.of(
            List.of(List.of(time(0, "next week", "DATE", "2000-W02"))),
            List.of(List.of(time(0, "next week", "DATE", "2000-W2"))));
    assertThat(score.strictF()).isEqualTo(1);
    assertThat(score.valueF()).isZero();
  }
}
