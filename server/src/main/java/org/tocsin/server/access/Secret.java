// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A random secret of 256 bits that is shown once and kept only as its SHA-256.
 *
 * <p>It is found again by that hash, so how long a search takes tells nothing about the secret.
 *
 * @param text what the person gets
 */
record Secret(String text) {

  private static final int BYTES = 32;

  /** A new secret: the prefix and 43 characters of base64url. */
  static Secret next(SecureRandom random, String prefix) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** Hidden, so that no log can show it. */
  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
