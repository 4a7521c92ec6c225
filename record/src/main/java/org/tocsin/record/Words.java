// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** Strict readings of small texts, and texts for people. */
final class Words {

  private Words() {}

  /** At most the first sixty characters, without control characters: safe in a message. */
  static String excerpt(String text) {
    String head = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return hasControl(head) ? head.replaceAll("\\p{Cntrl}", "?") : head;
  }

  /** Whether one of the characters is a control character. */
  static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** "1 entry", "2 entries". */
  static String entries(long count) {
    return count == 1 ? "1 entry" : count + " entries";
  }

  /** The text of valid UTF-8 bytes, or nothing. */
  static Optional<String> findUtf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  static String utf8(byte[] bytes, String what) {
    return findUtf8(bytes)
        .orElseThrow(() -> RecordException.malformed(what + " is not valid UTF-8"));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A non-negative decimal without sign or leading zeros that fits a long. */
  static OptionalLong findDecimal(String text) {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || text.length() > 19 || (text.length() > 1 && text.charAt(0) == '0')) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty(); // nineteen digits beyond the largest long
    }
  }

  static long decimal(String text, String what) {
    return findDecimal(text)
        .orElseThrow(() ->
            RecordException.malformed(
                what
                    + " '"
                    + excerpt(text)
                    + "' is not a decimal number from 0 to 2^63-1 without leading zeros"));
  }
}
