// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tocsin.server.kernel.ReportId;

/** FEATURE UNDER TEST: a text is marked with its findings without losing or doubling a letter. */
class HighlightsTest {

  private static final ReportId REPORT = new ReportId("report_00000000000000000000000000");

  private static StoredReading.Found found(
      int number, String type, String text, int start, int end) {
    return new StoredReading.Found(
        number,
        type,
        start,
        end,
        text.substring(start, end),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        "asserted",
        "likely",
        false,
        "rule",
        List.of(),
        Review.NONE);
  }

  private static StoredReading reading(String text, List<StoredReading.Found> findings) {
    return new StoredReading(
        REPORT,
        0,
        Instant.EPOCH,
        "test",
        Optional.empty(),
        Optional.empty(),
        text,
        findings,
        List.of(),
        List.of());
  }

  @Test
  void theInnermostFindingGivesTheColour() {
    String text = "He denies the attack.";
    List<Highlights.Piece> pieces =
        Highlights.of(
            reading(
                text, List.of(found(0, "denial", text, 0, 21), found(1, "attack", text, 10, 20))));
    assertThat(pieces)
        .extracting(Highlights.Piece::text)
        .containsExactly("He denies ", "the attack", ".");
    assertThat(pieces)
        .extracting(Highlights.Piece::type)
        .containsExactly("denial", "attack", "denial");
    assertThat(pieces.get(1).begins()).extracting(StoredReading.Found::number).containsExactly(1);
  }

  @Test
  void thePiecesJoinedAreTheText() {
    SplittableRandom random = new SplittableRandom(42);
    for (int run = 0; run < 500; run++) {
      String text = "x".repeat(random.nextInt(60));
      List<StoredReading.Found> findings = new ArrayList<>();
      for (int i = 0; i < random.nextInt(6); i++) {
        int start = random.nextInt(text.length() + 1);
        int end = start + random.nextInt(text.length() - start + 1);
        findings.add(found(i, "threat", text, start, end));
      }
      List<Highlights.Piece> pieces = Highlights.of(reading(text, findings));
      assertThat(pieces.stream().map(Highlights.Piece::text).collect(Collectors.joining()))
          .as("seed 42, run %d", run)
          .isEqualTo(text);
    }
  }
}
