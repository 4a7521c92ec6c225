// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: a feed that fails is asked less and less often, but never given up. */
class FeedBackOffTest {

  @ParameterizedTest(name = "every {0}, {1} failures: {2}")
  @CsvSource({
    "PT5M, 0, PT5M",
    "PT5M, 1, PT10M",
    "PT5M, 3, PT40M",
    "PT5M, 9, PT6H",
    "PT5M, 1000, PT6H",
    "P1D, 0, P1D",
    "P1D, 5, P1D",
    "P7D, 1000, P7D",
  })
  void waitsTwiceAsLongAfterEachFailure(Duration interval, int failures, Duration expected) {
    assertThat(FeedBackOff.wait(interval, failures, 0.5)).isEqualTo(expected);
  }

  @Test
  void spreadsTheWaitByATenth() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 1_000; i++) {
      Duration wait = FeedBackOff.wait(Duration.ofMinutes(10), 0, random.nextDouble());
      assertThat(wait)
          .as("seed 7, run %d", i)
          .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
    }
  }
}
