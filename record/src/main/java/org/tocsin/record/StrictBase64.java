// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.Base64;

/**
 * Base64 of RFC 4648 section 4 in its one canonical form.
 *
 * <p>The JDK's decoder also takes missing padding and stray bits in the last digit, so two texts
 * could mean the same bytes and a signed file could be changed without its signature noticing.
 */
final class StrictBase64 {

  private StrictBase64() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] decode(String text, String what) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw RecordException.malformed(
          what + " '" + Words.excerpt(text) + "' is not base64: " + e.getMessage());
    }
    if (!encode(bytes).equals(text)) {
      throw RecordException.malformed(
          what + " '" + Words.excerpt(text) + "' is not canonical base64; write it with padding");
    }
    return bytes;
  }
}
