// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/** What is written down of deliveries that the last hop withheld for want of clearance. */
@Component
class Withheld {

  private static final String BEGINNING = "withheld: not cleared for ";

  private final Ledger ledger;
  private final ApplicationEventPublisher events;

  Withheld(Ledger ledger, ApplicationEventPublisher events) {
    this.ledger = ledger;
    this.events = events;
  }

  /** What the receipt says. */
  static String reason(Handling handling) {
    return BEGINNING + handling.label();
  }

  private static boolean is(@Nullable String reason) {
    return reason != null && reason.startsWith(BEGINNING);
  }

  /** An entry and an event for those of a chunk, in the transaction of its receipts. */
  void noted(Chunk chunk, List<Receipt> receipts, Instant now) {
    int count =
        (int)
            receipts.stream()
                .filter(each -> each.kind() == ReceiptKind.FAILED && is(each.reason()))
                .count();
    if (count == 0) {
      return;
    }
    ledger.append(
        Act.of("DeliveriesWithheld")
            .inCase(chunk.caseId())
            .about(chunk.warning())
            .fact("step", chunk.step())
            .fact("channel", chunk.channel())
            .fact("watchers", count)
            .says(
                "%,d not told by %s: the warning is marked above what they are cleared for"
                    .formatted(count, chunk.channel())));
    events.publishEvent(
        new DeliveriesWithheld(chunk.warning(), chunk.step(), chunk.channel(), count, now));
  }
}
