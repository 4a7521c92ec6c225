// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: eight bytes at a time tell what one byte at a time tells. */
class EightTest {
  private static final String[] PARTS = {
    "a",
    "Z",
    "~",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "<",
    "&",
    "]",
    ";",
    "=",
    "%",
    "é",
    "語",
    "\uFFFD",
    "\uD83D\uDD14",
    "\u0085",
    "a plain stretch of text",
    "\n\n",
    "\r\r"
  };

  private final SplittableRandom random = new SplittableRandom(11);

  private String text() {
    StringBuilder text = new StringBuilder();
    int kinds = 1 + random.nextInt(PARTS.length);
    for (int n = random.nextInt(40); n > 0; n--) {
      text.append(PARTS[random.nextInt(kinds)]);
    }
    return text.toString();
  }

  @Test
  void linesAndColumnsAreThoseCountedByHand() {
    for (int round = 0; round < 20_000; round++) {
      String text = text();
      XmlWindow window = XmlWindow.of(text.getBytes(UTF_8));
      // Forwards mostly, and now and then back, as problems are asked for.
      for (int asked = 0; asked < 4; asked++) {
        int index = random.nextInt(text.length() + 1);
        if (index > 0 && Character.isHighSurrogate(text.charAt(index - 1))) {
          index--;
        }
        int offset = text.substring(0, index).getBytes(UTF_8).length;
        int line = 1;
        int column = 1;
        for (int i = 0; i < index; i++) {
          boolean joined = text.startsWith("\r\n", i);
          boolean ends = text.charAt(i) == '\n' || (text.charAt(i) == '\r' && !joined);
          line += ends ? 1 : 0;
          column = ends ? 1 : column + 1;
        }
        assertThat(window.line(offset)).isEqualTo(line);
        assertThat(window.column(offset)).isEqualTo(column);
      }
    }
  }

  @Test
  void plainTextEndsBeforeTheFirstByteThatWantsALook() {
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = random.nextInt(3) == 0 ? noise() : text().getBytes(UTF_8);
      int from = random.nextInt(bytes.length + 1);
      int end = Eight.plainText(bytes, from);
      for (int i = from; i < end; i++) {
        int b = bytes[i] & 0xFF;
        assertThat(b >= ' ' && b != '<' && b != '&' && b != ']' && b != 0xEF).isTrue();
      }
      boolean stopped = end + 8 <= bytes.length;
      assertThat((end - from) % 8).isZero();
      assertThat(stopped && allPlain(bytes, end)).as("stopped at eight plain bytes").isFalse();
    }
  }

  private static boolean allPlain(byte[] bytes, int from) {
    return new String(bytes, from, 8, ISO_8859_1)
        .chars()
        .allMatch(b -> b >= ' ' && "<&]\u00EF".indexOf(b) < 0);
  }

  @Test
  void utf8IsToldFromNoise() {
    int valid = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = text().getBytes(UTF_8);
      if (bytes.length > 0 && random.nextBoolean()) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      boolean same = Arrays.equals(bytes, new String(bytes, UTF_8).getBytes(UTF_8));
      assertThat(Utf8.isValid(bytes, 0)).isEqualTo(same);
      valid += same ? 1 : 0;
    }
    assertThat(valid).isBetween(8_000, 19_500);
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(64)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : 'a' + random.nextInt(26));
    }
    return bytes;
  }
}
