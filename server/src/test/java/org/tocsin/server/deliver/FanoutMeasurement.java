// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.TocsinServer;
import org.tocsin.server.kernel.Heartbeat;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.watch.Watchers;

/**
 * How many webhooks a second one machine hands over with a committed receipt each, beside the same
 * client with nothing durable, in turns, receivers and PostgreSQL (which waits for the disk) on the
 * same machine. Not a test. Arguments: recipients, rounds.
 */
final class FanoutMeasurement {

  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");
  private static final int BODY_BYTES = 1_000;
  private static final int AT_ONCE = 64;

  private FanoutMeasurement() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    int recipients = Integer.parseInt(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    try (Sink sink = new Sink();
        ConfigurableApplicationContext server = server(sink.port())) {
      long[] people = people(server.getBean(Watchers.class), recipients, sink.port());
      for (int round = 0; round < rounds; round++) {
        bare(server.getBean(Outbound.class), sink, recipients);
        ours(server, sink, people);
      }
    }
    System.exit(0);
  }

  private static ConfigurableApplicationContext server(int sink) throws IOException {
    Path data = Files.createTempDirectory("fanout");
    return new SpringApplicationBuilder(TocsinServer.class)
        .sources(StubWarnings.class)
        .run(
            "--tocsin.data=" + data,
            "--tocsin.heartbeat=1h",
            "--server.port=0",
            "--tocsin.deliver.round-size=" + Integer.getInteger("round", 200),
            "--tocsin.deliver.chunk-size=" + Integer.getInteger("chunk", 1000),
            "--tocsin.webhook.workers=" + Integer.getInteger("workers", 8),
            "--tocsin.deliver.public-url=https://warn.example.org",
            "--tocsin.outbound.allow=127.0.0.1:" + sink);
  }

  private static long[] people(Watchers watchers, int count, int sink) {
    long[] numbers = new long[count];
    for (int from = 0; from < count; from += 400_000) {
      int to = Math.min(count, from + 400_000);
      StringBuilder csv =
          new StringBuilder("id,name,kind,lat,lon,radiusMetres,languages,channel,address\n");
      for (int i = from; i < to; i++) {
        csv.append(
            "p%d,N,person,55,37,10,en,webhook,http://127.0.0.1:%d/hook/p%d\n"
                .formatted(i, sink, i));
      }
      watchers.importFile(
          new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
          WatcherFiles.Format.CSV,
          OFFICER);
    }
    long first = watchers.find("p0").orElseThrow().number();
    Arrays.setAll(numbers, i -> first + i);
    return numbers;
  }

  /** Posts of the same size by the same client, so many at once, and nothing kept of them. */
  private static void bare(Outbound outbound, Sink sink, int count) throws InterruptedException {
    byte[] body = new byte[BODY_BYTES];
    Arrays.fill(body, (byte) 'x');
    URI address = URI.create("http://127.0.0.1:" + sink.port() + "/hook/p");
    long taken = sink.taken();
    long start = System.nanoTime();
    long processor = processor();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < AT_ONCE; t++) {
      int mine = count / AT_ONCE + (t < count % AT_ONCE ? 1 : 0);
      threads.add(
          Thread.startVirtualThread(
              () -> IntStream.range(0, mine).forEach(_ -> post(outbound, address, body))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    say("bare client", count, sink.taken() - taken, start, processor);
  }

  private static void post(Outbound outbound, URI address, byte[] body) {
    try {
      outbound.send(
          new Outbound.Call(
              "POST",
              address,
              Map.of("Content-Type", "application/json", "webhook-id", "x"),
              body,
              4096));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void ours(ConfigurableApplicationContext server, Sink sink, long[] people) {
    WarningId id = new WarningId(server.getBean(IdMaker.class).next("warning"));
    Instant now = server.getBean(Clock.class).instant();
    ApprovedWarning warning =
        StubWarnings.approve(id, now, now.plus(Duration.ofDays(2)), List.of("webhook"));
    Deliveries deliveries = server.getBean(Deliveries.class);
    TransactionTemplate transaction =
        new TransactionTemplate(server.getBean(PlatformTransactionManager.class));
    long taken = sink.taken();
    sink.forgetFirst();
    long start = System.nanoTime();
    long processor = processor();
    transaction.executeWithoutResult(
        _ -> deliveries.queue(warning, 0, people, Deliveries.Cause.APPROVED));
    double queued = (System.nanoTime() - start) / 1e9;
    server.getBean(Heartbeat.class).beat();
    say("with receipts", people.length, sink.taken() - taken, start, processor);
    System.out.printf(
        Locale.ROOT,
        "    queued after %.3f s, first handed over after %.3f s, told %,d%n",
        queued,
        (sink.first() - start) / 1e9,
        LongStream.of(deliveries.told(id).toArray()).count());
    // Nothing, unless the machine is so busy that what is put off is not due again in time.
    server
        .getBean(JdbcClient.class)
        .sql(
            """
            select r.reason, count(*) from deliver.receipt r join deliver.chunk c on c.id = r.chunk_id
             where c.warning_id = ? and r.outcome <> 1 group by 1
            """)
        .param(id.value())
        .query(row -> {
          System.out.printf("    put off: %,d, %s%n", row.getInt(2), row.getString(1));
        });
  }

  private static void say(String what, int count, long taken, long start, long processor) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%-14s %,d posts, %,d taken, in %.2f s: %,.0f a second, %.1f µs of this process's processor"
            + " each (receivers included)%n",
        what,
        count,
        taken,
        seconds,
        count / seconds,
        (processor() - processor) / 1e3 / count);
  }

  private static long processor() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Takes any post and says 200; no more than reading and counting. */
  private static final class Sink implements AutoCloseable {
    private static final byte[] OK =
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket socket = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    private final LongAdder taken = new LongAdder();
    private volatile long first;

    Sink() throws IOException {
      Thread.ofVirtual()
          .start(() -> {
            while (!socket.isClosed()) {
              try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
              } catch (IOException e) {
                return;
              }
            }
          });
    }

    int port() {
      return socket.getLocalPort();
    }

    long taken() {
      return taken.sum();
    }

    void forgetFirst() {
      first = 0;
    }

    long first() {
      return first;
    }

    private void serve(Socket connection) {
      try (connection) {
        connection.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(connection.getInputStream(), 16_384);
        OutputStream out = connection.getOutputStream();
        while (true) {
          int length = head(in);
          if (length < 0) {
            return;
          }
          in.skipNBytes(length);
          taken.increment();
          if (first == 0) {
            first = System.nanoTime();
          }
          out.write(OK);
        }
      } catch (IOException e) {
        // The client has closed the connection.
      }
    }

    /** The length of the body; -1 at the end of the connection. */
    private static int head(InputStream in) throws IOException {
      int length = 0;
      StringBuilder line = new StringBuilder();
      while (true) {
        int c = in.read();
        if (c < 0) {
          return -1;
        }
        if (c != '\n') {
          line.append((char) c);
          continue;
        }
        if (line.length() <= 1) {
          return length;
        }
        if (line.length() > 16 && line.substring(0, 15).equalsIgnoreCase("content-length:")) {
          length = Integer.parseInt(line.substring(15).strip());
        }
        line.setLength(0);
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
