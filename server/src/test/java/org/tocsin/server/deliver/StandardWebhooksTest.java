// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FEATURE UNDER TEST: our signatures are those of Standard Webhooks 1.0.0, by its own vector. */
class StandardWebhooksTest {

  @Test
  void theSignatureIsThatOfTheVector() throws Exception {
    JsonNode vector;
    try (InputStream in =
        StandardWebhooksTest.class.getResourceAsStream(
            "/conformance/webhooks/standard-webhooks.json")) {
      vector = JsonMapper.builder().build().readTree(in);
    }
    JsonNode headers = vector.at("/cases/0/headers");
    String signature =
        WebhookSecrets.sign(
            Base64.getDecoder().decode(vector.get("secret_base64").asString()),
            headers.get("webhook-id").asString(),
            Instant.ofEpochSecond(Long.parseLong(headers.get("webhook-timestamp").asString())),
            vector.get("payload").asString().getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(signature).isEqualTo(vector.get("expected_signature").asString());
  }
}
