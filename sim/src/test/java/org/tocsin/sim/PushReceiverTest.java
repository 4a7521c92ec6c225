// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FEATURE UNDER TEST: the push service is as strict as the standards, so that a sender proves
 * itself.
 */
class PushReceiverTest {
  private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final HttpClient http = HttpClient.newHttpClient();

  private static PushReceiver started() throws Exception {
    return PushReceiver.start(Faults.none(), Clock.fixed(NOW, ZoneOffset.UTC), 10);
  }

  private int posted(URI endpoint, byte[] body, String ttl, String coding, String authorization)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!ttl.isEmpty()) {
      request.header("TTL", ttl);
    }
    if (!coding.isEmpty()) {
      request.header("Content-Encoding", coding);
    }
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** A sender's token: ES256 over these claims. */
  private static String token(String claims) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    String signed = part("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + "." + part(claims);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(pair.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    byte[] point = new byte[65];
    byte[] encoded = ((ECPublicKey) pair.getPublic()).getEncoded();
    System.arraycopy(encoded, encoded.length - 65, point, 0, 65);
    return "vapid t="
        + signed
        + "."
        + BASE64.encodeToString(signature.sign())
        + ", k="
        + BASE64.encodeToString(point);
  }

  private static String part(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String claims(PushReceiver service, long secondsFromNow) {
    return "{\"aud\":\"http://127.0.0.1:%d\",\"exp\":%d,\"sub\":\"mailto:a@b.example\"}"
        .formatted(service.port(), NOW.getEpochSecond() + secondsFromNow);
  }

  @Test
  void aGoodTokenLeadsToTheDeviceWhichCannotOpenWhatIsNotForIt() throws Exception {
    try (PushReceiver service = started()) {
      URI endpoint = service.device("a").endpoint();
      String token = token(claims(service, 3_600));
      assertThat(posted(endpoint, new byte[200], "60", "aes128gcm", token)).isEqualTo(400);
      assertThat(posted(endpoint, new byte[4_097], "60", "aes128gcm", token)).isEqualTo(413);
      assertThat(service.recent()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"'',aes128gcm", "soon,aes128gcm", "60,''", "60,gzip"})
  void aMissingOrWrongHeaderIsRefused(String ttl, String coding) throws Exception {
    try (PushReceiver service = started()) {
      String token = token(claims(service, 3_600));
      assertThat(posted(service.device("a").endpoint(), new byte[200], ttl, coding, token))
          .isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "86401"})
  void aTokenThatIsOverOrLivesTooLongIsRefused(long seconds) throws Exception {
    try (PushReceiver service = started()) {
      String token = token(claims(service, seconds));
      assertThat(posted(service.device("a").endpoint(), new byte[200], "60", "aes128gcm", token))
          .isEqualTo(403);
    }
  }

  @Test
  void aTokenForAnotherServiceOrWithoutOneIsRefused() throws Exception {
    try (PushReceiver service = started()) {
      URI endpoint = service.device("a").endpoint();
      String other = token(claims(service, 60).replace("127.0.0.1", "push.example"));
      assertThat(posted(endpoint, new byte[200], "60", "aes128gcm", other)).isEqualTo(403);
      assertThat(posted(endpoint, new byte[200], "60", "aes128gcm", "")).isEqualTo(401);
      String torn = token(claims(service, 60)).replace("k=B", "k=C");
      assertThat(posted(endpoint, new byte[200], "60", "aes128gcm", torn)).isEqualTo(401);
    }
  }

  @Test
  void whereNobodyHasSubscribedNothingIsTaken() throws Exception {
    try (PushReceiver service = started()) {
      URI endpoint = service.device("a").endpoint();
      service.unsubscribe("a");
      assertThat(posted(endpoint, new byte[200], "60", "aes128gcm", "")).isEqualTo(404);
    }
  }
}
