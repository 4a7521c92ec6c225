// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that a sender and an endpoint share, and what it proves: Standard Webhooks 1.0.0,
 * symmetric signatures ({@code v1}, HMAC-SHA256). Immutable; {@link #toString} does not show it.
 */
public final class WebhookSecret {
  /** How far the clocks of sender and receiver may lie apart, either way. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String PREFIX = "whsec_";
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;

  private final byte[] key;

  /** What came of a check. */
  public enum Verdict {
    /** Signed with this secret, and fresh. */
    VALID,
    /** A header is missing or empty. */
    HEADER_MISSING,
    /** The timestamp is not a number of seconds. */
    TIMESTAMP_UNREADABLE,
    /** Older than {@link #TOLERANCE}. */
    TOO_OLD,
    /** Newer than {@link #TOLERANCE}. */
    TOO_NEW,
    /** None of the signatures is right. */
    SIGNATURE_WRONG
  }

  private WebhookSecret(byte[] key) {
    this.key = key;
  }

  /**
   * Reads {@code whsec_} and base64; the prefix may be missing.
   *
   * @throws IllegalArgumentException when it is not base64 or not of 24 to 64 bytes
   */
  public static WebhookSecret parse(String text) {
    String base64 = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "webhook secret is not base64 after " + PREFIX + "; copy it again", e);
    }
    if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "webhook secret has "
              + key.length
              + " bytes; Standard Webhooks asks for "
              + MIN_BYTES
              + " to "
              + MAX_BYTES);
    }
    return new WebhookSecret(key);
  }

  /** An exercise secret of 32 bytes for an endpoint, the same for the same seed and endpoint. */
  public static WebhookSecret derived(long seed, String endpoint) {
    byte[] base = ("EXERCISE webhook secret " + seed).getBytes(UTF_8);
    return new WebhookSecret(hmac(base, endpoint.getBytes(UTF_8)));
  }

  /** As {@code whsec_…}, to be given to the sender. */
  public String text() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /** The signature {@code v1,…} of a body. */
  public String sign(String id, Instant timestamp, byte[] body) {
    return "v1,"
        + Base64.getEncoder()
            .encodeToString(mac(id, Long.toString(timestamp.getEpochSecond()), body));
  }

  /**
   * Checks the three headers over a body.
   *
   * @param id webhook-id; empty when missing
   * @param timestamp webhook-timestamp; empty when missing
   * @param signatures webhook-signature; empty when missing
   */
  public Verdict check(String id, String timestamp, String signatures, byte[] body, Instant now) {
    if (id.isEmpty() || timestamp.isEmpty() || signatures.isEmpty()) {
      return Verdict.HEADER_MISSING;
    }
    long seconds;
    try {
      seconds = Long.parseLong(timestamp);
    } catch (NumberFormatException e) {
      return Verdict.TIMESTAMP_UNREADABLE;
    }
    if (seconds < now.getEpochSecond() - TOLERANCE.toSeconds()) {
      return Verdict.TOO_OLD;
    }
    if (seconds > now.getEpochSecond() + TOLERANCE.toSeconds()) {
      return Verdict.TOO_NEW;
    }
    byte[] expected =
        ("v1," + Base64.getEncoder().encodeToString(mac(id, timestamp, body))).getBytes(UTF_8);
    boolean valid =
        Arrays.stream(signatures.split(" ", 33))
            .limit(32)
            // Constant time: how much of a forged signature is right must not show.
            .anyMatch(signature -> MessageDigest.isEqual(expected, signature.getBytes(UTF_8)));
    return valid ? Verdict.VALID : Verdict.SIGNATURE_WRONG;
  }

  @Override
  public String toString() {
    return "WebhookSecret[" + key.length + " bytes]";
  }

  private byte[] mac(String id, String timestamp, byte[] body) {
    return hmac(key, (id + '.' + timestamp + '.').getBytes(UTF_8), body);
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK but is missing here", e);
    }
  }
}
