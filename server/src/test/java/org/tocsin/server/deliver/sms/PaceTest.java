// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: no more goes out in a second than the provider allows. */
class PaceTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void overAnyTimeNoMoreThanTheRateIsLetThrough() {
    Random random = new Random(5);
    Pace pace = new Pace(10);
    long now = -3 * SECOND;
    long first = now;
    int sent = 0;
    long last = now;
    for (int i = 0; i < 1_000; i++) {
      now += random.nextLong(SECOND / 4);
      int parts = 1 + random.nextInt(6);
      long wait = pace.book(parts, now, Long.MAX_VALUE);
      assertThat(wait).isNotNegative();
      assertThat(now + wait).as("in order").isGreaterThanOrEqualTo(last);
      last = now + wait;
      assertThat(sent).isLessThanOrEqualTo((int) ((last - first) / (SECOND / 10)));
      sent += parts;
    }
  }

  @Test
  void whatWouldBeTooLateBooksNothing() {
    Pace pace = new Pace(1);
    assertThat(pace.book(5, 0, SECOND)).isZero();
    assertThat(pace.book(1, 0, SECOND)).isEqualTo(-1);
    assertThat(pace.book(1, 0, 5 * SECOND)).isEqualTo(5 * SECOND);
    assertThat(pace.book(1, 0, 6 * SECOND)).isEqualTo(6 * SECOND);
  }

  @Test
  void settingsOutOfRangeAreRefusedWithTheirNames() {
    assertThatThrownBy(() -> settings("a much too long password", 6, "54321"))
        .hasMessageContaining("tocsin.sms.system-id")
        .hasMessageNotContaining("a much too long password");
    assertThatThrownBy(() -> settings("", 2, "54321")).hasMessageContaining("tocsin.sms.parts");
    assertThatThrownBy(() -> settings("", 6, "far too long a name"))
        .hasMessageContaining("tocsin.sms.from");
    assertThat(settings("secret", 6, "+441632960000").toString()).doesNotContain("secret");
    assertThat(settings("", 6, "Embassy").takesReplies()).isFalse();
    assertThat(settings("", 6, "+441632960000").takesReplies()).isTrue();
  }

  private static SmsSettings settings(String password, int parts, String from) {
    return new SmsSettings(
        "",
        2775,
        false,
        "",
        password,
        64,
        0,
        Duration.ofSeconds(10),
        true,
        100,
        from,
        4,
        parts,
        Map.of());
  }
}
