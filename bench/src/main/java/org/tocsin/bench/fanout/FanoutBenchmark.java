// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tocsin.bench.frame.Benchmark;
import org.tocsin.bench.frame.Effort;
import org.tocsin.bench.frame.Table;
import org.tocsin.bench.program.Folders;
import org.tocsin.bench.program.Launcher;

/**
 * How fast people are warned, from the second signature to the last committed receipt: a real
 * server with its own PostgreSQL, receivers on the same processors, in turns with the same client
 * that keeps nothing, and with Prometheus Alertmanager, which notifies the same receivers. All have
 * a receiver's answer to wait for; only ours are told to somebody who has signed for it, and can be
 * proven.
 */
public final class FanoutBenchmark implements Benchmark.OfPrograms {
  private static final int WARM_UP_ROUNDS = 16;
  private static final int ROUNDS = 7;
  private static final int THOUSANDS_ROUNDS = 20;
  private static final int SILENT_ROUNDS = 3;
  private static final int PATIENCE_SECONDS = 300;
  private static final String POSTS = "recipients a second";
  private static final String MICROSECONDS = "µs of the processor a recipient";

  private final Launcher launcher;

  /** Measures the launcher that lies in the project's folder. */
  public FanoutBenchmark(Path home) {
    this.launcher = new Launcher(home.resolve("tocsin"));
  }

  @Override
  public String name() {
    return "fanout";
  }

  @Override
  public String purpose() {
    return "how fast people are warned, beside the bare clients and Alertmanager";
  }

  @Override
  public List<Table> run(Effort effort, PrintStream progress)
      throws IOException, InterruptedException {
    progress.println("  prepare");
    launcher.run(List.of("prepare"));
    Path folder = Folders.create();
    try (Receivers web = new Receivers(HttpTalk::new);
        Receivers sharing = new Receivers(Http2Talk::new);
        Receivers mail = new Receivers(SmtpTalk::new);
        Receivers alerts = new Receivers(HttpTalk::new);
        Receivers secure = new Receivers(HttpTalk::new);
        SecureDoor door = new SecureDoor(secure, folder);
        SecureDoor sharingDoor = new SecureDoor(secure, door)) {
      progress.println("  starting the server");
      try (Warned warned =
          new Warned(
              launcher, folder.resolve("data"), web, sharing, secure, door, sharingDoor, mail)) {
        int scale = effort.small() ? 100 : 1;
        List<Table> tables = new ArrayList<>();
        Warned.Crowd crowd = warned.crowd("webhook", 20_000 / scale);
        tables.add(cold(warned, crowd, progress));
        // Webhooks come after what warms their code up: the compilers of a server that warns its
        // first half a million take a core for half a minute.
        tables.add(mails(warned, mail, scale, progress));
        Warned.Crowd behindDoor = warned.secureCrowd(20_000 / scale, false);
        tables.add(secure("secure", warned, behindDoor, door, progress));
        Warned.Crowd behindOther = warned.secureCrowd(20_000 / scale, true);
        tables.add(secure("secure, shared", warned, behindOther, sharingDoor, progress));
        tables.add(shared(warned, sharing, scale, progress));
        tables.add(webhooks(warned, crowd, web, alerts, folder, progress));
        tables.add(thousand(warned, scale, progress));
        tables.add(silent(warned, scale, progress));
        tables.add(million(warned, scale, progress));
        return tables;
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("the receivers' certificate or the ciphers alone do not work", e);
    } catch (SQLException e) {
      throw new IOException("the server's database cannot be looked into", e);
    } finally {
      Folders.delete(folder);
    }
  }

  /** What the first warning of its life takes a server that has just been started. */
  private static Table cold(Warned warned, Warned.Crowd crowd, PrintStream progress)
      throws IOException, InterruptedException, SQLException {
    progress.println("  the first warning after a start");
    Figuring figures = new Figuring();
    Warned.Spent spent = warned.warn(crowd);
    addTimes(figures, spent);
    addOurs(figures, crowd.people(), spent);
    return figures.table(
        "cold",
        "%,d people by webhook, the first warning after the server's start"
            .formatted(crowd.people()));
  }

  private static Table webhooks(
      Warned warned,
      Warned.Crowd crowd,
      Receivers web,
      Receivers alerts,
      Path folder,
      PrintStream progress)
      throws IOException, InterruptedException, SQLException, GeneralSecurityException {
    int people = crowd.people();
    Figuring figures = new Figuring();
    PartsAlone parts = new PartsAlone(warned);
    Optional<Path> program = Alertmanager.installed();
    try (BareHttp bare = new BareHttp(false);
        @org.jspecify.annotations.Nullable
            Alertmanager alertmanager =
                program.isPresent()
                    ? Alertmanager.start(program.get(), folder.resolve("am"), alerts.port())
                    : null) {
      for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
        progress.println("  webhooks, round " + (round + WARM_UP_ROUNDS + 1));
        Warned.Spent ours = warned.warn(crowd);
        int bytes = web.meanBytes();
        Bare library = bare(web, people, () -> bare.post(web.port(), people, bytes));
        Bare limit = bare(web, people, () -> BareSockets.post(web.port(), people, bytes));
        PartsAlone.Spent alone = parts.run(people, bytes);
        if (round >= 0) {
          addOurs(figures, people, ours);
          addBare(figures, "OkHttp alone", people, library);
          addBare(figures, "sockets alone", people, limit);
          double together = limit.processor + alone.ciphers() + alone.database();
          figures.add("ciphers alone", MICROSECONDS, alone.ciphers() * 1e6 / people);
          figures.add("database alone", MICROSECONDS, alone.database() * 1e6 / people);
          figures.add("these three together", MICROSECONDS, together * 1e6 / people);
          figures.add("tocsin to these three", "of their processor", ours.processor() / together);
          figures.add("tocsin to OkHttp alone", "of its rate", library.seconds / ours.durable());
          figures.add("tocsin to sockets alone", "of their rate", limit.seconds / ours.durable());
        }
        if (alertmanager != null && round >= 0) {
          alertmanager(figures, alertmanager, alerts, people / 2, people / ours.durable());
        }
      }
    }
    return figures.table(
        "webhooks",
        "%,d people warned by signed posts of %,d bytes; Alertmanager, where it is installed, half as many"
            .formatted(people, web.meanBytes()));
  }

