// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.DueWork;

/**
 * Watches the providers of all channels: every few minutes each is gone through the whole way with
 * a message of no effect, and of those that report, how punctually they do. Both move the weights
 * of their switchboard. By a monotonic clock: how a provider is has nothing to do with the clock of
 * an exercise.
 */
@Component
class ProviderWatch implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(ProviderWatch.class);

  /** How often punctuality is looked at. */
  private static final Duration LOOK = Duration.ofSeconds(15);

  /** Parts as old as this, and no older than that, should have been reported. */
  private static final Duration SLOW = Duration.ofSeconds(60);

  private static final Duration OLD = Duration.ofMinutes(10);

  /** So many parts tell enough; fewer than that tell nothing. */
  private static final int PARTS_MOST = 1_000;

  private static final int PARTS_LEAST = 20;

  /** Phones are switched off: so many reports may be wanting. */
  private static final double USUAL = 0.2;

  private final List<Switchboard> boards;
  private final DeliveryReportStore reports;
  private final long checkEvery;
  private final LongSupplier nanos;
  private long nextCheck;
  private long nextLook;

  @Autowired
  ProviderWatch(
      List<Channel> channels,
      DeliveryReportStore reports,
      DeliverySettings settings,
      MeterRegistry metrics) {
    this(
        channels.stream().map(Channel::switchboard).flatMap(Optional::stream).toList(),
        reports,
        settings.checkEvery(),
        System::nanoTime);
    for (Switchboard board : boards) {
      for (Switchboard.Seat seat : board.seats()) {
        Gauge.builder("tocsin.provider.weight", seat, each -> each.weight().weight(board.now()))
            .description("share of the channel's work that the provider gets now")
            .tag("channel", board.kind())
            .tag("provider", seat.provider().name())
            .register(metrics);
        Gauge.builder(
                "tocsin.provider.well", seat, each -> each.check().result().wrong() == null ? 1 : 0)
            .description("1 unless the last check of the provider went wrong")
            .tag("channel", board.kind())
            .tag("provider", seat.provider().name())
            .register(metrics);
      }
    }
  }

  ProviderWatch(
      List<Switchboard> boards,
      DeliveryReportStore reports,
      Duration checkEvery,
      LongSupplier nanos) {
    this.boards = boards;
    this.reports = reports;
    this.checkEvery = checkEvery.toNanos();
    this.nanos = nanos;
    this.nextCheck = nanos.getAsLong();
    this.nextLook = nanos.getAsLong();
  }

  @Override
  public String name() {
    return "deliver.providers";
  }

  @Override
  public int runDue(Instant now) {
    long at = nanos.getAsLong();
    if (at - nextLook >= 0) {
      nextLook = at + LOOK.toNanos();
      boards.stream()
          .filter(board -> board.seats().size() > 1)
          .forEach(board -> board.seats().forEach(seat -> look(board, seat, now)));
    }
    if (at - nextCheck >= 0) {
      nextCheck = at + checkEvery;
      check();
    }
    return 0;
  }

  /** All at the same time: one that hangs keeps no other from being looked at. */
  private void check() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> running = new ArrayList<>();
      for (Switchboard board : boards) {
        for (Switchboard.Seat seat : board.seats()) {
          if (seat.provider().missing().isEmpty()) {
            running.add(CompletableFuture.runAsync(() -> check(board, seat), threads));
          }
        }
      }
      running.forEach(CompletableFuture::join);
    }
  }

  private static void check(Switchboard board, Switchboard.Seat seat) {
    String wrong = wrong(seat.provider());
    String before = seat.check().result().wrong();
    seat.check().is(wrong);
    if (wrong != null) {
      seat.weight().learn(1, board.now());
    }
    if (wrong != null && before == null) {
      log.warn(
          "a provider is not well: channel={} provider={}: {}",
          board.kind(),
          seat.provider().name(),
          wrong);
    } else if (wrong == null && before != null) {
      log.info(
          "a provider is well again: channel={} provider={}", board.kind(), seat.provider().name());
    }
  }

  private static @Nullable String wrong(Provider provider) {
    try {
      return provider.check().orElse(null);
    } catch (RuntimeException e) {
      log.warn("a check broke off: provider={}", provider.name(), e);
      return "the check broke off: " + e.getClass().getSimpleName();
    }
  }

  /** A provider that reports at other times, and of these parts does not, may have lost them. */
  private void look(Switchboard board, Switchboard.Seat seat, Instant now) {
    DeliveryReportStore.Punctuality seen =
        reports.punctuality(
            board.kind(), seat.provider().name(), now.minus(OLD), now.minus(SLOW), PARTS_MOST);
    if (seen.speaks() && seen.taken() >= PARTS_LEAST) {
      double wanting = 1 - seen.reported() / (double) seen.taken();
      if (wanting > USUAL) {
        seat.weight().learn((wanting - USUAL) / (1 - USUAL), board.now());
      }
    }
  }
}
