// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
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
    private static final byte[] SALTED = "receipt ".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS_MOST = 20;

    private final Mac mac;
    private final int saltBytes;
    private final String head;
    private final String middle;
    private final byte[] headOctets;
    private final byte[] salted = Arrays.copyOf(SALTED, SALTED.length + DIGITS_MOST);
    private byte[] leaf = new byte[0];

    /** What follows the watcher; a whole round has the same. */
    private byte[] tail = new byte[0];

    private @Nullable Receipt tailOf;

    Leaves(byte[] secret, String warning, String channel, int step, int attempt) {
      head = "tocsin receipt v1\n" + warning + "\n";
      headOctets = head.getBytes(StandardCharsets.UTF_8);
      middle = "\n" + channel + "\n" + step + "\n" + attempt + "\n";
      try {
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        saltBytes = mac.getMacLength();
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
      return head + receipt.watcher + tail(receipt);
    }

    private String tail(Receipt receipt) {
      return middle
          + receipt.kind.word()
          + (receipt.repeat ? "\npossible repeat\n" : "\nfirst\n")
          + receipt.at.truncatedTo(ChronoUnit.MICROS)
          + "\n"
          + (receipt.reason == null ? "" : receipt.reason);
    }

    /** The hash of a receipt's leaf: what {@link Receipt#leaf} makes of salt and text. */
    Hash of(Receipt receipt) {
      Receipt before = tailOf;
      if (before == null || !receipt.isLike(before)) {
        tail = tail(receipt).getBytes(StandardCharsets.UTF_8);
        tailOf = receipt;
        int most = saltBytes + headOctets.length + DIGITS_MOST + tail.length;
        if (leaf.length < most) {
          leaf = new byte[most];
          System.arraycopy(headOctets, 0, leaf, saltBytes, headOctets.length);
        }
      }
      mac.update(salted, 0, digits(receipt.position, salted, SALTED.length));
      try {
        mac.doFinal(leaf, 0);
      } catch (ShortBufferException e) {
        throw new IllegalStateException("there is room for a salt", e);
      }
      int at = digits(receipt.watcher, leaf, saltBytes + headOctets.length);
      System.arraycopy(tail, 0, leaf, at, tail.length);
      return Merkle.leaf(leaf, 0, at + tail.length);
    }

    /** Writes a number that is not negative, and says where it ends. */
    private static int digits(long number, byte[] target, int from) {
      int end = from + 1;
      for (long rest = number; rest > 9; rest /= 10) {
        end++;
      }
      long rest = number;
      for (int at = end - 1; at >= from; at--) {
        target[at] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
      return end;
    }
  }

  /** Whether all that is said of it is the same, but for whom and where. */
  private boolean isLike(Receipt other) {
    return kind == other.kind
        && repeat == other.repeat
        && at.equals(other.at)
        && Objects.equals(reason, other.reason);
  }

  /** Whether it stands right behind another one, and the same is said of it. */
  boolean follows(Receipt other) {
    return position == other.position + 1 && isLike(other);
  }

  /** RFC 6962 leaf hash over salt and text: nobody without the salt can guess who was told. */
  static Hash leaf(byte[] salt, String text) {
    byte[] words = text.getBytes(StandardCharsets.UTF_8);
    byte[] leaf = java.util.Arrays.copyOf(salt, salt.length + words.length);
    System.arraycopy(words, 0, leaf, salt.length, words.length);
    return Merkle.leaf(leaf);
  }
}
