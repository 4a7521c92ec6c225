// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: what breaks off is taken up at once, and what breaks again waits longer. */
class BrokenOffTest {

  private static final Instant NOON = Instant.parse("2024-03-07T12:00:00Z");

  private final BrokenOff brokenOff = new BrokenOff(Duration.ofSeconds(5), Duration.ofSeconds(60));

  private Instant now = NOON;

  /** How many seconds it waits when it breaks off now. */
  private long waits(long chunk) {
    brokenOff.add(chunk, now);
    Instant until = now;
    while (brokenOff.waiting(until).anyMatch(each -> each == chunk)) {
      until = until.plusSeconds(1);
    }
    long seconds = Duration.between(now, until).toSeconds();
    now = until;
    return seconds;
  }

  @Test
  void waitsDoubleUpToTheMostAndEachChunkHasItsOwn() {
    assertThat(waits(1)).isZero();
    assertThat(waits(1)).isEqualTo(5);
    assertThat(waits(1)).isEqualTo(10);
    assertThat(waits(2)).isZero();
    assertThat(waits(1)).isEqualTo(20);
    assertThat(waits(1)).isEqualTo(40);
    assertThat(waits(1)).isEqualTo(60);
    assertThat(waits(1)).isEqualTo(60);
  }

  @Test
  void whatWasWorkedOffOrLeftAloneForLongBeginsAnew() {
    waits(1);
    waits(1);
    brokenOff.remove(1);
    assertThat(waits(1)).isZero();
    waits(1);
    now = now.plusSeconds(61);
    assertThat(waits(1)).isZero();
  }
}
