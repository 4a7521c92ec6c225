// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.push;

import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.push.*}.
 *
 * @param subject whom a push service may write to about our messages (RFC 8292 §2.1): {@code
 *     mailto:duty@desk.example} or an https address; empty (the default) means that nothing can be
 *     sent and nobody is offered to add a device
 * @param workers chunks worked on at a time, default 4; each sends a round at once
 * @param devices how many devices one watcher may add by the answer page, 1 to 20, default 5
 */
@ConfigurationProperties("tocsin.push")
public record PushSettings(
    @DefaultValue("") String subject,
    @DefaultValue("4") int workers,
    @DefaultValue("5") int devices) {
  /** Refuses numbers out of range and a subject that push services do not take. */
  public PushSettings {
    if (workers < 1 || workers > 100) {
      throw new IllegalArgumentException(
          "tocsin.push.workers is %d; it must be 1 to 100".formatted(workers));
    }
    if (devices < 1 || devices > 20) {
      throw new IllegalArgumentException(
          "tocsin.push.devices is %d; it must be 1 to 20".formatted(devices));
    }
    if (!subject.matches("|mailto:[!-~]{1,240}@[!-~]{1,240}|https://[!-~]{1,240}")) {
      throw new IllegalArgumentException(
          "tocsin.push.subject is '%s'; it must be like mailto:duty@desk.example or https://desk.example"
              .formatted(subject));
    }
  }

  /** What is still to be set; empty when something can be sent. */
  Optional<String> missing() {
    return subject.isEmpty()
        ? Optional.of("nobody is named whom push services may write to (tocsin.push.subject)")
        : Optional.empty();
  }
}
