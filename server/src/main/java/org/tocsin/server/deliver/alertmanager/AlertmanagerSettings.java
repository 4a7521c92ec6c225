// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.alertmanager;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tocsin.server.deliver.HostTokens;

/**
 * Settings {@code tocsin.alertmanager.*}.
 *
 * @param workers chunks worked on at a time, default 2; each sends a round at once
 * @param tokens what to sign in with, by server: {@code am.example.org=TOKEN} for a bearer token,
 *     {@code am.example.org=basic:USER:PASSWORD} for a name and a password; default none; better as
 *     {@code TOCSIN_ALERTMANAGER_TOKENS}
 */
@ConfigurationProperties("tocsin.alertmanager")
public record AlertmanagerSettings(
    @DefaultValue("2") int workers, @DefaultValue List<String> tokens) {
  /** Refuses numbers out of range and entries that are no tokens of a server. */
  public AlertmanagerSettings {
    if (workers < 1 || workers > 100) {
      throw new IllegalArgumentException(
          "tocsin.alertmanager.workers is %d; it must be 1 to 100".formatted(workers));
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
    return "AlertmanagerSettings[workers=%d, tokens=%d]".formatted(workers, tokens.size());
  }
}
