// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.DeliverySettings;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.secret.KeyFolder;

/**
 * The links by which somebody refuses mails (RFC 8058): who, at which address, with a MAC; nothing
 * is stored and they do not end. 44 characters of base64url: version (1), watcher (8), HMAC of the
 * address cut to 8 bytes, HMAC-SHA256 of all that cut to 16. The key is {@code
 * keys/unsubscribe.key}. Thread-safe.
 */
@Component
final class Unsubscribing {

  private static final int VERSION = 1;
  private static final int ADDRESS_BYTES = 8;
  private static final int BODY_BYTES = 1 + Long.BYTES + ADDRESS_BYTES;
  private static final int MAC_BYTES = 16;

  private final SecretKeySpec key;
  private final String base;

  /**
   * What a link says.
   *
   * @param watcher who
   * @param addressMac at which address
   */
  record Wish(WatcherId watcher, byte[] addressMac) {}

  Unsubscribing(KeyFolder keys, DeliverySettings settings) {
    this.key = new SecretKeySpec(keys.key("unsubscribe"), "HmacSHA256");
    String url = settings.publicUrl().toString();
    this.base = (url.endsWith("/") ? url : url + "/") + "u/";
  }

  /** Whether a program may follow the links with one click, which needs https. */
  boolean byOneClick() {
    return base.startsWith("https:");
  }

  /** Makes links. Used by one thread. */
  final class Links {
    private final Mac mac = keyed();

    String of(WatcherId watcher, String address) {
      ByteBuffer octets = ByteBuffer.allocate(BODY_BYTES + MAC_BYTES);
      octets.put((byte) VERSION).putLong(watcher.number()).put(addressMac(mac, address));
      mac.update(octets.array(), 0, BODY_BYTES);
      octets.put(mac.doFinal(), 0, MAC_BYTES);
      return base + Base64.getUrlEncoder().withoutPadding().encodeToString(octets.array());
    }
  }

  Links links() {
    return new Links();
  }

  /** What a token from outside says; empty when it is none of ours. */
  Optional<Wish> read(String token) {
    byte[] octets;
    try {
      octets = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (octets.length != BODY_BYTES + MAC_BYTES || octets[0] != VERSION) {
      return Optional.empty();
    }
    byte[] mac = Arrays.copyOf(keyed().doFinal(Arrays.copyOf(octets, BODY_BYTES)), MAC_BYTES);
    if (!MessageDigest.isEqual(mac, Arrays.copyOfRange(octets, BODY_BYTES, octets.length))) {
      return Optional.empty();
    }
    return Optional.of(
        new Wish(
            new WatcherId(ByteBuffer.wrap(octets).getLong(1)),
            Arrays.copyOfRange(octets, 1 + Long.BYTES, BODY_BYTES)));
  }

  /** Whether this is the address that is meant. */
  boolean isMeant(Wish wish, String address) {
    return MessageDigest.isEqual(wish.addressMac(), addressMac(keyed(), address));
  }

  private static byte[] addressMac(Mac mac, String address) {
    String text = "address " + address.toLowerCase(Locale.ROOT);
    return Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), ADDRESS_BYTES);
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
