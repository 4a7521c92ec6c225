// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

/** Whether bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing past U+10FFFF. */
final class Utf8 {
  private Utf8() {}

  static boolean isValid(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length) {
      // Eight letters of ASCII at a time; most alerts are little else.
      i = Eight.ascii(bytes, i, bytes.length);
      while (i < bytes.length && bytes[i] >= 0) {
        i++;
      }
      while (i < bytes.length && bytes[i] < 0) {
        int length = length(bytes, i);
        if (length == 0) {
          return false;
        }
        i += length;
      }
    }
    return true;
  }

  /** How many bytes the character at an index beyond ASCII has; 0 when it is none. */
  private static int length(byte[] bytes, int i) {
    int first = bytes[i] & 0xFF;
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (i + length > bytes.length) {
      return 0;
    }
    int second = bytes[i + 1] & 0xFF;
    int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    boolean valid = second >= least && second <= most;
    for (int k = 2; k < length; k++) {
      valid &= bytes[i + k] < -64;
    }
    return valid ? length : 0;
  }
}
