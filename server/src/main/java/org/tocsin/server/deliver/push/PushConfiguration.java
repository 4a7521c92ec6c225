// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.push;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.PushDevices;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.secret.KeyFolder;
import org.tocsin.server.warn.Warnings;
import org.tocsin.server.watch.Devices;
import tools.jackson.databind.json.JsonMapper;

/**
 * Wires the channel. What it asks of other stages it asks later than at the start: they know the
 * channels, too.
 */
@Configuration(proxyBeanMethods = false)
class PushConfiguration {

  private static final int CHAINS_KEPT = 1_000;

  @Bean
  VapidKey vapidKey(PushSettings settings, KeyFolder keys) {
    return new VapidKey(keys.key("push"), settings.subject(), InstantSource.system());
  }

  @Bean
  PushDevices pushDevices(PushSettings settings, VapidKey key) {
    return new PushOffer(settings, key);
  }

  @Bean
  Channel pushChannel(
      PushSettings settings,
      VapidKey key,
      Outbound outbound,
      JsonMapper json,
      ObjectProvider<Warnings> warnings,
      ObjectProvider<Devices> devices) {
    Map<WarningId, WarningId> first = new ConcurrentHashMap<>();
    return new PushChannel(
        settings,
        key,
        outbound,
        json,
        id -> {
          WarningId known = first.get(id);
          if (known != null) {
            return known;
          }
          WarningId found = firstOf(warnings.getObject(), id);
          if (first.size() >= CHAINS_KEPT) {
            first.clear();
          }
          first.put(id, found);
          return found;
        },
        (watcher, address) ->
            devices.getObject().forget(watcher, PushChannel.KIND, address::equals));
  }

  /** What a message follows never changes once it has gone out. */
  private static WarningId firstOf(Warnings warnings, WarningId id) {
    WarningId at = id;
    for (var before = warnings.get(at).follows();
        before.isPresent();
        before = warnings.get(at).follows()) {
      at = before.get();
    }
    return at;
  }
}
