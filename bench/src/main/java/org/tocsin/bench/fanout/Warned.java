// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tocsin.bench.program.Launcher;
import org.tocsin.bench.program.RunningServer;

/** A server with watchers round several places, all of whom are reached by receivers here. */
final class Warned implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 300;
  private static final int AN_IMPORT = 100_000;
  private static final int LONG_WAIT = 600;

  private final RunningServer server;
  private final Backend backend;
  private final Desk desk;
  private final Receivers web;
  private final Receivers sharing;
  private final Receivers secure;
  private final SecureDoor door;
  private final SecureDoor sharingDoor;
  private final Receivers mail;
  private int places;

  /** People round a place, reached by one channel. */
  record Crowd(Desk.Place place, String channel, int people, Receivers receivers) {}

  /**
   * What one warning took, from the second signature on.
   *
   * @param first seconds until the first was handed over
   * @param all seconds until the last was
   * @param durable seconds until all receipts were committed
   * @param processor seconds of the server's processor, the database's included
   * @param own the same without the database's
   * @param compilers of that, what its compilers took
   * @param walBytes of the database's write-ahead log
   */
  record Spent(
      double first,
      double all,
      double durable,
      double processor,
      double own,
      double compilers,
      long walBytes) {}

  Warned(
      Launcher launcher,
      Path data,
      Receivers web,
      Receivers sharing,
      Receivers secure,
      SecureDoor door,
      SecureDoor sharingDoor,
      Receivers mail)
      throws IOException, InterruptedException, SQLException {
    this.web = web;
    this.sharing = sharing;
    this.secure = secure;
    this.door = door;
    this.sharingDoor = sharingDoor;
    this.mail = mail;
    server =
        launcher.serve(
            data,
            Map.of(
                "TOCSIN_OUTBOUND_ALLOW",
                IntStream.of(web.port(), sharing.port(), door.port(), sharingDoor.port())
                    .mapToObj(port -> "127.0.0.1:" + port)
                    .collect(Collectors.joining(",")),
                "TOCSIN_OUTBOUND_PLAINHTTP2",
                "127.0.0.1:" + sharing.port(),
                "TOCSIN_TLS_TRUST",
                door.pem().toString(),
                "TOCSIN_DELIVER_PUBLICURL",
                "https://warn.example.org",
                "TOCSIN_MAIL_HOST",
                "127.0.0.1",
                "TOCSIN_MAIL_PORT",
                Integer.toString(mail.port()),
                "TOCSIN_MAIL_FROM",
                "desk@example.org"));
    backend = new Backend(data);
    desk = new Desk(server.address(), data);
  }

  /** Takes in so many people who are reached by {@code webhook} or {@code email}. */
  Crowd crowd(String channel, int people) throws IOException, InterruptedException {
    return channel.equals("email")
        ? crowd(channel, people, mail, i -> "p" + i + "@example.org")
        : crowd(channel, people, web, i -> "http://127.0.0.1:" + web.port() + "/p" + i);
  }

  /** Takes in so many people who are reached by webhooks that share a connection. */
  Crowd sharingCrowd(int people) throws IOException, InterruptedException {
    return crowd("webhook", people, sharing, i -> "http://127.0.0.1:" + sharing.port() + "/p" + i);
  }

  /**
   * Takes in so many people who are reached by webhooks over TLS.
   *
   * @param share whether these share a connection
   */
  Crowd secureCrowd(int people, boolean share) throws IOException, InterruptedException {
    int port = (share ? sharingDoor : door).port();
    return crowd("webhook", people, secure, i -> "https://127.0.0.1:" + port + "/p" + i);
  }

  private Crowd crowd(
      String channel, int people, Receivers receivers, IntFunction<String> addresses)
      throws IOException, InterruptedException {
    Desk.Place place = new Desk.Place(-40 + places, 10);
    for (int from = 0; from < people; from += AN_IMPORT) {
      StringBuilder csv =
          new StringBuilder("id,name,kind,lat,lon,radiusMetres,languages,channel,address\n");
      for (int i = from; i < Math.min(people, from + AN_IMPORT); i++) {
        csv.append(
            "c%d-%d,N,person,%.4f,%.4f,10,en,%s,%s\n"
                .formatted(
                    places,
                    i,
                    place.latitude() + i % 1000 * 1e-4,
                    place.longitude() + i / 1000 % 1000 * 1e-4,
                    channel,
                    addresses.apply(i)));
      }
      desk.takeIn(csv.toString());
    }
    places++;
    return new Crowd(place, channel, people, receivers);
  }

  /**
   * Warns a crowd and waits until everybody has it and every receipt is committed. Before the
   * second signature the server comes to rest: what it makes of the report is no cost of the
   * warning.
   */
  Spent warn(Crowd crowd) throws IOException, InterruptedException, SQLException {
    return warn(crowd, () -> {});
  }

  /** Something to do in the middle. */
  interface Meanwhile {
    void run() throws IOException, InterruptedException;
  }

  /** The same with something to do once half of them are warned; the times then mean nothing. */
  Spent warn(Crowd crowd, Meanwhile meanwhile)
      throws IOException, InterruptedException, SQLException {
    Receivers receivers = crowd.receivers;
    Desk.Ready ready = desk.compose(crowd.place, crowd.channel, LONG_WAIT);
    server.awaitRest();
    receivers.expect(crowd.people);
    long wal = backend.walBytes();
    double processor = server.processor().toNanos() / 1e9;
    double own = server.ownProcessor().toNanos() / 1e9;
    double compilers = server.compilers().toNanos() / 1e9;
    long start = System.nanoTime();
    desk.sign(ready);
    while (receivers.missing() > crowd.people / 2) {
      Thread.sleep(1);
    }
    meanwhile.run();
    receivers.awaitAll(PATIENCE_SECONDS);
    backend.awaitReceipts(ready.id(), crowd.people, PATIENCE_SECONDS);
    long end = System.nanoTime();
    if (receivers.repeats() > 0) {
      throw new IOException(receivers.repeats() + " were handed over twice");
    }
    return new Spent(
        (receivers.first() - start) / 1e9,
        (receivers.last() - start) / 1e9,
        (end - start) / 1e9,
        server.processor().toNanos() / 1e9 - processor,
        server.ownProcessor().toNanos() / 1e9 - own,
        server.compilers().toNanos() / 1e9 - compilers,
        backend.walBytes() - wal);
  }

  /**
   * Warns a crowd of whom nobody answers, and waits for the next step of the plan.
   *
   * @return how many seconds after the silent's time was over the first of them got it
   */
  double escalate(Crowd crowd) throws IOException, InterruptedException, SQLException {
    Receivers receivers = crowd.receivers;
    Desk.Ready ready = desk.compose(crowd.place, crowd.channel, 1, LONG_WAIT);
    receivers.expect(crowd.people);
    desk.sign(ready);
    receivers.awaitAll(PATIENCE_SECONDS);
    backend.awaitReceipts(ready.id(), crowd.people, PATIENCE_SECONDS);
    receivers.expect(crowd.people);
    receivers.awaitAll(PATIENCE_SECONDS);
    Instant first = Instant.now().minusNanos(System.nanoTime() - receivers.first());
    Instant due = backend.queuedAt(ready.id()).plus(1, ChronoUnit.MINUTES);
    return Duration.between(due, first).toNanos() / 1e9;
  }

  /** What the database alone has to do for the first crowd. */
  BareReceipts receiptsAlone() throws SQLException {
    return backend.receiptsAlone();
  }

  RunningServer server() {
    return server;
  }

  @Override
  public void close() throws IOException, SQLException {
    backend.close();
    server.close();
  }
}
