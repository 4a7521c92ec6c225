// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.alertmanager;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tocsin.server.deliver.HostTokens;

/**
 * Settings {@code tocsin.alertmanager.*}.
 *
 * @param workers chunks worked on at a time, default 2; each sends a round at once
 * @param sendAgain how often what stands is sent once more, default 5 min, from 1 min to 1 d
 * @param tokens what to sign in with, by server: {@code am.example.org=TOKEN} for a bearer token,
 *     {@code am.example.org=basic:USER:PASSWORD} for a name and a password; default none; better as
 *     {@code TOCSIN_ALERTMANAGER_TOKENS}
 */
@ConfigurationProperties("tocsin.alertmanager")
public record AlertmanagerSettings(
    @DefaultValue("2") int workers,
    @DefaultValue("5m") Duration sendAgain,
    @DefaultValue List<String> tokens) {
  /** Refuses numbers out of range and entries that are no tokens of a server. */
  public AlertmanagerSettings {
    if (workers < 1 || workers > 100) {
      throw new IllegalArgumentException(
          "tocsin.alertmanager.workers is %d; it must be 1 to 100".formatted(workers));
    }
    if (sendAgain.compareTo(Duration.ofMinutes(1)) < 0
        || sendAgain.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "tocsin.alertmanager.send-again is %s; it must be 1m to 1d".formatted(sendAgain));
    }
    tokens = List.copyOf(tokens);
    hostTokens(tokens);
  }

  HostTokens hostTokens() {
    return hostTokens(tokens);
  }

  private static HostTokens hostTokens(List<String> tokens) {
    return new HostTokens("tocsin.alertmanager.tokens", tokens);
  }

  @Override
  public String toString() {
    return "AlertmanagerSettings[workers=%d, sendAgain=%s, tokens=%d]"
        .formatted(workers, sendAgain, tokens.size());
  }
}
