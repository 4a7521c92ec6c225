// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bytes to characters, without losing a byte in silence. */
final class Decoding {
  private static final int HEAD_BYTES = 1024;

  private Decoding() {}

  static String decode(byte[] bytes, String mediaType) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
    }
    if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    Optional<Charset> named = named(mediaType).or(() -> namedInHead(bytes));
    return named
        .map(charset -> new String(bytes, charset))
        .orElseGet(() -> utf8OrWindows1252(bytes));
  }

  private static String utf8OrWindows1252(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, Charset.forName("windows-1252"));
    }
  }

  private static Optional<Charset> namedInHead(byte[] bytes) {
    int length = Math.min(bytes.length, HEAD_BYTES);
    String head = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    if (!head.stripLeading().startsWith("<")) {
      return Optional.empty();
    }
    return named(head).or(() -> valueAfter(head, "encoding=").flatMap(Decoding::charset));
  }

  private static Optional<Charset> named(String words) {
    return valueAfter(words, "charset=").flatMap(Decoding::charset);
  }

  private static Optional<String> valueAfter(String words, String key) {
    int at = words.toLowerCase(Locale.ROOT).indexOf(key);
    if (at < 0) {
      return Optional.empty();
    }
    int from = at + key.length();
    if (from < words.length() && (words.charAt(from) == '"' || words.charAt(from) == '\'')) {
      from++;
    }
    int to = from;
    while (to < words.length()
        && (Character.isLetterOrDigit(words.charAt(to)) || "-_".indexOf(words.charAt(to)) >= 0)) {
      to++;
    }
    return Optional.of(words.substring(from, to));
  }

  private static Optional<Charset> charset(String name) {
    @Nullable Charset found = Charset.forName(name.isEmpty() ? "?" : name, null);
    return Optional.ofNullable(found);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
