// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watchdog;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.watchdog.*}.
 *
 * @param every how often everything is audited, default 1 min, 1 s at least
 * @param heartbeat an address that is read after each audit that found nothing, at a service that
 *     cries when it is not read any more; none by default
 */
@ConfigurationProperties("tocsin.watchdog")
record WatchdogSettings(@DefaultValue("1m") Duration every, @Nullable URI heartbeat) {

  WatchdogSettings {
    if (every.toMillis() < 1_000) {
      throw new IllegalArgumentException(
          "tocsin.watchdog.every is %s; it must be 1s or more".formatted(every));
    }
    if (heartbeat != null
        && !(String.valueOf(heartbeat.getScheme()).matches("https?")
            && heartbeat.getHost() != null)) {
      throw new IllegalArgumentException(
          "tocsin.watchdog.heartbeat must be an address like https://hc.example.org/ping/…");
    }
  }

  /** Without the heartbeat's address, which is a secret of a kind. */
  @Override
  public String toString() {
    return "WatchdogSettings[every=%s, heartbeat=%s]"
        .formatted(every, heartbeat == null ? "none" : "set");
  }
}
