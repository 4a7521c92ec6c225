// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.synthetic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.tocsin.cap.Status;
import org.tocsin.server.deliver.WebhookSecrets;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.http.OwnDoor;
import org.tocsin.server.kernel.web.BodyRule;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The endpoint of the built-in watcher: takes its webhook as anybody's would be taken, by its
 * signature (Standard Webhooks 1.0.0). Whoever else posts here is told nothing.
 */
@Controller
class SyntheticDoor {

  /** As the standard's own libraries allow. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

  private static final long BODY_BYTES_MAX = 65_536;

  private final SyntheticStore store;
  private final SyntheticSettings settings;
  private final WebhookSecrets secrets;
  private final Clock clock;
  private final JsonMapper json;

  SyntheticDoor(
      SyntheticStore store,
      SyntheticSettings settings,
      WebhookSecrets secrets,
      Clock clock,
      JsonMapper json) {
    this.store = store;
    this.settings = settings;
    this.secrets = secrets;
    this.clock = clock;
    this.json = json;
  }

  @Bean
  static BodyRule syntheticBodies() {
    return new BodyRule(OwnDoor.ALERTS, BODY_BYTES_MAX, true);
  }

  @PostMapping(OwnDoor.ALERTS)
  ResponseEntity<Void> receive(
      @RequestBody byte[] body,
      @RequestHeader(name = "webhook-id", defaultValue = "") String id,
      @RequestHeader(name = "webhook-timestamp", defaultValue = "") String seconds,
      @RequestHeader(name = "webhook-signature", defaultValue = "") String signature) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (!isSigned(body, id, seconds, signature, now)) {
      return ResponseEntity.status(401).build();
    }
    return ResponseEntity.status(isTaken(body, now) ? 204 : 410).build();
  }

  private boolean isSigned(byte[] body, String id, String seconds, String signature, Instant now) {
    if (!seconds.matches("[0-9]{1,12}")) {
      return false;
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(seconds));
    byte[] due =
        WebhookSecrets.sign(secrets.of(settings.alerts().toString()), id, at, body)
            .getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(due, signature.getBytes(StandardCharsets.UTF_8))
        && Duration.between(at, now).abs().compareTo(CLOCKS_APART) <= 0;
  }

  /** Whether it is what this server is waiting for, now or once more. */
  private boolean isTaken(byte[] body, Instant now) {
    try {
      JsonNode data = json.readTree(body).path("data");
      String link = data.path("answer").asString("");
      String token = link.substring(link.lastIndexOf('/') + 1);
      WarningId warning = new WarningId(data.path("warning").asString(""));
      boolean isTest = data.path("status").asString("").equals(Status.TEST.word());
      return isTest
          && token.matches("[A-Za-z0-9_-]{1,100}")
          && (store.arrived(warning, data.path("watcher").asLong(-1), token, now)
              || store.isForItself(warning));
    } catch (JacksonException | Problem other) {
      return false;
    }
  }
}
