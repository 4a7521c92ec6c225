// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: whoever errs gets less of the work, and is trusted again in time. */
class LiveWeightTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void allIsWellAtTheBeginning() {
    LiveWeight weight = new LiveWeight(70, -5);
    assertThat(weight.health(-5)).isEqualTo(1);
    assertThat(weight.weight(-5)).isEqualTo(70);
  }

  @Test
  void theWorseARoundTheLessIsLeft() {
    double before = 1;
    for (double wrong : new double[] {0.01, 0.1, 0.5, 1}) {
      LiveWeight weight = new LiveWeight(100, 0);
      weight.learn(wrong, 0);
      assertThat(weight.health(0)).isLessThan(before);
      before = weight.health(0);
    }
    assertThat(before).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void threeBadRoundsLeaveAFewMessagesThatTryWhetherItIsWellAgain() {
    LiveWeight weight = new LiveWeight(100, 0);
    for (int i = 0; i < 3; i++) {
      weight.learn(1, 0);
    }
    assertThat(weight.weight(0)).isCloseTo(100 * LiveWeight.LEAST, within(1e-9));
  }

  @Test
  void itDriftsBackByItselfInSomeMinutes() {
    LiveWeight weight = new LiveWeight(100, 0);
    for (int i = 0; i < 10; i++) {
      weight.learn(1, 0);
    }
    double before = weight.health(0);
    for (int minute = 1; minute <= 10; minute++) {
      double now = weight.health(minute * 60 * SECOND);
      assertThat(now).isGreaterThan(before);
      before = now;
    }
    assertThat(before).isGreaterThan(0.99);
  }

  @Test
  void whateverHappensHealthStaysBetweenTheLeastAndOne() {
    Random random = new Random(3);
    LiveWeight weight = new LiveWeight(1, 0);
    long now = 0;
    for (int i = 0; i < 10_000; i++) {
      now += random.nextLong(100 * SECOND);
      weight.learn(random.nextInt(3) == 0 ? random.nextDouble() : random.nextInt(2), now);
      assertThat(weight.health(now)).isBetween(LiveWeight.LEAST, 1.0);
    }
  }
}
