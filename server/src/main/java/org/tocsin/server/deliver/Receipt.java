// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.tocsin.record.Hash;
import org.tocsin.record.Merkle;

/** What came of one attempt for one watcher, at its place in its chunk. */
record Receipt(
    int position,
    long watcher,
    ReceiptKind kind,
    boolean repeat,
    Instant at,
    @Nullable String reason) {

  /**
   * The text of its leaf: a line each for what it is, the warning, the watcher, channel, step,
   * attempt, outcome, whether it may be a repeat, the time in microseconds, and the reason.
   */
  String leafText(String warning, String channel, int step, int attempt) {
    return String.join(
        "\n",
        "tocsin receipt v1",
        warning,
        Long.toString(watcher),
        channel,
        Integer.toString(step),
        Integer.toString(attempt),
        kind.word(),
        repeat ? "possible repeat" : "first",
        at.truncatedTo(java.time.temporal.ChronoUnit.MICROS).toString(),
        reason == null ? "" : reason);
  }

  /** The salts of a chunk's leaves. Used by one thread. */
  static final class Salts {
    private final Mac mac;

    /** Those under the chunk's secret. */
    Salts(byte[] secret) {
      try {
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
      }
    }

    /** The salt of the leaf at a position: HMAC-SHA256 of the position under the secret. */
    byte[] at(int position) {
      return mac.doFinal(("receipt " + position).getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** RFC 6962 leaf hash over salt and text: nobody without the salt can guess who was told. */
  static Hash leaf(byte[] salt, String text) {
    byte[] words = text.getBytes(StandardCharsets.UTF_8);
    byte[] leaf = java.util.Arrays.copyOf(salt, salt.length + words.length);
    System.arraycopy(words, 0, leaf, salt.length, words.length);
    return Merkle.leaf(leaf);
  }
}
