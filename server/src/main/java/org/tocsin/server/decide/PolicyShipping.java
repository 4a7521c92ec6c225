// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.decide.ShippedPolicies.Shipped;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Takes the duty tests that come with the program into the table at the start. The first version of
 * each is in force at once; a later one only where the desk has made none of its own, else it is
 * proposed.
 */
@Component
class PolicyShipping implements SmartInitializingSingleton {

  private final PolicyStore store;
  private final DutyTests tests;
  private final Ledger ledger;
  private final TransactionTemplate transaction;
  private final Clock clock;

  PolicyShipping(
      PolicyStore store,
      DutyTests tests,
      Ledger ledger,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.tests = tests;
    this.ledger = ledger;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public void afterSingletonsInstantiated() {
    transaction.executeWithoutResult(status -> {
      store.lock();
      for (Shipped shipped : ShippedPolicies.read()) {
        if (!store.knowsShipped(shipped.test().id(), shipped.test().sha256())) {
          take(shipped);
        }
      }
    });
  }

  private void take(Shipped shipped) {
    String policy = shipped.test().id();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    boolean own = store.inForce(policy).filter(version -> !version.shipped()).isPresent();
    int version = store.newest(policy) + 1;
    if (!own) {
      store.replace(policy, now);
    }
    PolicyVersion taken =
        new PolicyVersion(
            policy,
            version,
            shipped.text(),
            shipped.test().sha256(),
            true,
            own ? PolicyVersion.State.PROPOSED : PolicyVersion.State.IN_FORCE,
            "Came with the program.",
            "system",
            now,
            own ? Optional.empty() : Optional.of("system"),
            own ? Optional.empty() : Optional.of(now),
            Optional.empty());
    store.insert(taken);
    ledger.append(
        Act.of(own ? "PolicyProposed" : "PolicyInForce")
            .about(taken.name())
            .fact("policy", policy)
            .fact("version", version)
            .fact("sha256", taken.sha256())
            .fact("shipped", true)
            .tells(true, "text", taken.text())
            .says(
                "%s came with the program%s"
                    .formatted(taken.name(), own ? " and is proposed" : " and is in force")));
    tests.of(taken);
  }
}
