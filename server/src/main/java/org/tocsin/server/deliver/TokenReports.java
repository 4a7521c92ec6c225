// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.watch.Contact;
import org.tocsin.server.watch.Watchers;

/**
 * Where channels put what comes back of messages that bore a token of ours: reports and replies.
 * Nothing need be kept of the hand-over, and a report may come before its receipt, twice, or on
 * another node. Thread-safe.
 */
@Component
public class TokenReports {

  private final DeliveryReportStore store;
  private final Watchers watchers;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final TransactionTemplate transaction;

  TokenReports(
      DeliveryReportStore store,
      Watchers watchers,
      ApplicationEventPublisher events,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.watchers = watchers;
    this.events = events;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Keeps what is said of a message; returns when it is durable. */
  public void reported(String channel, ReturnTokens.Told told, ReportedState state) {
    List<Contact> contacts = watchers.contacts(told.watcher().number());
    int addresses = contacts.isEmpty() ? 1 : contacts.getFirst().addresses(channel).size();
    transaction.executeWithoutResult(status ->
        store.addCameBack(
            channel,
            told,
            Math.max(1, Math.max(addresses, told.address())),
            state,
            clock.instant()));
  }

  /** Passes on what somebody wrote back; returns when what comes of it is durable. */
  public void replied(String channel, ReturnTokens.Told told, String text) {
    Instant now = clock.instant();
    WatcherId watcher = told.watcher();
    events.publishEvent(new ReplyReceived(channel, told.warning(), List.of(watcher), text, now));
  }
}
