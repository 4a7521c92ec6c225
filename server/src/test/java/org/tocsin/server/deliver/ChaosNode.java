// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.TocsinServer;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.TocsinClock;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.watch.Watchers;

/**
 * A server in a JVM of its own for {@link Chaos}, which tells it what to do by lines: {@code
 * watchers FILE}, {@code approve ID}, {@code cancel ID OF}, {@code clock SECONDS}. Each is answered
 * by {@code done} or {@code failed} and why. The arguments are settings.
 */
final class ChaosNode {

  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");

  private final ConfigurableApplicationContext server;
  private final TransactionTemplate transaction;

  private ChaosNode(ConfigurableApplicationContext server) {
    this.server = server;
    this.transaction = new TransactionTemplate(server.getBean(PlatformTransactionManager.class));
  }

  /** Starts, says {@code ready} and does what it is told until it is killed or hears no more. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    ChaosNode node = new ChaosNode(started(arguments));
    out.println("chaos ready " + node.server.getBean(Presence.class).key().orElse(0));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      try {
        node.obey(line.split(" "));
        out.println("chaos done");
      } catch (RuntimeException e) {
        out.println("chaos failed " + e);
      }
    }
    System.exit(0);
  }

  private static ConfigurableApplicationContext started(String[] arguments) {
    try {
      return new SpringApplicationBuilder(TocsinServer.class)
          .sources(ChaosWarnings.class)
          .run(arguments);
    } catch (RuntimeException e) {
      // Nobody else says why: the server's own command line would.
      e.printStackTrace(System.out);
      throw e;
    }
  }

  private void obey(String[] words) {
    switch (words[0]) {
      case "watchers" -> takeIn(Path.of(words[1]));
      case "approve" -> transaction.executeWithoutResult(_ -> approve(new WarningId(words[1])));
      case "cancel" ->
          transaction.executeWithoutResult(
              _ -> cancel(new WarningId(words[1]), new WarningId(words[2])));
      case "clock" -> {
        TocsinClock clock = server.getBean(TocsinClock.class);
        clock.forwardTo(clock.instant().plus(Duration.ofSeconds(Long.parseLong(words[1]))));
      }
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private void takeIn(Path file) {
    try (var in = Files.newInputStream(file)) {
      server.getBean(Watchers.class).importFile(in, WatcherFiles.Format.CSV, OFFICER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void approve(WarningId id) {
    long[] everybody =
        server
            .getBean(JdbcClient.class)
            .sql("select number from watch.watcher order by 1")
            .query(Long.class)
            .list()
            .stream()
            .mapToLong(Long::longValue)
            .toArray();
    queue(id, Optional.empty(), LongStream.of(everybody), Deliveries.Cause.APPROVED);
  }

  /** As {@link WarnListener} does it when {@code warn} has ended one and approved the other. */
  private void cancel(WarningId id, WarningId earlier) {
    server.getBean(Deliveries.class).stop(earlier, "the warning is cancelled");
    queue(
        id,
        Optional.of(earlier),
        server.getBean(WaveStore.class).perhapsTold(earlier),
        Deliveries.Cause.CORRECTION);
  }

  private void queue(
      WarningId id, Optional<WarningId> follows, LongStream whom, Deliveries.Cause cause) {
    ChaosWarnings.Table table = server.getBean(ChaosWarnings.Table.class);
    table.add(id, follows, server.getBean(TocsinClock.class).instant().minusSeconds(1));
    ApprovedWarning warning = table.get(id);
    server.getBean(Deliveries.class).queue(warning, 0, whom.toArray(), cause);
  }
}
