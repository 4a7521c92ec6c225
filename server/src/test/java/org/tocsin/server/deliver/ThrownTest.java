// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: a channel that throws is tried again ever later, until the warning ends. */
class ThrownTest {

  private static final Instant NOON = Instant.parse("2024-03-07T12:00:00Z");
  private static final Instant END = NOON.plus(Duration.ofDays(2));

  private Instant now = NOON;

  private static Thrown with(RandomGenerator jitter) {
    return new Thrown(Duration.ofSeconds(60), Duration.ofMinutes(15), jitter);
  }

  /** How many seconds it waits when it breaks off now; then the time has come. */
  private long waits(Thrown thrown, long chunk) {
    Instant due = thrown.add(chunk, END, now);
    long seconds = Duration.between(now, due).toSeconds();
    now = due;
    return seconds;
  }

  @Test
  void waitsDoubleFromALeaseUpToTheMostAndEachChunkHasItsOwn() {
    Thrown thrown = with(() -> 0); // The lower end of each spread.
    assertThat(waits(thrown, 1)).isEqualTo(60);
    assertThat(waits(thrown, 1)).isEqualTo(120);
    assertThat(waits(thrown, 1)).isEqualTo(240);
    assertThat(waits(thrown, 2)).isEqualTo(60);
    for (int i = 0; i < 40; i++) {
      assertThat(waits(thrown, 1)).isEqualTo(450);
    }
    thrown.remove(1);
    assertThat(waits(thrown, 1)).as("it went well in between").isEqualTo(60);
  }

  @Test
  void theUpperHalfOfEachWaitIsLeftToChance() {
    Thrown thrown = with(new Random(7));
    assertThat(waits(thrown, 1)).isBetween(60L, 120L);
    assertThat(waits(thrown, 1)).isBetween(120L, 240L);
    Random seeds = new Random(1);
    assertThat(
            IntStream.range(0, 50)
                .mapToLong(_ -> waits(with(new Random(seeds.nextLong())), 1))
                .distinct()
                .count())
        .isGreaterThan(20);
  }

  @Test
  void nobodyLosesTheirLastAttemptToTheSpread() {
    Thrown thrown = with(() -> 0);
    for (int i = 0; i < 5; i++) {
      waits(thrown, 1);
    }
    Instant end = now.plusSeconds(400);
    Instant last = end.minusSeconds(60);
    assertThat(thrown.add(1, end, now)).as("there is time for one more").isEqualTo(last);
    assertThat(thrown.add(1, end, last))
        .as("and for no other, which would tell people anew: at the end it is given up")
        .isEqualTo(end);
  }
}
