// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param warmUp the processor time that each contender works at least before anything counts
 * @param slice about how much processor time a slice takes; it is counted in steps of 10 ms
 * @param rounds how many slices each contender does
 * @param small whether to take little input
 */
public record Effort(Duration warmUp, Duration slice, int rounds, boolean small) {
  /** For figures that one may cite. */
  public static Effort full() {
    return new Effort(Duration.ofSeconds(5), Duration.ofMillis(500), 15, false);
  }

  /** Once on little input: shows that a benchmark still works and nothing else. */
  public static Effort once() {
    return new Effort(Duration.ZERO, Duration.ZERO, 1, true);
  }
}
