// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.push;

import java.net.URI;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Optional;
import org.tocsin.server.deliver.WebAddress;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A device as a browser describes it: where its messages are left and the keys that only it can
 * open them with. An address is {@code endpoint|p256dh|auth}, the keys in base64url, or the JSON of
 * {@code PushSubscription.toJSON()}. Immutable; never shown.
 */
final class Subscription {

  private static final int AUTH_BYTES = 16;
  private static final JsonMapper JSON = new JsonMapper();

  private final URI endpoint;
  private final ECPublicKey publicKey;
  private final byte[] auth;

  private Subscription(URI endpoint, ECPublicKey publicKey, byte[] auth) {
    this.endpoint = endpoint;
    this.publicKey = publicKey;
    this.auth = auth;
  }

  /** Why a text is no subscription, as the end of a sentence that shows nothing of it. */
  private static final class BadSubscription extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    BadSubscription(String words) {
      super(words);
    }
  }

  /** What is wrong with an address; empty when it can be tried. */
  static Optional<String> fault(String address) {
    try {
      of(address);
      return Optional.empty();
    } catch (BadSubscription e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException when it has a fault
   */
  static Subscription of(String address) {
    if (address.startsWith("{")) {
      return ofJson(address);
    }
    String[] parts = address.split("\\|", -1);
    if (parts.length != 3) {
      throw new BadSubscription(
          "is no push subscription; write it as endpoint|p256dh|auth or as a browser's JSON");
    }
    return of(parts[0], parts[1], parts[2]);
  }

  private static Subscription ofJson(String address) {
    JsonNode json;
    try {
      json = JSON.readTree(address);
    } catch (JacksonException e) {
      throw new BadSubscription("begins as JSON and is none");
    }
    return of(
        json.path("endpoint").asString(""),
        json.at("/keys/p256dh").asString(""),
        json.at("/keys/auth").asString(""));
  }

  private static Subscription of(String endpoint, String p256dh, String auth) {
    WebAddress.fault(endpoint)
        .ifPresent(fault -> {
          throw new BadSubscription("has an endpoint that " + fault);
        });
    URI uri = URI.create(endpoint);
    // RFC 8030 §8: https. What stays on this machine needs none: a push service for trials.
    if (!"https".equalsIgnoreCase(uri.getScheme()) && !isThisMachine(uri.getHost())) {
      throw new BadSubscription("has an endpoint that is not https");
    }
    ECPublicKey key;
    try {
      key = P256.publicKey(bytes(p256dh, "p256dh"));
    } catch (BadSubscription e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new BadSubscription("has a key p256dh that is no point of the curve P-256");
    }
    byte[] secret = bytes(auth, "auth");
    if (secret.length != AUTH_BYTES) {
      throw new BadSubscription("has a secret auth that has not 16 bytes");
    }
    return new Subscription(uri, key, secret);
  }

  private static boolean isThisMachine(String host) {
    return host.equals("127.0.0.1") || host.equals("[::1]") || host.equals("localhost");
  }

  /** Browsers write base64url without padding; some libraries write base64. */
  private static byte[] bytes(String text, String name) {
    try {
      return Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
    } catch (IllegalArgumentException e) {
      throw new BadSubscription("has a " + name + " that is no base64url");
    }
  }

  /** Where messages are left. */
  URI endpoint() {
    return endpoint;
  }

  /** The device's key. */
  ECPublicKey publicKey() {
    return publicKey;
  }

  /** The same as 65 bytes. */
  byte[] point() {
    return P256.bytes(publicKey);
  }

  /** The secret that proves to the device that whoever writes has its description. */
  byte[] auth() {
    return auth.clone();
  }

  /** The short form of the address. */
  String text() {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return endpoint + "|" + encoder.encodeToString(point()) + "|" + encoder.encodeToString(auth);
  }

  @Override
  public String toString() {
    return "Subscription";
  }
}
