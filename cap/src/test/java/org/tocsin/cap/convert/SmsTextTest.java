// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.cap.convert.SmsText.Alphabet;

/** FEATURE UNDER TEST: what a text costs as short messages, and where it is cut. */
class SmsTextTest {
  private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

  @ParameterizedTest
  @CsvSource({
    "a, 160, GSM_7BIT, 1",
    "a, 161, GSM_7BIT, 2",
    "a, 306, GSM_7BIT, 2",
    "a, 307, GSM_7BIT, 3",
    "€, 80, GSM_7BIT, 1",
    "€, 81, GSM_7BIT, 2",
    "€, 152, GSM_7BIT, 2",
    "€, 153, GSM_7BIT, 3",
    "ж, 70, UCS2, 1",
    "ж, 71, UCS2, 2",
    "ж, 134, UCS2, 2",
    "ж, 135, UCS2, 3",
    "ê, 71, UCS2, 2",
    "😀, 35, UCS2, 1",
    "😀, 36, UCS2, 2",
    "😀, 66, UCS2, 2",
    "😀, 67, UCS2, 3",
    "’, 160, GSM_7BIT, 1",
  })
  void aTextCostsSoManyMessages(String letter, int times, Alphabet alphabet, int messages) {
    SmsText sms = SmsText.of(letter.repeat(times));
    assertThat(sms.alphabet()).isEqualTo(alphabet);
    assertThat(sms.segments()).hasSize(messages);
    assertThat(String.join("", sms.segments())).isEqualTo(sms.text());
  }

  @Test
  void noLetterIsCutInTwo() {
    SmsText sms = SmsText.of("ж" + FAMILY.repeat(20) + "e\u0301".repeat(70));
    assertThat(sms.segments())
        .hasSizeGreaterThan(3)
        .allSatisfy(segment -> {
          assertThat(segment.length()).isLessThanOrEqualTo(67);
          assertThat(segment.replace(FAMILY, "").replace("e\u0301", "")).isIn("", "ж");
        });
    assertThat(SmsText.beginning(FAMILY + FAMILY, 12, Alphabet.UCS2)).isEqualTo(FAMILY);
  }

  @Test
  void aLetterLongerThanAMessageFallsIntoCodePoints() {
    String tower = "e" + "\u0301".repeat(100);
    SmsText sms = SmsText.of(tower + "😀".repeat(40));
    assertThat(String.join("", sms.segments())).isEqualTo(sms.text());
    assertThat(sms.segments())
        .allSatisfy(segment ->
            assertThat(Character.isLowSurrogate(segment.charAt(0)))
                .as("begins within a pair")
                .isFalse());
  }

  @Test
  void typographyIsMadePlainOnlyWhereThatSavesMessages() {
    assertThat(SmsText.of("“a” – b…\u00a0c").text()).isEqualTo("\"a\" - b... c");
    assertThat(SmsText.of("«ж»").text()).isEqualTo("«ж»");
    assertThat(SmsText.of("").segments()).isEmpty();
  }
}
