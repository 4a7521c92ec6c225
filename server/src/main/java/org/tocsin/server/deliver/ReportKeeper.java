// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.Together;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.secret.KeyFolder;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.watch.WatcherErased;
import org.tocsin.server.watch.Watchers;

/**
 * Keeps what providers say later. Reports that come together are written in one transaction:
 * whoever comes while a commit is under way joins the next one.
 *
 * <p>Addresses stay sealed: beside what was handed over stands a MAC of the address under {@code
 * keys/reply.key}, so that a reply finds its watcher and nobody without the key finds an address.
 */
@Component
class ReportKeeper implements DeliveryReports {

  private static final int MOST_WAITING = 20_000;
  private static final int MOST_TOGETHER = 1_000;
  private static final int MAC_BYTES = 16;

  private final DeliveryReportStore store;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final DeliverMeters meters;
  private final TransactionTemplate transaction;
  private final SecretKeySpec key;
  private final Together<DeliveryReportStore.NewReport, Boolean> reports;

  ReportKeeper(
      DeliveryReportStore store,
      Ledger ledger,
      ApplicationEventPublisher events,
      Clock clock,
      PlatformTransactionManager transactions,
      DeliverMeters meters,
      KeyFolder keys) {
    this.store = store;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
    this.meters = meters;
    this.transaction = new TransactionTemplate(transactions);
    this.key = new SecretKeySpec(keys.key("reply"), "HmacSHA256");
    this.reports = new Together<>(MOST_WAITING, MOST_TOGETHER, this::write, _ -> {});
  }

  @Override
  public void handedOver(String channel, List<HandedOver> parts) {
    if (parts.isEmpty()) {
      return;
    }
    List<DeliveryReportStore.NewPart> rows = new ArrayList<>(parts.size());
    for (HandedOver part : parts) {
      rows.add(new DeliveryReportStore.NewPart(part, mac(channel, part.address())));
    }
    transaction.executeWithoutResult(status -> store.addParts(channel, withoutErased(rows)));
  }

  /** Of whoever was erased while their message was under way, nothing leads to their address. */
  private List<DeliveryReportStore.NewPart> withoutErased(List<DeliveryReportStore.NewPart> rows) {
    Set<String> erased =
        ledger.erased(rows.stream().map(ReportKeeper::subject).collect(Collectors.toSet()));
    return erased.isEmpty()
        ? rows
        : rows.stream()
            .map(row -> erased.contains(subject(row)) ? row.withoutAddress() : row)
            .toList();
  }

  private static String subject(DeliveryReportStore.NewPart row) {
    return Watchers.subject(row.part().parcel().watcher().number());
  }

  @Override
  public void reported(String channel, String provider, String providerId, ReportedState state) {
    long start = System.nanoTime();
    DeliveryReportStore.NewReport report =
        new DeliveryReportStore.NewReport(channel, provider, providerId, state, clock.instant());
    if (reports.write(report).isEmpty()) {
      throw new IllegalStateException("%d delivery reports wait already".formatted(MOST_WAITING));
    }
    meters.reported(System.nanoTime() - start);
  }

  private List<Boolean> write(List<DeliveryReportStore.NewReport> together) {
    transaction.executeWithoutResult(_ -> store.addReports(together));
    return Collections.nCopies(together.size(), true);
  }

  @Override
  public boolean replied(String channel, String address, String text) {
    Instant now = clock.instant();
    List<DeliveryReportStore.ToldThere> told = store.toldLast(channel, mac(channel, address), now);
    if (told.isEmpty()) {
      return false;
    }
    events.publishEvent(
        new ReplyReceived(
            channel,
            told.getFirst().warning(),
            told.stream().map(each -> new WatcherId(each.watcher())).toList(),
            text,
            now));
    return true;
  }

  @EventListener
  void erased(WatcherErased erased) {
    store.forgetAddresses(erased.watcher().number());
  }

  private byte[] mac(String channel, String address) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Arrays.copyOf(
          mac.doFinal((channel + ' ' + address).getBytes(StandardCharsets.UTF_8)), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }
}
