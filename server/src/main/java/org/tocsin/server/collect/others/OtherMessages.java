// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tocsin.cap.Alert;
import org.tocsin.server.collect.ReportCollected;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.ReportId;

/**
 * Keeps each CAP message that arrives, by feed, API or paste, as a message of another authority; in
 * the transaction of its report, so that neither is ever there without the other.
 */
@Component
class OtherMessages {

  private final OtherStore store;
  private final IdMaker ids;

  OtherMessages(OtherStore store, IdMaker ids) {
    this.store = store;
    this.ids = ids;
  }

  @EventListener
  void on(ReportCollected event) {
    store
        .capOf(event.report())
        .ifPresent(cap -> keep(event.report(), cap.bytes(), cap.receivedAt()));
  }

  private void keep(ReportId report, byte[] bytes, Instant receivedAt) {
    List<Optional<Alert>> alerts = Messages.read(bytes);
    for (int place = 0; place < alerts.size(); place++) {
      if (alerts.get(place).isPresent()) {
        OtherId id = OtherId.next(ids);
        Alert alert = Messages.named(alerts.get(place).get(), id);
        store.insert(
            new OtherStore.New(
                id,
                report,
                place,
                Messages.name(alert),
                Messages.actsOn(alert),
                alert.sent().toInstant(),
                Messages.endsAt(alert),
                receivedAt));
      }
    }
  }
}
