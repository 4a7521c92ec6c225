// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages together from their parts as a phone does (3GPP TS 23.040 §9.2.3.24.1). Bounded:
 * the longest unfinished are forgotten. Thread-safe.
 */
final class SmsParts {
  private static final int MAX_UNFINISHED = 50_000;
  private static final byte UCS2 = 8;

  /** 3GPP TS 23.038 §6.2.1, by code; the escape stands as {@code ESC}. */
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  private static final int ESCAPE = 0x1B;
  private static final Map<Integer, Character> EXTENDED =
      Map.of(
          0x0A, '\f', 0x14, '^', 0x28, '{', 0x29, '}', 0x2F, '\\', 0x3C, '[', 0x3D, '~', 0x3E, ']',
          0x40, '|', 0x65, '€');

  private final Map<String, Unfinished> unfinished =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Unfinished> eldest) {
          return size() > MAX_UNFINISHED;
        }
      };

  /**
   * One part as it came.
   *
   * @param reference which message of this address it belongs to; -1 for one that stands alone
   * @param number which part, from 1
   * @param total of how many
   * @param text its text
   * @param octets how long it is with its header
   */
  record Part(int reference, int number, int total, String text, int octets) {}

  /** A whole message. */
  record Whole(String text, int parts, int octets) {}

  private static final class Unfinished {
    private final @Nullable String[] texts;
    private int octets;

    Unfinished(int total) {
      texts = new String[total];
    }
  }

  /** Reads a part from what the protocol carries. */
  static Part part(byte[] message, byte dataCoding, boolean withHeader) {
    int reference = -1;
    int number = 1;
    int total = 1;
    int from = 0;
    if (withHeader && message.length > 0) {
      from = 1 + (message[0] & 0xFF);
      for (int at = 1; at + 1 < from; at += 2 + message[at + 1]) {
        if (message[at] == 0 && message[at + 1] == 3) {
          reference = message[at + 2] & 0xFF;
          total = message[at + 3] & 0xFF;
          number = message[at + 4] & 0xFF;
        }
      }
    }
    byte[] body = Arrays.copyOfRange(message, Math.min(from, message.length), message.length);
    String text = dataCoding == UCS2 ? new String(body, UTF_16BE) : gsm(body);
    return new Part(reference, number, total, text, message.length);
  }

  /** Takes a part; gives the message when it was the last one that was missing. */
  synchronized Optional<Whole> take(String address, Part part) {
    if (part.total() <= 1) {
      return Optional.of(new Whole(part.text(), 1, part.octets()));
    }
    String key = address + ' ' + part.reference() + ' ' + part.total();
    Unfinished so = unfinished.computeIfAbsent(key, _ -> new Unfinished(part.total()));
    so.texts[Math.clamp(part.number(), 1, part.total()) - 1] = part.text();
    so.octets = Math.max(so.octets, part.octets());
    StringBuilder text = new StringBuilder();
    for (String each : so.texts) {
      if (each == null) {
        return Optional.empty();
      }
      text.append(each);
    }
    unfinished.remove(key);
    return Optional.of(new Whole(text.toString(), part.total(), so.octets));
  }

  private static String gsm(byte[] body) {
    StringBuilder text = new StringBuilder(body.length);
    for (int i = 0; i < body.length; i++) {
      int code = body[i] & 0x7F;
      if (code == ESCAPE && i + 1 < body.length) {
        // An unknown extension is shown as a space (3GPP TS 23.038 §6.2.1.1).
        text.append(EXTENDED.getOrDefault(body[++i] & 0x7F, ' ').charValue());
      } else {
        text.append(BASIC.charAt(code));
      }
    }
    return text.toString();
  }
}
