// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.secret.KeyFolder;

/**
 * The tokens of answer links: who is asked about which warning until when, with a MAC, and nothing
 * stored. 60 characters of base64url: version (1), warning (16), watcher (8), expiry in minutes
 * (4), HMAC-SHA256 cut to 16 bytes. The key is {@code keys/answer.key}; without it every link sent
 * is void. Thread-safe.
 */
@Component
public final class AnswerTokens {

  /** How long after the end of the warning people may still answer. */
  public static final Duration GRACE = Duration.ofDays(7);

  private static final int VERSION = 1;
  private static final int BODY_BYTES = 1 + 16 + 8 + 4;
  private static final int MAC_BYTES = 16;
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int ID_CHARACTERS = 26;
  private static final BigInteger BASE = BigInteger.valueOf(32);

  private final SecretKeySpec key;
  private final Clock clock;

  /**
   * What a token says.
   *
   * @param warning which warning
   * @param watcher who was told
   * @param expires when the link ends
   */
  public record Asked(WarningId warning, WatcherId watcher, Instant expires) {}

  AnswerTokens(KeyFolder keys, Clock clock) {
    this.key = new SecretKeySpec(keys.key("answer"), "HmacSHA256");
    this.clock = clock;
  }

  /** The token for this watcher's answer to this warning. */
  public String make(WarningId warning, WatcherId watcher, Instant expires) {
    return series(warning, expires).of(watcher);
  }

  /** The tokens of many watchers for one warning, made quicker than one by one. */
  Series series(WarningId warning, Instant expires) {
    return new Series(warning, expires);
  }

  /** Makes the tokens of one warning. Used by one thread. */
  final class Series {
    private final ByteBuffer body = ByteBuffer.allocate(BODY_BYTES + MAC_BYTES);
    private final Mac mac = keyed();

    private Series(WarningId warning, Instant expires) {
      body.put((byte) VERSION).put(idBytes(warning));
      body.putInt(
          BODY_BYTES - Integer.BYTES,
          (int) Math.min(Integer.MAX_VALUE, expires.getEpochSecond() / 60));
    }

    /** The token of a watcher. */
    String of(WatcherId watcher) {
      body.putLong(BODY_BYTES - Integer.BYTES - Long.BYTES, watcher.number());
      mac.update(body.array(), 0, BODY_BYTES);
      body.put(BODY_BYTES, mac.doFinal(), 0, MAC_BYTES);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(body.array());
    }
  }

  /**
   * Reads a token from outside.
   *
   * @throws Problem T6002 when it is not one of ours, T6003 when its time is over
   */
  public Asked read(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw foreign();
    }
    if (bytes.length != BODY_BYTES + MAC_BYTES
        || !MessageDigest.isEqual(
            mac(Arrays.copyOf(bytes, BODY_BYTES)),
            Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length))
        || bytes[0] != VERSION) {
      throw foreign();
    }
    ByteBuffer body = ByteBuffer.wrap(bytes, 1, BODY_BYTES - 1);
    byte[] id = new byte[16];
    body.get(id);
    Asked asked =
        new Asked(
            warningId(id),
            new WatcherId(body.getLong()),
            Instant.ofEpochSecond(body.getInt() * 60L));
    if (clock.instant().isAfter(asked.expires())) {
      throw DeliverProblem.TOKEN_EXPIRED.because(
          "this link was valid until %s".formatted(asked.expires()));
    }
    return asked;
  }

  private static Problem foreign() {
    // The token itself is not repeated: a log of refusals must not collect what people mistyped.
    return DeliverProblem.BAD_TOKEN.because("the link's last part is not complete or was changed");
  }

  /** The 128 bits of the id's letters. */
  static byte[] idBytes(WarningId warning) {
    BigInteger bits = BigInteger.ZERO;
    for (char c : warning.value().substring(WarningId.PREFIX.length() + 1).toCharArray()) {
      bits = bits.multiply(BASE).add(BigInteger.valueOf(ALPHABET.indexOf(c)));
    }
    if (bits.bitLength() > 128) {
      throw new IllegalArgumentException("warning id %s has more than 128 bits".formatted(warning));
    }
    byte[] raw = bits.toByteArray();
    byte[] id = new byte[16];
    int from = Math.max(0, raw.length - 16);
    System.arraycopy(raw, from, id, 16 - (raw.length - from), raw.length - from);
    return id;
  }

  static WarningId warningId(byte[] id) {
    BigInteger bits = new BigInteger(1, id);
    char[] letters = new char[ID_CHARACTERS];
    for (int i = ID_CHARACTERS - 1; i >= 0; i--) {
      letters[i] = ALPHABET.charAt(bits.intValue() & 31);
      bits = bits.shiftRight(5);
    }
    return new WarningId(WarningId.PREFIX + "_" + new String(letters));
  }

  private byte[] mac(byte[] body) {
    return Arrays.copyOf(keyed().doFinal(body), MAC_BYTES);
  }

  private Mac keyed() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }
}
