// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.cap.convert.SmsText;

/** FEATURE UNDER TEST: parts of short messages as octets (3GPP TS 23.038 and 23.040). */
class AlphabetsTest {

  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENDED = "^{}\\[~]|€";

  @ParameterizedTest
  @CsvSource({
    "@, 00",
    "A, 41",
    "£, 01",
    "_, 11",
    "Δ, 10",
    "É, 1F",
    "à, 7F",
    "¿, 60",
    "€, 1B65",
    "^, 1B14",
    "{, 1B28",
    "}, 1B29",
    "\\, 1B2F",
    "[, 1B3C",
    "~, 1B3D",
    "], 1B3E",
    "|, 1B40"
  })
  void lettersHaveTheCodesOfTheStandard(String letter, String hex) {
    assertThat(hex(Alphabets.octets(SmsText.of(letter), 0).getFirst())).isEqualTo(hex);
  }

  @Test
  void everyLetterOfTheAlphabetIsReadAsItWasWritten() {
    String all = BASIC + EXTENDED;
    assertThat(SmsText.of(all).alphabet()).isEqualTo(SmsText.Alphabet.GSM_7BIT);
    assertThat(Alphabets.read(Alphabets.octets(SmsText.of(all), 0).getFirst())).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({"a, 160, 1", "a, 161, 2", "a, 306, 2", "a, 307, 3", "€, 80, 1", "€, 81, 2"})
  void partsOfSevenBitsHaveAtMostTheirLength(String letter, int times, int count) {
    List<byte[]> parts = Alphabets.octets(SmsText.of(letter.repeat(times)), 7);
    assertThat(parts).hasSize(count);
    for (byte[] part : parts) {
      assertThat(part.length - (count > 1 ? 6 : 0)).isLessThanOrEqualTo(count > 1 ? 153 : 160);
      assertThat(part[part.length - 1])
          .as("no escape is cut off its letter")
          .isNotEqualTo((byte) 0x1B);
    }
  }

  @Test
  void theHeaderJoinsTheParts() {
    List<byte[]> parts = Alphabets.octets(SmsText.of("ж".repeat(135)), 0xAB);
    assertThat(parts).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(hex(parts.get(i))).startsWith("050003AB030" + (i + 1));
      assertThat(parts.get(i).length).isLessThanOrEqualTo(140);
    }
  }

  @Test
  void noPairOfSurrogatesIsCut() {
    Random random = new Random(3);
    for (int run = 0; run < 200; run++) {
      StringBuilder text = new StringBuilder("ж");
      int length = 60 + random.nextInt(200);
      for (int i = 0; i < length; i++) {
        text.append(random.nextInt(3) == 0 ? "\uD83D\uDD14" : "ы");
      }
      StringBuilder back = new StringBuilder();
      List<byte[]> parts = Alphabets.octets(SmsText.of(text.toString()), 1);
      for (byte[] part : parts) {
        int from = parts.size() > 1 ? 6 : 0;
        String read = new String(part, from, part.length - from, StandardCharsets.UTF_16BE);
        assertThat(Character.isLowSurrogate(read.charAt(0))).isFalse();
        assertThat(Character.isHighSurrogate(read.charAt(read.length() - 1))).isFalse();
        assertThat(read.length()).isLessThanOrEqualTo(parts.size() > 1 ? 67 : 70);
        back.append(read);
      }
      assertThat(back.toString()).isEqualTo(text.toString());
    }
  }

  @Test
  void aRepeatIsNotMixedWithWhatItRepeats() {
    String id = "warning_01HRS4000000000000000000AB-17-sms-0";
    assertThat(Alphabets.reference(id, false))
        .isBetween(0, 255)
        .isEqualTo(Alphabets.reference(id, false))
        .isNotEqualTo(Alphabets.reference(id, true));
  }

  private static String hex(byte[] octets) {
    return java.util.HexFormat.of().withUpperCase().formatHex(octets);
  }
}
