// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.tocsin.server.kernel.WatcherId;

/**
 * FEATURE UNDER TEST: an address to which something comes back says of what, and nobody forges it.
 */
class ReturnTokensTest {

  private static final ReturnTokens TOKENS = new ReturnTokens(new byte[32]);

  private static Parcel parcel(long watcher, String end) {
    Parcel sample =
        SampleParcels.of("p@example.org", SampleParcels.text("Avoid crowds", "A threat.", ""));
    return new Parcel(
        sample.letter().warning().id() + "-" + watcher + "-email-" + end,
        new WatcherId(watcher),
        "p@example.org",
        sample.letter(),
        sample.answerLink(),
        false,
        sample.at());
  }

  private static String token(Parcel parcel) {
    return TOKENS.series(parcel.letter().warning().id()).of(ReturnTokens.Purpose.BOUNCE, parcel);
  }

  @Test
  void itSaysWhoWasToldWhatInWhichStepAtWhichAddress() {
    for (long watcher : new long[] {1, 255, 4_294_967_296L, (1L << 40) - 1}) {
      assertThat(TOKENS.read(token(parcel(watcher, "3"))))
          .contains(
              new ReturnTokens.Told(
                  ReturnTokens.Purpose.BOUNCE,
                  parcel(watcher, "3").letter().warning().id(),
                  new WatcherId(watcher),
                  3,
                  1));
      assertThat(TOKENS.read(token(parcel(watcher, "2-2"))))
          .hasValueSatisfying(told -> {
            assertThat(told.step()).isEqualTo(2);
            assertThat(told.address()).isEqualTo(2);
          });
    }
  }

  @Test
  void serversMayWriteItInCapitals() {
    String token = token(parcel(17, "0"));
    assertThat(token).hasSize(ReturnTokens.LENGTH).matches("[a-z2-7]+");
    assertThat(TOKENS.read(token.toUpperCase(Locale.ROOT))).isEqualTo(TOKENS.read(token));
  }

  @Test
  void withAnyLetterChangedItIsNoneOfOurs() {
    String token = token(parcel(17, "0"));
    for (int at = 0; at < token.length() - 1; at++) {
      char other = token.charAt(at) == 'a' ? 'b' : 'a';
      assertThat(TOKENS.read(token.substring(0, at) + other + token.substring(at + 1))).isEmpty();
    }
    assertThat(TOKENS.read("")).isEmpty();
    assertThat(TOKENS.read("ä".repeat(ReturnTokens.LENGTH))).isEmpty();
    byte[] key = new byte[32];
    key[0] = 1;
    assertThat(new ReturnTokens(key).read(token)).isEmpty();
  }
}
