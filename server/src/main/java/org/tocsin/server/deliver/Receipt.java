// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
   * What the leaves of a chunk are made of. Each is an RFC 6962 leaf over a salt, HMAC-SHA256 of
   * the position under the chunk's secret, and a text. Used by one thread.
   */
  static final class Leaves {
    private final Mac mac;
    private final String head;
    private final String middle;
    private Instant at = Instant.EPOCH;
    private String time = "";

    Leaves(byte[] secret, String warning, String channel, int step, int attempt) {
      head = "tocsin receipt v1\n" + warning + "\n";
      middle = "\n" + channel + "\n" + step + "\n" + attempt + "\n";
      try {
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
      }
    }

    /** The salt of the leaf at a position. */
    byte[] salt(int position) {
      return mac.doFinal(("receipt " + position).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The text of a receipt's leaf: a line each for what it is, the warning, the watcher, channel,
     * step, attempt, outcome, whether it may be a repeat, the time in microseconds, and the reason.
     */
    String text(Receipt receipt) {
      if (!receipt.at.equals(at) || time.isEmpty()) {
        // A whole round has the same.
        at = receipt.at;
        time = at.truncatedTo(ChronoUnit.MICROS).toString();
      }
      return head
          + receipt.watcher
          + middle
          + receipt.kind.word()
          + (receipt.repeat ? "\npossible repeat\n" : "\nfirst\n")
          + time
          + "\n"
          + (receipt.reason == null ? "" : receipt.reason);
    }

    /** The hash of a receipt's leaf. */
    Hash of(Receipt receipt) {
      return leaf(salt(receipt.position), text(receipt));
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
