// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * FEATURE UNDER TEST: a process that appends and is killed with {@code kill -9} loses nothing that
 * it acknowledged. A few rounds here; {@link CrashLoop} says how to run hundreds.
 */
class CrashLoopTest {

  @Test
  void losesNoAcknowledgedEntryAndTellsOneHistory(@TempDir Path temp)
      throws IOException, InterruptedException {
    CrashLoop.Tally tally = new CrashLoop(6, temp, false, System.out).run(4);
    assertThat(tally.rounds()).isEqualTo(4);
    assertThat(tally.acknowledged()).as("of seed 6").isPositive();
  }
}
