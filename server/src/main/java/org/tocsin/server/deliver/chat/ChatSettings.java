// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.chat;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tocsin.server.deliver.HostTokens;

/**
 * Settings {@code tocsin.chat.*}.
 *
 * @param workers chunks worked on at a time by each of the four channels, default 2; each sends a
 *     round at once
 * @param matrixTokens access tokens by home server, as {@code matrix.example.org=syt_…}; default
 *     none; better as {@code TOCSIN_CHAT_MATRIXTOKENS}
 */
@ConfigurationProperties("tocsin.chat")
public record ChatSettings(
    @DefaultValue("2") int workers, @DefaultValue List<String> matrixTokens) {
  /** Refuses numbers out of range and entries that are no tokens of a home server. */
  public ChatSettings {
    if (workers < 1 || workers > 100) {
      throw new IllegalArgumentException(
          "tocsin.chat.workers is %d; it must be 1 to 100".formatted(workers));
    }
    matrixTokens = List.copyOf(matrixTokens);
    hostTokens(matrixTokens);
  }

  HostTokens hostTokens() {
    return hostTokens(matrixTokens);
  }

  private static HostTokens hostTokens(List<String> tokens) {
    return new HostTokens("tocsin.chat.matrix-tokens", tokens);
  }

  @Override
  public String toString() {
    return "ChatSettings[workers=%d, matrixTokens=%d]".formatted(workers, matrixTokens.size());
  }
}
