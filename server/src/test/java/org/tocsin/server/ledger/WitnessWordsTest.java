// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: what pages say of witnesses is fit for people. */
class WitnessWordsTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "-30, a moment ago",
    "0, a moment ago",
    "59, a moment ago",
    "60, 1 minute ago",
    "7199, 119 minutes ago",
    "7200, 2 hours ago",
    "172799, 47 hours ago",
    "172800, 2 days ago"
  })
  void anAgeIsSaidInWords(long seconds, String words) {
    assertThat(Witnesses.ago(NOW.minusSeconds(seconds), NOW)).isEqualTo(words);
  }

  @Test
  void longSignaturesAreCutAndNothingElse() {
    String own = "desk.example/record\n1\nroot=\n\n\u2014 desk.example/record " + "A".repeat(100);
    assertThat(Witnesses.shown(own + "\n")).isEqualTo(own + "\n");
    assertThat(Witnesses.shown(own + "\n\u2014 w.example " + "B".repeat(3_000) + "\n"))
        .startsWith(own + "\n\u2014 w.example BBB")
        .endsWith("B…\n")
        .hasSizeLessThan(400);
  }
}
