// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/**
 * FEATURE UNDER TEST: a full disk costs nobody their warning and needs nobody but one who makes
 * room. Long runs: {@link ChaosDiskRuns}.
 */
class ChaosDiskTest {

  private static final long SEED = 3;
  private static final int PEOPLE = 120;

  @Test
  void whenTheDatabasesDiskWasFullNothingApprovedIsLostAndNobodyHasToRestart() throws Exception {
    String why = ChaosDisk.why();
    assumeTrue(why.isEmpty(), why);
    Chaos.Result result = new ChaosDisk(SEED, "postgres", PEOPLE).run();
    assertThat(result.faults())
        .as(
            "seed %d; mvn -pl server -am test -Dtest=ChaosDiskTest; %s",
            SEED, String.join("\n", result.story()))
        .isEmpty();
    assertThat(result.arrivals()).isGreaterThan(PEOPLE);
  }
}
