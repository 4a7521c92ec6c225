// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.ntfy;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tocsin.server.deliver.HostTokens;

/**
 * Settings {@code tocsin.ntfy.*}.
 *
 * @param workers chunks worked on at a time, default 4; each sends a round at once
 * @param tokens access tokens by server, as {@code ntfy.example.org=tk_…}; default none; better as
 *     {@code TOCSIN_NTFY_TOKENS}
 */
@ConfigurationProperties("tocsin.ntfy")
public record NtfySettings(@DefaultValue("4") int workers, @DefaultValue List<String> tokens) {
  /** Refuses numbers out of range and entries that are no tokens of a server. */
  public NtfySettings {
    if (workers < 1 || workers > 100) {
      throw new IllegalArgumentException(
          "tocsin.ntfy.workers is %d; it must be 1 to 100".formatted(workers));
    }
    tokens = List.copyOf(tokens);
    hostTokens(tokens);
  }

  HostTokens hostTokens() {
    return hostTokens(tokens);
  }

  private static HostTokens hostTokens(List<String> tokens) {
    return new HostTokens("tocsin.ntfy.tokens", tokens);
  }

  @Override
  public String toString() {
    return "NtfySettings[workers=%d, tokens=%d]".formatted(workers, tokens.size());
  }
}
