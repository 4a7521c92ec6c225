// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: what one sender may ask of a witness. */
class SenderLimitTest {

  private static final long LATER = SenderLimit.REFILL.toNanos() / SenderLimit.REQUESTS;
  private final SenderLimit limit = new SenderLimit();

  private void spend(String sender) {
    for (int i = 0; i < SenderLimit.REQUESTS; i++) {
      assertThat(limit.take(sender, 100, 0)).isEmpty();
    }
  }

  @Test
  void oneSenderThatAsksTooOftenWaitsAndNobodyElseDoes() {
    spend("192.0.2.1");
    assertThat(limit.take("192.0.2.1", 100, 0)).contains(Duration.ofNanos(LATER));
    assertThat(limit.take("192.0.2.2", 100, 0)).isEmpty();
    assertThat(limit.take("192.0.2.1", 100, LATER)).isEmpty();
    assertThat(limit.take("192.0.2.1", 100, LATER)).isPresent();
  }

  @Test
  void bytesAreCountedAsRequestsAre() {
    assertThat(limit.take("192.0.2.1", SenderLimit.BYTES, 0)).isEmpty();
    assertThat(limit.take("192.0.2.1", SenderLimit.BYTES / 2, 0))
        .contains(SenderLimit.REFILL.dividedBy(2));
    assertThat(limit.take("192.0.2.1", SenderLimit.BYTES / 2, SenderLimit.REFILL.toNanos() / 2))
        .isEmpty();
  }

  @Test
  void theAddressesOfOneHouseholdAreOneSender() {
    spend("2001:db8:0:1:0:0:0:1");
    assertThat(limit.take("2001:db8:0:1:0:0:0:2", 100, 0)).isPresent();
    assertThat(limit.take("2001:db8:0:2:0:0:0:1", 100, 0)).isEmpty();
  }

  @Test
  void aWaitOfMoreSendersThanAreKeptStaysBounded() {
    spend("192.0.2.1");
    for (int i = 0; i < SenderLimit.SENDERS_MAX; i++) {
      assertThat(limit.take("10.0." + i / 256 + "." + i % 256, 100, 0)).isEmpty();
    }
    assertThat(limit.take("192.0.2.1", 100, 0)).as("forgotten, as the oldest").isEmpty();
  }
}
