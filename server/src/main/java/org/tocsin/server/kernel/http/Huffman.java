// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;

/**
 * The code by which heads of HTTP/2 are packed (RFC 7541, appendix B). It is canonical: of codes of
 * one length the smaller octet has the smaller code, so the lengths say it all.
 */
final class Huffman {

  /** How many bits each octet's code has. */
  private static final byte[] LENGTHS = {
    13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28,
    28, 28, 28, 28, 28, 28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5,
    6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5,
    6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23,
    23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, 22, 21, 20,
    22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22,
    22, 23, 22, 22, 23, 26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26,
    27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25,
    25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26
  };

  private static final int LONGEST = 30;
  private static final int PADDING_MOST = 7;

  /** The first code of each length, and where its octet stands among all by length. */
  private static final int[] FIRST = new int[LONGEST + 2];

  private static final int[] FROM = new int[LONGEST + 2];
  private static final byte[] OCTETS = new byte[LENGTHS.length];

  static {
    int code = 0;
    int count = 0;
    for (int length = 1; length <= LONGEST; length++) {
      FIRST[length] = code;
      FROM[length] = count;
      for (int octet = 0; octet < LENGTHS.length; octet++) {
        if (LENGTHS[octet] == length) {
          OCTETS[count++] = (byte) octet;
          code++;
        }
      }
      code <<= 1;
    }
    FROM[LONGEST + 1] = count;
  }

  private Huffman() {}

  /**
   * What was packed.
   *
   * @throws ProtocolException when a code has no octet, or what follows the last is no padding
   */
  static String unpack(byte[] packed, int from, int length) throws ProtocolException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2 * length);
    int code = 0;
    int bits = 0;
    for (int i = from; i < from + length; i++) {
      for (int bit = 7; bit >= 0; bit--) {
        code = code << 1 | (packed[i] >> bit & 1);
        bits++;
        if (bits > LONGEST) {
          throw new ProtocolException("a field of the answer's head is packed wrongly");
        }
        int index = code - FIRST[bits];
        if (index >= 0 && index < FROM[bits + 1] - FROM[bits]) {
          out.write(OCTETS[FROM[bits] + index]);
          code = 0;
          bits = 0;
        }
      }
    }
    // What is left over are the first bits of the end's code, all ones.
    if (bits > PADDING_MOST || code != (1 << bits) - 1) {
      throw new ProtocolException("a field of the answer's head is packed wrongly");
    }
    return out.toString(ISO_8859_1);
  }
}
