// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.webhook;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.webhook.*}.
 *
 * @param workers chunks worked on at a time, default 8; each sends a round at once
 */
@ConfigurationProperties("tocsin.webhook")
public record WebhookSettings(@DefaultValue("8") int workers) {
  /** Refuses numbers out of range. */
  public WebhookSettings {
    if (workers < 1 || workers > 100) {
      throw new IllegalArgumentException(
          "tocsin.webhook.workers is %d; it must be 1 to 100".formatted(workers));
    }
  }
}
