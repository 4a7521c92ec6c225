// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.source;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.web.DeskAlarm;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Tells when a source falls silent and when it is heard again. Silence is an event: it is an entry,
 * stands on every page until an officer says that they know, and is a metric.
 */
@Component
final class SourceWatch implements DueWork, DeskAlarm.Source {

  private static final Duration EVERY = Duration.ofSeconds(20);

  private final SourceStore store;
  private final Sources sources;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final TransactionTemplate transaction;
  private final AtomicInteger silent = new AtomicInteger();
  private volatile Instant next = Instant.MIN;

  SourceWatch(
      SourceStore store,
      Sources sources,
      Ledger ledger,
      CurrentOfficer officer,
      TransactionTemplate transaction,
      MeterRegistry metrics) {
    this.store = store;
    this.sources = sources;
    this.ledger = ledger;
    this.officer = officer;
    this.transaction = transaction;
    Gauge.builder("tocsin.collect.sources.silent", silent, AtomicInteger::get)
        .description("sources that have given nothing for longer than they should")
        .register(metrics);
  }

  @Override
  public String name() {
    return "collect.sources";
  }

  @Override
  public int runDue(Instant now) {
    if (now.isBefore(next)) {
      return 0;
    }
    next = now.plus(EVERY);
    int told = 0;
    for (Source source : store.watched()) {
      told += look(source, now) ? 1 : 0;
    }
    silent.set(store.silences());
    return told;
  }

  private boolean look(Source source, Instant now) {
    Instant last = source.lastReportAt().orElse(source.addedAt());
    Optional<Instant> since = source.silentSince();
    if (since.isPresent()) {
      return !last.isBefore(since.get()) && heard(source);
    }
    return allowed(source).filter(most -> last.plus(most).isBefore(now)).isPresent()
        && fellSilent(source, last, now);
  }

  private Optional<Duration> allowed(Source source) {
    return switch (source.silence().mode()) {
      case OFF -> Optional.empty();
      case AFTER -> Optional.ofNullable(source.silence().after());
      case RHYTHM -> sources.rhythm(source.id()).map(Rhythm::alarmAfter);
    };
  }

  private boolean fellSilent(Source source, Instant last, Instant now) {
    return inTransaction(() -> {
      boolean first = store.fellSilent(source.id(), now);
      if (first) {
        ledger.append(
            Act.of("SourceFellSilent")
                .about(source.id())
                .fact("lastHeardAt", last.toString())
                .says("A source has given nothing for longer than it should"));
      }
      return first;
    });
  }

  private boolean heard(Source source) {
    return inTransaction(() -> {
      boolean first = store.heard(source.id());
      if (first) {
        ledger.append(
            Act.of("SourceHeardAgain")
                .about(source.id())
                .fact("silentSince", source.silentSince().map(Instant::toString).orElse(null))
                .says("A source that was silent is heard again"));
      }
      return first;
    });
  }

  private boolean inTransaction(java.util.function.Supplier<Boolean> work) {
    return Boolean.TRUE.equals(transaction.execute(status -> work.get()));
  }

  @Override
  public List<DeskAlarm> alarms() {
    boolean concerned = officer.isAnyOf(Role.OFFICER, Role.APPROVER, Role.COLLECTOR);
    int count = concerned ? store.unseenSilences() : 0;
    return count == 0
        ? List.of()
        : List.of(
            new DeskAlarm(
                count == 1
                    ? "A source has fallen silent."
                    : "%d sources have fallen silent.".formatted(count),
                "/desk/sources?silent=true"));
  }
}
