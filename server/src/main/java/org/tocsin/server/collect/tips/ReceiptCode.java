// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.tips;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * The code of a receipt: 20 letters and digits without those that are taken for each other, 100
 * bits of chance. Kept only as its SHA-256 and found again by that, so how long a search takes
 * tells nothing.
 *
 * @param text in five groups of four
 */
record ReceiptCode(String text) {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 20;
  private static final int GROUP = 4;

  static ReceiptCode next(RandomGenerator random) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      if (i > 0 && i % GROUP == 0) {
        code.append('-');
      }
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new ReceiptCode(code.toString());
  }

  /** The hash of a code as somebody types it: case, dashes, and O for 0 do not matter. */
  static byte[] sha256(String typed) {
    String clean =
        typed
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^0-9A-Z]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    try {
      return MessageDigest.getInstance("SHA-256").digest(clean.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  byte[] sha256() {
    return sha256(text);
  }

  /** Hidden, so that no log can show it. */
  @Override
  public String toString() {
    return "ReceiptCode[hidden]";
  }
}
