// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: a host that does not answer is left alone for a while, and no other. */
class BreakersTest {

  private final AtomicLong now = new AtomicLong();
  private final Breakers breakers = new Breakers(now::get);

  private void fail(String host, int times) {
    for (int i = 0; i < times; i++) {
      breakers.failed(host);
    }
  }

  private void later(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private Duration rest(String host) {
    HostRestsException rests =
        catchThrowableOfType(HostRestsException.class, () -> breakers.pass(host));
    return rests == null ? Duration.ZERO : rests.rest();
  }

  @Test
  void fourFailuresAreNoReasonAndAnAnswerForgetsThem() {
    fail("a", Breakers.FAILURES - 1);
    assertThat(rest("a")).isZero();
    breakers.answered("a");
    fail("a", Breakers.FAILURES - 1);
    assertThat(rest("a")).isZero();
  }

  @Test
  void theFifthFailureInARowIsAndOtherHostsGoOn() {
    fail("a", Breakers.FAILURES);
    assertThat(rest("a")).isEqualTo(Duration.ofSeconds(5));
    later(Duration.ofSeconds(2));
    assertThat(rest("a")).isEqualTo(Duration.ofSeconds(3));
    assertThat(rest("b")).isZero();
  }

  @Test
  void afterTheRestOneTriesAndTheOthersWaitForIt() {
    fail("a", Breakers.FAILURES);
    later(Duration.ofSeconds(5));
    assertThatCode(() -> breakers.requireAwake("a")).doesNotThrowAnyException();
    assertThat(rest("a")).isZero();
    assertThat(rest("a")).isPositive();
  }

  @Test
  void eachFailedTrialDoublesTheRestUpToHalfAMinute() {
    fail("a", Breakers.FAILURES);
    for (int seconds : new int[] {5, 10, 20, 30, 30}) {
      assertThat(rest("a")).isEqualTo(Duration.ofSeconds(seconds));
      later(Duration.ofSeconds(seconds));
      assertThat(rest("a")).as("the trial").isZero();
      breakers.failed("a");
    }
  }

  @Test
  void aTrialThatIsAnsweredEndsIt() {
    fail("a", Breakers.FAILURES);
    later(Duration.ofSeconds(5));
    assertThat(rest("a")).isZero();
    breakers.answered("a");
    assertThat(rest("a")).isZero();
    assertThat(rest("a")).isZero();
  }

  @Test
  void whatWasSentBeforeTheRestBeganDoesNotLengthenIt() {
    fail("a", Breakers.FAILURES + 60);
    assertThat(rest("a")).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aTrialNobodyHearsOfIsFollowedByAnother() {
    fail("a", Breakers.FAILURES);
    later(Duration.ofSeconds(5));
    assertThat(rest("a")).isZero();
    later(Duration.ofSeconds(5));
    assertThat(rest("a")).isZero();
  }
}
