// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.tocsin.cap.convert.SmsText;

/** Writes the parts of a text as octets: alphabet, and the header that joins several parts. */
final class Alphabets {

  /** 3GPP TS 23.038 §6.2.1, by code; at 0x1B stands the escape. */
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  private static final int ESCAPE = 0x1B;

  /** 3GPP TS 23.038 §6.2.1.1: letters, and the codes that follow the escape for them. */
  private static final String EXTENDED = "\f^{}\\[~]|€";

  private static final int[] EXTENDED_CODES = {
    0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65
  };

  private Alphabets() {}

  /**
   * The short_message of each part: 7-bit letters one an octet, as SMPP carries them, or UTF-16 in
   * network order; before them, when there are several, the header of 3GPP TS 23.040 §9.2.3.24.1.
   */
  static List<byte[]> octets(SmsText text, int reference) {
    List<String> segments = text.segments();
    List<byte[]> parts = new ArrayList<>(segments.size());
    for (int i = 0; i < segments.size(); i++) {
      ByteArrayOutputStream part = new ByteArrayOutputStream(160);
      if (segments.size() > 1) {
        part.writeBytes(
            new byte[] {5, 0, 3, (byte) reference, (byte) segments.size(), (byte) (i + 1)});
      }
      part.writeBytes(
          switch (text.alphabet()) {
            case GSM_7BIT -> gsm(segments.get(i));
            case UCS2 -> segments.get(i).getBytes(UTF_16BE);
          });
      parts.add(part.toByteArray());
    }
    return parts;
  }

  /**
   * Eight bits of a message's id. A repeat has others, for its text says that it is one: a phone
   * must not put parts of both together.
   */
  static int reference(String id, boolean repeat) {
    CRC32 sum = new CRC32();
    sum.update(id.getBytes(UTF_16BE));
    return ((int) sum.getValue() ^ (repeat ? 0x55 : 0)) & 0xFF;
  }

  /** Reads 7-bit letters, one an octet; what is none becomes a space. */
  static String read(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length);
    for (int i = 0; i < octets.length; i++) {
      int code = octets[i] & 0xFF;
      if (code == ESCAPE && i + 1 < octets.length) {
        text.append(extended(octets[++i]));
      } else {
        text.append(code < BASIC.length() && code != ESCAPE ? BASIC.charAt(code) : ' ');
      }
    }
    return text.toString();
  }

  private static char extended(byte code) {
    for (int i = 0; i < EXTENDED_CODES.length; i++) {
      if (EXTENDED_CODES[i] == code) {
        return EXTENDED.charAt(i);
      }
    }
    return ' ';
  }

  private static byte[] gsm(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      int code = BASIC.indexOf(letter);
      int extended = EXTENDED.indexOf(letter);
      if (code >= 0 && code != ESCAPE) {
        out.write(code);
      } else if (extended >= 0) {
        out.write(ESCAPE);
        out.write(EXTENDED_CODES[extended]);
      } else {
        throw new IllegalArgumentException(
            "U+%04X is no letter of the 7-bit alphabet".formatted((int) letter));
      }
    }
    return out.toByteArray();
  }
}
