// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.util.Set;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * {@code /health} is down while a witness says that this record has another history. The server
 * still lives and is ready: warnings do not wait for the record to be cleared up.
 */
@Component("recordWitnesses")
class WitnessHealth implements HealthIndicator {

  private final CosignatureStore store;
  private final Set<String> names;

  WitnessHealth(CosignatureStore store, WitnessSettings settings) {
    this.store = store;
    this.names = settings.witnesses().keySet();
  }

  @Override
  public Health health() {
    boolean isContradicted =
        !names.isEmpty()
            && store.list(names).stream().anyMatch(each -> each.contradictedAt() != null);
    return isContradicted ? Health.down().build() : Health.up().build();
  }
}
