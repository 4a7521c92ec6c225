// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watchdog;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.Audit;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Asks every audit, keeps what they find, and gives a sign of life to a watch outside only when
 * nothing is found: whoever waits there learns of a fault, of a node that hangs and of one that is
 * gone by the same silence. Goes by a monotonic clock, so that no clock that jumps keeps it quiet.
 *
 * <p>Metrics: {@code tocsin.watchdog.findings} open faults, {@code tocsin.watchdog.age} seconds
 * since the last audit, {@code tocsin.watchdog.heartbeat} 1 when the last sign of life arrived.
 */
@Component
class Watchdog implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
  private static final Duration KEEP = Duration.ofDays(90);
  private static final int ANSWER_BYTES_MAX = 65_536;

  /** A node that has not looked so many times is gone, and what it found with it. */
  private static final int UNSEEN = 5;

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Supplier<List<Audit>> audits;
  private final FindingStore store;
  private final Ledger ledger;
  private final TransactionTemplate transaction;
  private final Outbound outbound;
  private final @Nullable URI heartbeat;
  private final long every;
  private final LongSupplier nanos;
  private final String node;
  private long next;
  private volatile long last;
  private volatile long open;
  private volatile boolean isHeard = true;

  @Autowired
  Watchdog(
      ObjectProvider<Audit> audits,
      FindingStore store,
      Ledger ledger,
      PlatformTransactionManager transactions,
      Outbound outbound,
      WatchdogSettings settings,
      MeterRegistry metrics) {
    // The heart is an audit and beats this: it is asked for when it is there.
    this(
        () -> audits.orderedStream().toList(),
        store,
        ledger,
        transactions,
        outbound,
        settings,
        nodeName(),
        System::nanoTime);
    Gauge.builder("tocsin.watchdog.findings", this, dog -> dog.open)
        .description("faults that audits have found and that are not mended")
        .register(metrics);
    Gauge.builder("tocsin.watchdog.age", this, dog -> dog.age())
        .description("seconds since everything was audited last")
        .register(metrics);
    Gauge.builder("tocsin.watchdog.heartbeat", this, dog -> dog.isHeard ? 1 : 0)
        .description("1 unless the watch outside could not be reached")
        .register(metrics);
  }

  Watchdog(
      Supplier<List<Audit>> audits,
      FindingStore store,
      Ledger ledger,
      PlatformTransactionManager transactions,
      Outbound outbound,
      WatchdogSettings settings,
      String node,
      LongSupplier nanos) {
    this.audits = audits;
    this.store = store;
    this.ledger = ledger;
    this.transaction = new TransactionTemplate(transactions);
    this.outbound = outbound;
    this.heartbeat = settings.heartbeat();
    this.every = settings.every().toNanos();
    this.node = node;
    this.nanos = nanos;
    // The first audit comes when everything has had time to begin.
    this.last = nanos.getAsLong();
    this.next = last + every;
  }

  /** Two nodes may run on one machine. */
  private static String nodeName() {
    long process = ProcessHandle.current().pid();
    try {
      return InetAddress.getLocalHost().getHostName() + " (" + process + ")";
    } catch (UnknownHostException e) {
      log.debug("this machine has no name", e);
      return "localhost (" + process + ")";
    }
  }

  @Override
  public String name() {
    return "watchdog";
  }

  @Override
  public int runDue(Instant now) {
    long at = nanos.getAsLong();
    if (at - next >= 0) {
      next = at + every;
      look(now);
    }
    return 0;
  }

  /** Seconds since the last audit. */
  long age() {
    return (nanos.getAsLong() - last) / SECOND;
  }

  /** Whether the watch outside could be reached; true when there is none. */
  boolean isHeard() {
    return isHeard;
  }

  boolean hasHeartbeat() {
    return heartbeat != null;
  }

  /** Asks all audits now. */
  void look(Instant now) {
    for (Audit audit : audits.get()) {
      keep(audit, ask(audit, now), now);
    }
    for (FoundFault fault : store.unseen(Duration.ofNanos(every * UNSEEN))) {
      transaction.executeWithoutResult(status -> close(fault, now));
    }
    store.forget(now.minus(KEEP));
    open = store.countOpen();
    last = nanos.getAsLong();
    if (open == 0) {
      giveSignOfLife();
    }
  }

  /** An audit that cannot look is itself a fault. */
  private static List<Audit.Finding> ask(Audit audit, Instant now) {
    try {
      return audit.audit(now);
    } catch (RuntimeException e) {
      log.warn("an audit broke off: audit={}", audit.name(), e);
      return List.of(
          Audit.wrong(
              "the audit itself",
              "the audit broke off (%s); the log says why"
                  .formatted(e.getClass().getSimpleName())));
    }
  }

  private void keep(Audit audit, List<Audit.Finding> findings, Instant now) {
    String where = audit.isOfThisNode() ? node : "";
    Set<String> still = new HashSet<>();
    for (Audit.Finding finding : findings) {
      if (!finding.isMended()) {
        still.add(finding.about());
      }
      transaction.executeWithoutResult(status -> {
        if (store.open(audit.name(), where, finding, now)) {
          log.warn("found: audit={} about={}: {}", audit.name(), finding.about(), finding.words());
          ledger.append(
              Act.of("WatchdogFound")
                  .fact("audit", audit.name())
                  .fact("about", finding.about())
                  .fact("mended", finding.isMended())
                  .says(finding.words()));
        }
      });
    }
    for (FoundFault fault : store.open(audit.name(), where)) {
      if (!still.contains(fault.about())) {
        transaction.executeWithoutResult(status -> close(fault, now));
      }
    }
  }

  private void close(FoundFault fault, Instant now) {
    if (store.close(fault.id(), now)) {
      log.info("well again: audit={} about={}", fault.audit(), fault.about());
      ledger.append(
          Act.of("WatchdogCleared")
              .fact("audit", fault.audit())
              .fact("about", fault.about())
              .says("Well again: " + fault.words()));
    }
  }

  private void giveSignOfLife() {
    URI address = heartbeat;
    if (address == null) {
      return;
    }
    try {
      int status = outbound.send(Outbound.Call.get(address, Map.of(), ANSWER_BYTES_MAX)).status();
      isHeard = status >= 200 && status < 300;
      if (!isHeard) {
        log.warn("the watch outside does not take our sign of life: status={}", status);
      }
    } catch (IOException e) {
      isHeard = false;
      log.warn(
          "the watch outside cannot be reached with our sign of life: {}",
          e.getClass().getSimpleName());
    }
  }
}
