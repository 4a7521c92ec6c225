// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tocsin.server.ledger.TimelineLine;

/** FEATURE UNDER TEST: a case's timeline can be read though ten thousand answered. */
class StretchTest {
  private static final Instant BEGIN = Instant.parse("2024-03-07T18:00:00Z");

  private static void add(List<TimelineLine> timeline, String type, int times) {
    for (int i = 0; i < times; i++) {
      int number = timeline.size();
      timeline.add(
          new TimelineLine(
              number, null, type, BEGIN.plusSeconds(number), "system", null, type + number));
    }
  }

  @Test
  void whatGoesOnAndOnIsOneLineWithTheNewestHundredBehindIt() {
    List<TimelineLine> timeline = new ArrayList<>();
    add(timeline, "WarningApproved", 1);
    add(timeline, "AnswerReceived", 10_000);
    add(timeline, "WarningCancelled", 1);
    List<Stretch> stretches = Stretch.fold(timeline);
    assertThat(stretches).hasSize(3);
    Stretch answers = stretches.get(1);
    assertThat(answers.first()).isEqualTo(timeline.get(1));
    assertThat(answers.more()).isEqualTo(9_999);
    assertThat(answers.until()).isEqualTo(timeline.get(10_000).at());
    assertThat(answers.unfolded()).isEqualTo(timeline.subList(9_901, 10_001));
    assertThat(answers.left()).isEqualTo(9_899);
  }

  @Test
  void aFewOfAKindStandEachForThemselves() {
    List<TimelineLine> timeline = new ArrayList<>();
    add(timeline, "ReportJoined", Stretch.IN_A_ROW);
    assertThat(Stretch.fold(timeline))
        .allSatisfy(each -> assertThat(each.more()).isZero())
        .extracting(Stretch::first)
        .isEqualTo(timeline);
    assertThat(Stretch.fold(List.of())).isEmpty();
  }

  @Test
  void noActIsLeftOutAndNoneMovesUnlessTheHundredAreFull() {
    Random random = new Random(3);
    for (int run = 0; run < 200; run++) {
      List<TimelineLine> timeline = new ArrayList<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        add(timeline, "Type" + random.nextInt(3), 1 + random.nextInt(9));
      }
      List<TimelineLine> told = new ArrayList<>();
      for (Stretch each : Stretch.fold(timeline)) {
        told.add(each.first());
        told.addAll(each.unfolded());
        assertThat(each.left()).isZero();
      }
      assertThat(told).isEqualTo(timeline);
    }
  }
}
