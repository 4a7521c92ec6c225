// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.web.LiveStream;

/**
 * Tells open pages that deliveries moved on: at most once a second a warning, and at the end. That
 * is as often as there is anything new to be seen: {@link Follower}.
 */
@Component
class Pulse {

  private static final long PAUSE_NANOS = 1_000_000_000L;
  private static final int MOST_WARNINGS = 10_000;

  private final LiveStream stream;
  private final Map<WarningId, Long> toldAt = new ConcurrentHashMap<>();

  Pulse(LiveStream stream) {
    this.stream = stream;
  }

  void beat(WarningId warning) {
    long now = System.nanoTime();
    Long before = toldAt.get(warning);
    if (before == null || now - before > PAUSE_NANOS) {
      if (toldAt.size() > MOST_WARNINGS) {
        toldAt.clear();
      }
      toldAt.put(warning, now);
      tell(warning);
    }
  }

  /** After the transaction at hand, so that who asks anew sees the end. */
  void last(WarningId warning) {
    org.springframework.transaction.support.TransactionSynchronizationManager
        .registerSynchronization(
            new org.springframework.transaction.support.TransactionSynchronization() {
              @Override
              public void afterCommit() {
                toldAt.remove(warning);
                tell(warning);
              }
            });
  }

  private void tell(WarningId warning) {
    stream.tell("deliveries-" + warning, "changed");
  }
}
