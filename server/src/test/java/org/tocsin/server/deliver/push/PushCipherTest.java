// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.sim.PushDevice;
import org.tocsin.sim.PushReceiver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * FEATURE UNDER TEST: encryption for one device and the sender's token, against the examples of RFC
 * 8291 and RFC 8292 and against a device written apart.
 */
class PushCipherTest {

  private static final URI ENDPOINT = URI.create("https://push.example.net/p/1");
  private static final JsonNode EXAMPLES = examples();

  private static JsonNode examples() {
    try (InputStream in = PushCipherTest.class.getResourceAsStream("rfc-examples.json")) {
      return new JsonMapper().readTree(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String text(String path) {
    String found = EXAMPLES.at(path).asString("");
    assertThat(found).as(path).isNotEmpty();
    return found;
  }

  private static byte[] bytes(String path) {
    return Base64.getUrlDecoder().decode(text(path));
  }

  private static Subscription subscription(String endpoint) {
    return Subscription.of(
        endpoint + "|" + text("/rfc8291/ua_public") + "|" + text("/rfc8291/auth_secret"));
  }

  private static ECPrivateKey privateKey(String path) {
    return P256.privateKey(new BigInteger(1, bytes(path)));
  }

  @Test
  void theExampleOfRfc8291ComesOutByteForByte() {
    ECPrivateKey ours = privateKey("/rfc8291/as_private");
    ECPublicKey point = P256.publicKey(ours);
    assertThat(P256.bytes(point)).isEqualTo(bytes("/rfc8291/as_public"));
    byte[] plain = text("/rfc8291/plaintext").getBytes(UTF_8);

    byte[] body =
        PushCipher.encrypt(
            subscription("https://push.example.net/p"),
            plain,
            plain.length,
            new KeyPair(point, ours),
            bytes("/rfc8291/salt"));

    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(body))
        .isEqualTo(text("/rfc8291/body"));
  }

  @Test
  void theDeviceOfTheExampleOpensWhatIsSentToIt() {
    PushDevice device =
        PushDevice.of(
            ENDPOINT,
            privateKey("/rfc8291/ua_private"),
            bytes("/rfc8291/ua_public"),
            bytes("/rfc8291/auth_secret"));
    assertThat(new String(device.open(bytes("/rfc8291/body")), UTF_8))
        .isEqualTo(text("/rfc8291/plaintext"));
    byte[] ours = PushCipher.encrypt(subscription(ENDPOINT.toString()), new byte[] {1, 0}, 512);
    assertThat(device.open(ours)).containsExactly(1, 0);
  }

  @Test
  void everyMessageHasItsOwnKeyAndSaltAndTheLengthTellsNothing() {
    PushDevice device = PushDevice.at(ENDPOINT);
    Subscription to = Subscription.of(ENDPOINT + "|" + device.p256dh() + "|" + device.auth());
    byte[] one = PushCipher.encrypt(to, "yes".getBytes(UTF_8), 512);
    byte[] other = PushCipher.encrypt(to, "no longer".getBytes(UTF_8), 512);
    assertThat(one).hasSameSizeAs(other).isNotEqualTo(other);
    assertThat(java.util.Arrays.copyOf(one, 86)).isNotEqualTo(java.util.Arrays.copyOf(other, 86));
    assertThat(new String(device.open(one), UTF_8)).isEqualTo("yes");
    assertThat(new String(device.open(other), UTF_8)).isEqualTo("no longer");
    assertThatThrownBy(() -> PushDevice.at(ENDPOINT).open(one))
        .isInstanceOf(IllegalArgumentException.class);
    one[one.length - 1] ^= 1;
    assertThatThrownBy(() -> device.open(one)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLongestMessageMakesABodyOf4096Bytes() {
    Subscription to = subscription(ENDPOINT.toString());
    int most = PushCipher.PLAIN_BYTES_MAX;
    assertThat(PushCipher.encrypt(to, new byte[most], most)).hasSize(4_096);
    assertThatThrownBy(() -> PushCipher.encrypt(to, new byte[most + 1], most + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theTokenOfTheExampleOfRfc8292HasAGoodSignature() {
    String[] token = text("/vapid/authorization").split("[ ,=]+");
    String signed = token[2].substring(0, token[2].lastIndexOf('.'));
    String signature = token[2].substring(token[2].lastIndexOf('.') + 1);
    assertThat(PushReceiver.signed(signed, signature, token[4])).isTrue();
    assertThat(PushReceiver.signed(signed + "x", signature, token[4])).isFalse();
  }

  @Test
  void aTokenIsForOneServiceAndHalfADayAndIsUsedAgainUntilThen() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T00:00:00Z"));
    VapidKey key = new VapidKey(new byte[32], "mailto:duty@desk.example", now::get);
    String first = key.authorization(ENDPOINT);

    assertThat(claims(first).get("aud").asString()).isEqualTo("https://push.example.net");
    assertThat(claims(first).get("sub").asString()).isEqualTo("mailto:duty@desk.example");
    assertThat(Instant.ofEpochSecond(claims(first).get("exp").asLong()))
        .isEqualTo(Instant.parse("2026-01-02T12:00:00Z"));
    assertThat(first).endsWith(", k=" + key.publicText());
    String[] parts = first.substring("vapid t=".length(), first.indexOf(',')).split("\\.");
    assertThat(PushReceiver.signed(parts[0] + "." + parts[1], parts[2], key.publicText())).isTrue();

    now.set(now.get().plus(Duration.ofHours(10)));
    assertThat(key.authorization(URI.create("https://push.example.net/other"))).isEqualTo(first);
    now.set(now.get().plus(Duration.ofHours(1)));
    assertThat(key.authorization(ENDPOINT)).isNotEqualTo(first);
    assertThat(claims(key.authorization(URI.create("https://two.example:8443/p"))).get("aud"))
        .hasToString("\"https://two.example:8443\"");
  }

  private static JsonNode claims(String authorization) {
    String claims = authorization.split("[.]")[1];
    return new JsonMapper().readTree(Base64.getUrlDecoder().decode(claims));
  }

  @Test
  void theSameSecretGivesTheSameKeyAndAnotherSecretAnother() {
    VapidKey one = new VapidKey(new byte[32], "", InstantSource.system());
    byte[] other = new byte[32];
    other[31] = 1;
    assertThat(new VapidKey(new byte[32], "", InstantSource.system()).publicText())
        .isEqualTo(one.publicText())
        .hasSize(87);
    assertThat(new VapidKey(other, "", InstantSource.system()).publicText())
        .isNotEqualTo(one.publicText());
    // Fixed for ever: a change of the derivation would void every subscription.
    assertThat(one.publicText())
        .isEqualTo(
            "BAwTkUwOrdkH2L8SL5QAPORCj248lLLTRcRBWVpamrYqgvwtnOG-y_n-5j0LGL7bOemUwsQZ0WJGJqflc2ISrG0");
  }

  @Test
  void aPublicKeyIsFoundForManyPrivateOnes() {
    for (int i = 0; i < 20; i++) {
      KeyPair pair = P256.generate();
      assertThat(P256.publicKey((ECPrivateKey) pair.getPrivate()).getW())
          .isEqualTo(((ECPublicKey) pair.getPublic()).getW());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 33, 64})
  void aPointThatIsNotOnTheCurveIsRefused(int changed) {
    byte[] point = bytes("/rfc8291/ua_public");
    point[changed] ^= 1;
    assertThatThrownBy(() -> P256.publicKey(point)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPointBeyondTheFieldIsRefused() {
    byte[] point = new byte[65];
    java.util.Arrays.fill(point, (byte) 0xFF);
    point[0] = 4;
    assertThatThrownBy(() -> P256.publicKey(point)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> P256.publicKey(new byte[64]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
