// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * FEATURE UNDER TEST: promise 1 with several nodes. One short seeded run of {@link Chaos}, whose
 * {@code main} does the long ones: see {@code docs/internals/chaos.md}.
 */
class ChaosTest {

  private static final long SEED = 2;

  @Test
  void whateverDiesNobodyIsLostAndNobodyIsToldTwiceAsIfItWereNew() throws Exception {
    Chaos.Result result = new Chaos(SEED, 2, 120, Duration.ofSeconds(8)).run();

    assertThat(result.faults())
        .as(
            "seed %d; mvn -pl server -am test -Dtest=ChaosTest; %s",
            SEED, String.join("\n", result.story()))
        .isEmpty();
    assertThat(result.arrivals()).isGreaterThan(120);
  }
}
