// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.secret.KeyFolder;

/**
 * The tokens of addresses to which something about a message comes back: for what, about which
 * warning, to whom, in which step and to which of their addresses, with a MAC, and nothing stored.
 * 52 letters and digits of base32, small or large: purpose (1), warning (16), watcher (5), step
 * (1), address (1), HMAC-SHA256 cut to 8 bytes. Whoever was not given one cannot make it. The key
 * is {@code keys/returns.key}. Thread-safe.
 */
@Component
public final class ReturnTokens {

  /** The length of every token. */
  public static final int LENGTH = 52;

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int BODY_BYTES = 24;
  private static final int MAC_BYTES = 8;
  private static final int WATCHER_AT = 17;
  private static final long MOST_WATCHERS = 1L << 40;

  /** For what a token is given. */
  public enum Purpose {
    /** The mail system says what became of the message. */
    BOUNCE(1),
    /** Whoever got the message writes back. */
    REPLY(2);

    private final int code;

    Purpose(int code) {
      this.code = code;
    }
  }

  /**
   * What a token says.
   *
   * @param purpose for what it was given
   * @param warning which warning
   * @param watcher who was told
   * @param step in which step of the plan, from 0
   * @param address at which of their addresses, from 1
   */
  public record Told(
      Purpose purpose, WarningId warning, WatcherId watcher, int step, int address) {}

  private final SecretKeySpec key;

  @Autowired
  ReturnTokens(KeyFolder keys) {
    this(keys.key("returns"));
  }

  ReturnTokens(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** The tokens of one warning, made quicker than one by one. Used by one thread. */
  public final class Series {
    private final ByteBuffer octets = ByteBuffer.allocate(BODY_BYTES + MAC_BYTES);
    private final Mac mac = keyed();

    private Series(WarningId warning) {
      octets.put(1, AnswerTokens.idBytes(warning));
    }

    /** The token for a parcel of this warning, whose id says step and address. */
    public String of(Purpose purpose, Parcel parcel) {
      long watcher = parcel.watcher().number();
      if (watcher >= MOST_WATCHERS) {
        throw new IllegalArgumentException("watcher numbers end at 2^40 here");
      }
      int[] place = place(parcel);
      octets.put(0, (byte) purpose.code);
      octets.put(WATCHER_AT, (byte) (watcher >>> 32));
      octets.putInt(WATCHER_AT + 1, (int) watcher);
      octets.put(BODY_BYTES - 2, (byte) place[0]);
      octets.put(BODY_BYTES - 1, (byte) place[1]);
      mac.update(octets.array(), 0, BODY_BYTES);
      octets.put(BODY_BYTES, mac.doFinal(), 0, MAC_BYTES);
      return base32(octets.array());
    }
  }

  /** Those of this warning. */
  public Series series(WarningId warning) {
    return new Series(warning);
  }

  /** What a token from outside says; empty when it is none of ours. */
  public Optional<Told> read(String token) {
    byte[] octets = octets(token);
    if (octets.length != BODY_BYTES + MAC_BYTES) {
      return Optional.empty();
    }
    byte[] mac = Arrays.copyOf(keyed().doFinal(Arrays.copyOf(octets, BODY_BYTES)), MAC_BYTES);
    if (!MessageDigest.isEqual(mac, Arrays.copyOfRange(octets, BODY_BYTES, octets.length))) {
      return Optional.empty();
    }
    ByteBuffer body = ByteBuffer.wrap(octets);
    long watcher =
        ((long) (body.get(WATCHER_AT) & 0xFF) << 32) | (body.getInt(WATCHER_AT + 1) & 0xFFFFFFFFL);
    for (Purpose purpose : Purpose.values()) {
      if (purpose.code == octets[0]) {
        return Optional.of(
            new Told(
                purpose,
                AnswerTokens.warningId(Arrays.copyOfRange(octets, 1, WATCHER_AT)),
                new WatcherId(watcher),
                octets[BODY_BYTES - 2] & 0xFF,
                octets[BODY_BYTES - 1] & 0xFF));
      }
    }
    return Optional.empty();
  }

  /** A parcel's id ends with channel, step, and the address's number when it is not the first. */
  private static int[] place(Parcel parcel) {
    String[] ends = parcel.id().split("-", -1);
    String warning = parcel.letter().warning().id().value();
    int from = warning.split("-", -1).length + 1;
    int last = number(ends[ends.length - 1]);
    int before = ends.length - 2 > from ? number(ends[ends.length - 2]) : -1;
    return before < 0 ? new int[] {Math.max(0, last), 1} : new int[] {before, last};
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
  }

  private static String base32(byte[] octets) {
    char[] letters = new char[LENGTH];
    int bits = 0;
    int held = 0;
    int at = 0;
    for (byte octet : octets) {
      bits = (bits << 8) | (octet & 0xFF);
      held += 8;
      while (held >= 5) {
        held -= 5;
        letters[at++] = ALPHABET.charAt((bits >>> held) & 31);
      }
    }
    letters[at] = ALPHABET.charAt((bits << (5 - held)) & 31);
    return new String(letters);
  }

  private static byte[] octets(String token) {
    if (token.length() != LENGTH) {
      return new byte[0];
    }
    ByteBuffer octets = ByteBuffer.allocate(BODY_BYTES + MAC_BYTES);
    int bits = 0;
    int held = 0;
    for (char c : token.toLowerCase(java.util.Locale.ROOT).toCharArray()) {
      int five = ALPHABET.indexOf(c);
      if (five < 0) {
        return new byte[0];
      }
      bits = (bits << 5) | five;
      held += 5;
      if (held >= 8) {
        held -= 8;
        octets.put((byte) (bits >>> held));
      }
    }
    return octets.array();
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