  /** Posts that share one connection, by HTTP/2 without encryption. */
  private static Table shared(Warned warned, Receivers sharing, int scale, PrintStream progress)
      throws IOException, InterruptedException, SQLException {
    int people = 20_000 / scale;
    Figuring figures = new Figuring();
    Warned.Crowd crowd = warned.sharingCrowd(people);
    try (BareHttp bare = new BareHttp(true)) {
      for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
        progress.println("  webhooks that share, round " + (round + WARM_UP_ROUNDS + 1));
        Warned.Spent ours = warned.warn(crowd);
        int bytes = sharing.meanBytes();
        Bare library = bare(sharing, people, () -> bare.post(sharing.port(), people, bytes));
        // More of them: what is measured would be over before a clock of processors has ticked.
        int more = 10 * people;
        Bare limit = bare(sharing, more, () -> BareFrames.post(sharing.port(), more, bytes));
        if (round >= 0) {
          addOurs(figures, people, ours);
          addBare(figures, "OkHttp alone", people, library);
          addBare(figures, "sockets alone", more, limit);
          figures.add("tocsin to OkHttp alone", "of its rate", library.seconds / ours.durable());
          figures.add(
              "tocsin to sockets alone", "of their rate", limit.seconds / 10 / ours.durable());
        }
      }
    }
    return figures.table(
        "shared",
        "%,d people warned by signed posts of %,d bytes that share a connection, by HTTP/2"
            .formatted(people, sharing.meanBytes()));
  }

  private static Table secure(
      String name, Warned warned, Warned.Crowd crowd, SecureDoor door, PrintStream progress)
      throws IOException, InterruptedException, SQLException, GeneralSecurityException {
    int people = crowd.people();
    Receivers secure = crowd.receivers();
    Figuring figures = new Figuring();
    try (BareHttp bare = new BareHttp(door.trust())) {
      for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
        progress.println(
            "  webhooks over TLS (%s), round %d".formatted(name, round + WARM_UP_ROUNDS + 1));
        int before = door.handshakes();
        Warned.Spent ours = warned.warn(crowd);
        int handshakes = door.handshakes() - before;
        int bytes = secure.meanBytes();
        Bare library = bare(secure, people, () -> bare.post(door.port(), people, bytes));
        if (round >= 0) {
          addOurs(figures, people, ours);
          figures.add("tocsin, new connections", "a round", handshakes);
          figures.add("OkHttp alone", POSTS, people / library.seconds);
          figures.add("tocsin to OkHttp alone", "of its rate", library.seconds / ours.durable());
        }
      }
    }
    return figures.table(
        name,
        "%,d people warned by signed posts over TLS 1.3%s"
            .formatted(people, name.equals("secure") ? "" : " that share a connection, by HTTP/2"));
  }

  private static void alertmanager(
      Figuring figures, Alertmanager alertmanager, Receivers alerts, int people, double ours)
      throws IOException, InterruptedException {
    alerts.expect(people);
    double processor = alertmanager.processor().toNanos() / 1e9;
    long start = System.nanoTime();
    alertmanager.alert(people);
    alerts.awaitAll(PATIENCE_SECONDS);
    double seconds = (System.nanoTime() - start) / 1e9;
    figures.add("Alertmanager", POSTS, people / seconds);
    figures.add(
        "Alertmanager",
        MICROSECONDS,
        (alertmanager.processor().toNanos() / 1e9 - processor) * 1e6 / people);
    figures.add("tocsin to Alertmanager", "of its rate", ours / (people / seconds));
  }

  private static void addOurs(Figuring figures, int people, Warned.Spent spent) {
    figures.add("tocsin, receipts committed", POSTS, people / spent.durable());
    figures.add("tocsin, server and database", MICROSECONDS, spent.processor() * 1e6 / people);
    figures.add("tocsin, server alone", MICROSECONDS, spent.own() * 1e6 / people);
    figures.add("tocsin, of that its compilers", MICROSECONDS, spent.compilers() * 1e6 / people);
    figures.add("tocsin, write-ahead log", "bytes a recipient", (double) spent.walBytes() / people);
  }

  private static void addTimes(Figuring figures, Warned.Spent spent) {
    figures.add("first handed over", "ms", spent.first() * 1e3);
    figures.add("all handed over", "ms", spent.all() * 1e3);
    figures.add("all receipts committed", "ms", spent.durable() * 1e3);
  }

  /** What a bare client took: the wall and its own processor, without the receivers'. */
  private record Bare(double seconds, double processor) {}

  private interface Sending {
    void run() throws IOException, InterruptedException;
  }

  private static Bare bare(Receivers receivers, int people, Sending sending)
      throws IOException, InterruptedException {
    receivers.expect(people);
    long processor = processorNanos() - receivers.processorNanos();
    long start = System.nanoTime();
    sending.run();
    receivers.awaitAll(PATIENCE_SECONDS);
    return new Bare(
        (System.nanoTime() - start) / 1e9,
        (processorNanos() - receivers.processorNanos() - processor) / 1e9);
  }

  private static void addBare(Figuring figures, String name, int people, Bare spent) {
    figures.add(name, POSTS, people / spent.seconds);
    figures.add(name, MICROSECONDS, spent.processor * 1e6 / people);
  }

  private static long processorNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static Table thousand(Warned warned, int scale, PrintStream progress)
      throws IOException, InterruptedException, SQLException {
    Figuring figures = new Figuring();
    Warned.Crowd crowd = warned.crowd("webhook", 1_000 / Math.min(scale, 10));
    progress.println("  a thousand people, %d rounds".formatted(THOUSANDS_ROUNDS));
    for (int round = 0; round < (scale > 1 ? 2 : THOUSANDS_ROUNDS); round++) {
      addTimes(figures, warned.warn(crowd));
    }
    figures.add(
        "first handed over in 95 of 100", "ms", figures.percentile("first handed over", "ms", 95));
    figures.add(
        "all handed over in 95 of 100", "ms", figures.percentile("all handed over", "ms", 95));
    return figures.table(
        "thousand",
        "%,d people by webhook, from the second signature's request on".formatted(crowd.people()));
  }

  private static Table mails(Warned warned, Receivers mail, int scale, PrintStream progress)
      throws IOException, InterruptedException, SQLException {
    int people = 20_000 / scale;
    Figuring figures = new Figuring();
    Warned.Crowd crowd = warned.crowd("email", people);
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      progress.println("  mails, round " + (round + WARM_UP_ROUNDS + 1));
      Warned.Spent ours = warned.warn(crowd);
      int bytes = mail.meanBytes();
      Bare limit = bare(mail, people, () -> BareSmtp.send(mail.port(), people, bytes));
      if (round >= 0) {
        addOurs(figures, people, ours);
        addBare(figures, "sockets alone, pipelined", people, limit);
        figures.add("tocsin to sockets alone", "of their rate", limit.seconds / ours.durable());
      }
    }
    return figures.table(
        "mails", "%,d people warned by mails of %,d bytes".formatted(people, mail.meanBytes()));
  }

  private static Table silent(Warned warned, int scale, PrintStream progress)
      throws IOException, InterruptedException, SQLException {
    Figuring figures = new Figuring();
    Warned.Crowd crowd = warned.crowd("webhook", 100_000 / scale);
    for (int round = 0; round < SILENT_ROUNDS; round++) {
      progress.println("  nobody answers, round " + (round + 1) + ", which takes over a minute");
      figures.add("first of the next step, after it fell due", "s", warned.escalate(crowd));
    }
    return figures.table(
        "silent",
        "%,d people by webhook do not answer; what is due is looked for once a second"
            .formatted(crowd.people()));
  }

  private static Table million(Warned warned, int scale, PrintStream progress)
      throws IOException, InterruptedException, SQLException {
    int people = 1_000_000 / scale;
    Figuring figures = new Figuring();
    progress.println("  taking in %,d people".formatted(people));
    Warned.Crowd crowd = warned.crowd("webhook", people);
    progress.println("  warning them");
    Warned.Spent spent = warned.warn(crowd);
    figures.add("first handed over", "s", spent.first());
    figures.add("all handed over", "s", spent.all());
    figures.add("all receipts committed", "s", spent.durable());
    figures.add("server and database", MICROSECONDS, spent.processor() * 1e6 / people);
    figures.add("write-ahead log", "bytes a recipient", (double) spent.walBytes() / people);
    figures.add("memory of the server's JVM", "MB", warned.server().residentMegabytes());
    progress.println("  warning them again, for what is alive in the heap");
    long before = LiveHeap.bytes(warned.server().pid());
    long[] half = new long[1];
    warned.warn(crowd, () -> half[0] = LiveHeap.bytes(warned.server().pid()));
    figures.add(
        "alive in the heap more when half are warned",
        "bytes a recipient",
        (double) (half[0] - before) / people);
    return figures.table("million", "%,d people warned by webhook".formatted(people));
  }
}
