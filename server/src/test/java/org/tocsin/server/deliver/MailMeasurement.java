// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.TocsinServer;
import org.tocsin.server.kernel.Heartbeat;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.watch.Watchers;

/**
 * How many mails a second one machine hands over with a committed receipt each, receiver and
 * PostgreSQL (which waits for the disk) on the same machine; in turns, to a receiver with CHUNKING,
 * with PIPELINING, and with neither. Not a test. Arguments: recipients, rounds; then settings of
 * the server, {@code --tocsin.…}.
 */
final class MailMeasurement {

  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");

  private MailMeasurement() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    int recipients = Integer.parseInt(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    try (Sink sink = new Sink();
        ConfigurableApplicationContext server =
            server(sink.port(), Arrays.copyOfRange(arguments, 2, arguments.length))) {
      long[] people = people(server.getBean(Watchers.class), recipients);
      for (int round = 0; round < rounds; round++) {
        for (String keywords :
            System.getProperty("speech", "CHUNKING PIPELINING,PIPELINING,LOCKSTEP").split(",")) {
          sink.speak(keywords);
          send(server, sink, people, keywords);
        }
      }
    }
    System.exit(0);
  }

  private static ConfigurableApplicationContext server(int sink, String... more)
      throws IOException {
    Path data = Files.createTempDirectory("mails");
    String[] settings = {
      "--tocsin.data=" + data,
      "--tocsin.heartbeat=1h",
      "--server.port=0",
      "--tocsin.mail.host=127.0.0.1",
      "--tocsin.mail.port=" + sink,
      "--tocsin.mail.from=Tocsin desk <warnings@example.org>",
      "--tocsin.deliver.public-url=https://warn.example.org"
    };
    String[] all = Arrays.copyOf(settings, settings.length + more.length);
    System.arraycopy(more, 0, all, settings.length, more.length);
    return new SpringApplicationBuilder(TocsinServer.class).sources(StubWarnings.class).run(all);
  }

  private static long[] people(Watchers watchers, int count) {
    for (int from = 0; from < count; from += 400_000) {
      StringBuilder csv =
          new StringBuilder("id,name,kind,lat,lon,radiusMetres,languages,channel,address\n");
      for (int i = from; i < Math.min(count, from + 400_000); i++) {
        csv.append(
            "p%d,N,person,55,37,10,%s,email,p%d@example.net\n"
                .formatted(i, i % 2 == 0 ? "en" : "ru", i));
      }
      watchers.importFile(
          new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
          WatcherFiles.Format.CSV,
          OFFICER);
    }
    long first = watchers.find("p0").orElseThrow().number();
    long[] numbers = new long[count];
    Arrays.setAll(numbers, i -> first + i);
    return numbers;
  }

  private static void send(
      ConfigurableApplicationContext server, Sink sink, long[] people, String keywords) {
    WarningId id = new WarningId(server.getBean(IdMaker.class).next("warning"));
    Instant now = server.getBean(Clock.class).instant();
    ApprovedWarning warning =
        StubWarnings.approve(id, now, now.plus(Duration.ofDays(2)), List.of("email"));
    Deliveries deliveries = server.getBean(Deliveries.class);
    TransactionTemplate transaction =
        new TransactionTemplate(server.getBean(PlatformTransactionManager.class));
    long taken = sink.taken.sum();
    long octets = sink.octets.sum();
    long start = System.nanoTime();
    long processor = processor();
    transaction.executeWithoutResult(
        _ -> deliveries.queue(warning, 0, people, Deliveries.Cause.APPROVED));
    server.getBean(Heartbeat.class).beat();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%-20s %,d mails of %,d octets taken, %,d told, in %.2f s: %,.0f a second, %.1f µs of this process's processor each (receiver included)%n",
        keywords,
        sink.taken.sum() - taken,
        (sink.octets.sum() - octets) / Math.max(1, sink.taken.sum() - taken),
        deliveries.told(id).toArray().length,
        seconds,
        people.length / seconds,
        (processor() - processor) / 1e3 / people.length);
  }

  private static long processor() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Takes any mail and says 250; no more than reading and counting. */
  private static final class Sink implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    private final LongAdder taken = new LongAdder();
    private final LongAdder octets = new LongAdder();
    private volatile String keywords = "";

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

    void speak(String words) {
      keywords = words;
    }

    private void serve(Socket connection) {
      try (connection) {
        connection.setTcpNoDelay(true);
        Input in = new Input(connection.getInputStream());
        OutputStream out = new BufferedOutputStream(connection.getOutputStream(), 65_536);
        say(out, "220 sink");
        while (true) {
          if (in.isEmpty()) {
            out.flush();
          }
          String command = in.line();
          if (command.length() < 4 || command.startsWith("QUIT")) {
            return;
          }
          answer(command, in, out);
        }
      } catch (IOException e) {
        // The client has closed the connection.
      }
    }

    private void answer(String command, Input in, OutputStream out) throws IOException {
      switch (command.substring(0, 4)) {
        case "EHLO" -> {
          say(out, "250-sink");
          for (String keyword : keywords.split(" ")) {
            say(out, "250-" + keyword);
          }
          say(out, "250 SIZE 10000000");
        }
        case "BDAT" -> {
          long size = Long.parseLong(command.substring(5, command.indexOf(' ', 5)));
          in.skip(size);
          count(size);
          say(out, "250 2.0.0 taken");
        }
        case "DATA" -> {
          say(out, "354 go on");
          out.flush();
          long size = in.mail();
          count(size);
          say(out, "250 2.0.0 taken");
        }
        default -> say(out, "250 2.0.0 ok");
      }
    }

    private void count(long size) {
      taken.increment();
      octets.add(size);
    }

    private static void say(OutputStream out, String line) throws IOException {
      out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** What a client sends, read with as little work as can be. */
  private static final class Input {
    private final InputStream in;
    private final byte[] buffer = new byte[65_536];
    private int next;
    private int end;

    Input(InputStream in) {
      this.in = in;
    }

    boolean isEmpty() {
      return next == end;
    }

    private boolean fill() throws IOException {
      next = 0;
      end = Math.max(0, in.read(buffer));
      return end > 0;
    }

    /** A line without its end; empty at the end of the connection. */
    String line() throws IOException {
      StringBuilder before = new StringBuilder();
      while (next < end || fill()) {
        for (int at = next; at < end; at++) {
          if (buffer[at] == '\n') {
            String text = new String(buffer, next, at - next, StandardCharsets.ISO_8859_1);
            next = at + 1;
            return before.append(text).toString().stripTrailing();
          }
        }
        before.append(new String(buffer, next, end - next, StandardCharsets.ISO_8859_1));
        next = end;
      }
      return "";
    }

    void skip(long octets) throws IOException {
      long left = octets;
      while (left > 0 && (next < end || fill())) {
        int some = (int) Math.min(left, end - next);
        next += some;
        left -= some;
      }
    }

    /** Reads to the line that is one dot; returns how many octets came before it. */
    long mail() throws IOException {
      long size = 0;
      int last = '\n';
      int before = '\n';
      while (next < end || fill()) {
        while (next < end) {
          int octet = buffer[next++];
          size++;
          if (octet == '\r' && last == '.' && before == '\n') {
            skip(1);
            return size - 2;
          }
          before = last;
          last = octet;
        }
      }
      return size;
    }
  }
}
