// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** FEATURE UNDER TEST: Standard Webhooks 1.0.0 signatures, by that project's own cases. */
class WebhookSecretTest {
  private static final byte[] PAYLOAD = "{\"test\": 2432232314}".getBytes(UTF_8);

  static Stream<Case> cases() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            WebhookSecretTest.class.getResourceAsStream("standard-webhooks-cases.tsv"))) {
      return new String(in.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split("\t", -1))
              .map(c -> new Case(c[0], c[1], c[2], c[3], c[4], Long.parseLong(c[5]), c[6]))
              .toList()
              .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theCasesOfTheStandardAreJudgedRight(Case one) {
    boolean valid;
    try {
      valid =
          WebhookSecret.parse(one.secret)
                  .check(
                      one.id, one.timestamp, one.signature, PAYLOAD, Instant.ofEpochSecond(one.now))
              == WebhookSecret.Verdict.VALID;
    } catch (IllegalArgumentException e) {
      valid = false; // The key itself is refused.
    }
    assertThat(valid).isEqualTo(Boolean.parseBoolean(one.valid));
  }

  @Test
  void thereAreThirteenCases() throws IOException {
    assertThat(cases()).hasSize(13);
  }

  @Test
  void signingGivesTheSignatureOfTheStandard() {
    assertThat(
            WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), PAYLOAD))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aDerivedSecretBelongsToSeedAndEndpoint() {
    assertThat(WebhookSecret.derived(1, "/hook/a").text())
        .isEqualTo(WebhookSecret.derived(1, "/hook/a").text())
        .isNotEqualTo(WebhookSecret.derived(1, "/hook/b").text())
        .isNotEqualTo(WebhookSecret.derived(2, "/hook/a").text());
  }

  @Test
  void aSecretIsNeverShownInALog() {
    assertThat(WebhookSecret.derived(1, "/hook/a").toString()).isEqualTo("WebhookSecret[32 bytes]");
  }

  @Test
  void aShortSecretIsRefusedWithTheLimits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookSecret.parse("whsec_AAAA"))
        .withMessageContaining("has 3 bytes; Standard Webhooks asks for 24 to 64");
  }

  record Case(
      String description,
      String secret,
      String id,
      String timestamp,
      String signature,
      long now,
      String valid) {}
}
