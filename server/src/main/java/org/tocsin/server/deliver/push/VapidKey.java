// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.push;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * The key by which push services know this server (VAPID, RFC 8292), derived from {@code
 * keys/push.key}: a browser ties each subscription to it, so with another key every device must be
 * added anew. Its tokens go by the machine's own time, for push services know no exercise.
 * Thread-safe.
 */
final class VapidKey {

  /** RFC 8292 §2: at most 24 hours. */
  private static final Duration VALID = Duration.ofHours(12);

  private static final Duration RENEWED_BEFORE = Duration.ofHours(1);
  private static final int TOKENS_KEPT = 1_000;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final JsonMapper JSON = new JsonMapper();

  private final ECPrivateKey key;
  private final String publicText;
  private final SecretKeySpec topics;
  private final String subject;
  private final InstantSource clock;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  private record Token(String header, Instant until) {}

  /**
   * The key of this secret.
   *
   * @param secret 32 bytes
   * @param subject whom a push service may write to
   */
  VapidKey(byte[] secret, String subject, InstantSource clock) {
    this.key = P256.privateKey(derive(secret, "tocsin vapid", 48));
    this.publicText = BASE64.encodeToString(P256.bytes(P256.publicKey(key)));
    this.topics = new SecretKeySpec(derive(secret, "tocsin push topics", 32), "HmacSHA256");
    this.subject = subject;
    this.clock = clock;
  }

  private static byte[] derive(byte[] secret, String purpose, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret)
                  .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF-SHA256 is part of every Java platform", e);
    }
  }

  /** The public key in base64url, as a browser takes it for {@code applicationServerKey}. */
  String publicText() {
    return publicText;
  }

  /** The header {@code Authorization} for a request to this endpoint (RFC 8292 §3). */
  String authorization(URI endpoint) {
    String origin = origin(endpoint);
    Instant now = clock.instant();
    Token kept = tokens.get(origin);
    if (kept != null && now.isBefore(kept.until())) {
      return kept.header();
    }
    if (tokens.size() >= TOKENS_KEPT) {
      tokens.clear();
    }
    Token fresh =
        new Token(
            "vapid t=" + token(origin, now.plus(VALID)) + ", k=" + publicText,
            now.plus(VALID).minus(RENEWED_BEFORE));
    tokens.put(origin, fresh);
    return fresh.header();
  }

  /** RFC 6454 §6.2, with the port only where it is not the usual one. */
  static String origin(URI endpoint) {
    String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    int usual = scheme.equals("http") ? 80 : 443;
    int port = endpoint.getPort();
    return scheme
        + "://"
        + String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT)
        + (port < 0 || port == usual ? "" : ":" + port);
  }

  private String token(String origin, Instant expires) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", origin);
    claims.put("exp", expires.getEpochSecond());
    claims.put("sub", subject);
    String signed =
        part("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + "." + part(JSON.writeValueAsString(claims));
    return signed
        + "."
        + BASE64.encodeToString(P256.sign(key, signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String part(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The topic of a warning at one endpoint: 32 letters of base64url (RFC 8030 §5.4) that tell
   * neither the warning nor that another endpoint hears of the same.
   *
   * @param about what the warning is about; the same for an update
   */
  String topic(String about, URI endpoint) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(topics);
      mac.update((about + "\n" + endpoint).getBytes(StandardCharsets.UTF_8));
      return BASE64.encodeToString(mac.doFinal()).substring(0, 32);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }
}
