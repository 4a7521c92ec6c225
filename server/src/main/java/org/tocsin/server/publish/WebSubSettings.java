// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.websub.*}.
 *
 * @param hubs hubs of others that are told of every change of the public feeds, default none
 * @param ownHub whether this server is a hub for its own feeds, default true
 */
@ConfigurationProperties("tocsin.websub")
public record WebSubSettings(@DefaultValue List<URI> hubs, @DefaultValue("true") boolean ownHub) {

  private static final int HUBS_MAX = 20;

  /** Refuses what is no address of a hub. */
  public WebSubSettings {
    hubs = List.copyOf(hubs);
    if (hubs.size() > HUBS_MAX) {
      throw new IllegalArgumentException(
          "tocsin.websub.hubs names %d hubs; at most %d can be told"
              .formatted(hubs.size(), HUBS_MAX));
    }
    for (URI hub : hubs) {
      boolean web = "https".equals(hub.getScheme()) || "http".equals(hub.getScheme());
      if (!web || hub.getHost() == null || hub.getUserInfo() != null) {
        throw new IllegalArgumentException(
            "tocsin.websub.hubs: '%s' must be like https://hub.example.org/".formatted(hub));
      }
    }
  }
}
