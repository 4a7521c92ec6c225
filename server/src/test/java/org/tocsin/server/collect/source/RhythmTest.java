// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: the rhythm of a source tells after what time its silence is unlike it. */
class RhythmTest {

  private static final Instant START = Instant.parse("2024-03-07T08:00:00Z");

  private static List<Instant> newestFirst(long... gapsInMinutes) {
    List<Instant> times = new ArrayList<>(List.of(START));
    for (long gap : gapsInMinutes) {
      times.add(times.getLast().plus(Duration.ofMinutes(gap)));
    }
    Collections.reverse(times);
    return times;
  }

  @Test
  void ofFewReportsNothingIsSaid() {
    assertThat(Rhythm.of(List.of())).isEmpty();
    assertThat(Rhythm.of(newestFirst(60, 60, 60, 60))).isEmpty();
  }

  @Test
  void theUsualGapIsTheMiddleOneAndOneLongNightIsBorne() {
    Rhythm rhythm = Rhythm.of(newestFirst(60, 50, 70, 60, 60, 65, 55, 60, 60, 600)).orElseThrow();
    assertThat(rhythm.usual()).isEqualTo(Duration.ofMinutes(60));
    assertThat(rhythm.alarmAfter()).isEqualTo(Duration.ofMinutes(210));
    assertThat(rhythm.gaps()).isEqualTo(10);
  }

  @Test
  void theAlarmIsNeverSoonerThanHalfAnHourNorLaterThanSixtyDays() {
    assertThat(Rhythm.of(newestFirst(1, 1, 1, 1, 1)).orElseThrow().alarmAfter())
        .isEqualTo(Duration.ofMinutes(30));
    long month = Duration.ofDays(30).toMinutes();
    assertThat(
            Rhythm.of(newestFirst(month, month, month, month, month)).orElseThrow().alarmAfter())
        .isEqualTo(Duration.ofDays(60));
  }

  @Test
  void timesAreSaidInWords() {
    assertThat(Rhythm.words(Duration.ofSeconds(20))).isEqualTo("1 minute");
    assertThat(Rhythm.words(Duration.ofMinutes(90))).isEqualTo("90 minutes");
    assertThat(Rhythm.words(Duration.ofHours(7))).isEqualTo("7 hours");
    assertThat(Rhythm.words(Duration.ofDays(3))).isEqualTo("3 days");
  }
}
