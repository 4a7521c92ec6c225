// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: how many a channel takes between two commits. */
class StrideTest {

  private static final Duration AT_ONCE = Duration.ofMillis(8);

  private final Stride stride = new Stride(200, 1_000);

  @Test
  void roundsGrowWhileTheChannelIsBackWithinAMomentAndNotForEver() {
    assertThat(stride.size()).isEqualTo(200);
    stride.took(200, AT_ONCE);
    assertThat(stride.size()).isEqualTo(400);
    stride.took(400, Stride.QUICK);
    stride.took(800, AT_ONCE);
    assertThat(stride.size()).isEqualTo(1_000);
    stride.took(1_000, AT_ONCE);
    assertThat(stride.size()).isEqualTo(1_000);
  }

  @Test
  void theRoundsOfAChannelThatTakesItsTimeStayAsSmallAsTheyAreSet() {
    stride.took(200, Stride.QUICK.plusNanos(1));
    stride.took(200, Stride.SLOW.plusNanos(1));
    assertThat(stride.size()).isEqualTo(200);
  }

  @Test
  void whereAChannelBecomesSlowItsRoundsBecomeSmallAgain() {
    for (int i = 0; i < 3; i++) {
      stride.took(1_000, AT_ONCE);
    }
    stride.took(1_000, Stride.SLOW.plusNanos(1));
    assertThat(stride.size()).isEqualTo(500);
    stride.took(500, Stride.SLOW.plusNanos(1));
    stride.took(250, Stride.SLOW.plusNanos(1));
    assertThat(stride.size()).isEqualTo(200);
  }

  @Test
  void whatFewTookSaysNothingOfMany() {
    stride.took(1, AT_ONCE);
    assertThat(stride.size()).isEqualTo(200);
    stride.took(200, AT_ONCE);
    stride.took(60, Stride.SLOW.plusNanos(1));
    assertThat(stride.size()).as("but where few take long, many take longer").isEqualTo(200);
  }

  @Test
  void aMostThatIsLessThanTheLeastCountsAsThat() {
    Stride fixed = new Stride(50, 10);
    fixed.took(50, AT_ONCE);
    assertThat(fixed.size()).isEqualTo(50);
  }
}
