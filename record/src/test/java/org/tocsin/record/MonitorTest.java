// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.record.Monitor.Cry;

/** FEATURE UNDER TEST: a monitor follows a record and cries out when it does what it must not. */
class MonitorTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path temp;
  private Instant now = Instant.parse("2026-11-26T12:00:00Z");
  private final List<Cry> cried = new ArrayList<>();

  private Path place(String name) {
    return temp.resolve(name);
  }

  private void grow(String name, int count, String type) throws IOException {
    try (RecordFolder record = RecordFolder.open(place(name), Given.DESK)) {
      List<byte[]> entries = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Instant at = Instant.parse("2026-11-26T00:00:00Z").plusSeconds(record.size() + i);
        entries.add(Entry.builder(type, at, "system").build().bytes());
      }
      record.append(entries);
    }
  }

  private Monitor.Look look(LogSource source, boolean entries) throws IOException {
    Monitor.Watch watch = new Monitor.Watch(HOUR, type -> type.startsWith("Warning"), entries);
    return new Monitor(
            source, Given.DESK.verifier(), watch, temp.resolve("state"), () -> now, cried::add)
        .look();
  }

  private Monitor.Look look(String name) throws IOException {
    return look(LogSource.folder(place(name)), true);
  }

  @Test
  void followsARecordThatOnlyGrows() throws IOException {
    SplittableRandom random = new SplittableRandom(8);
    long size = 0;
    for (int round = 0; round < 12; round++) {
      int count = random.nextInt(150);
      grow("a", count, "WarningApproved");
      size += count;
      boolean entries = round % 3 != 2; // now and then as where only the hashes are public
      assertThat(look(LogSource.folder(place("a")), entries))
          .isEqualTo(new Monitor.Look(size, count, List.of()));
    }
    assertThat(cried).isEmpty();
  }

  @Test
  void criesOutOnAForkAndStaysWithTheFirstHistory() throws IOException {
    grow("a", 300, "WarningApproved");
    look("a");
    grow("b", 299, "WarningApproved");
    grow("b", 30, "WarningCancelled");
    for (boolean entries : List.of(true, false)) {
      assertThat(look(LogSource.folder(place("b")), entries).cries())
          .containsExactly(new Cry.Fork(300, 329));
    }
    assertThat(cried).hasSize(2);
    try (Stream<Path> files = Files.list(temp.resolve("state"))) {
      Path proof =
          files
              .filter(f -> f.getFileName().toString().startsWith("contradiction.329."))
              .findFirst()
              .orElseThrow();
      SignedCheckpoint other = SignedCheckpoint.parse(Files.readAllBytes(proof));
      assertThat(other.verify(Given.DESK.verifier()).size()).isEqualTo(329);
    }
    grow("a", 1, "WarningApproved");
    assertThat(look("a")).isEqualTo(new Monitor.Look(301, 1, List.of()));
  }

  @Test
  void criesOutOnAForkOfTheSameSize() throws IOException {
    grow("a", 5, "WarningApproved");
    look("a");
    grow("b", 5, "WarningCancelled");
    assertThat(look("b").cries()).containsExactly(new Cry.Fork(5, 5));
  }

  @Test
  void criesOutOnARollBack() throws IOException {
    grow("a", 5, "WarningApproved");
    grow("b", 3, "WarningApproved");
    look("a");
    assertThat(look("b").cries()).containsExactly(new Cry.RolledBack(5, 3));
    assertThat(look("a").cries()).as("back again").isEmpty();
  }

  @Test
  void criesOutOnASilentStopWhateverTheReason() throws IOException {
    grow("a", 5, "WarningApproved");
    look("a");
    now = now.plus(HOUR);
    assertThat(look("a").cries()).as("an hour is not too long").isEmpty();
    now = now.plusSeconds(1);
    Cry silent = new Cry.Silent(now.minus(HOUR).minusSeconds(1));
    assertThat(look("a").cries()).containsExactly(silent);
    LogSource dead =
        path -> {
          throw new IOException("no route");
        };
    assertThat(look(dead, true).cries()).containsExactly(silent);
    assertThat(look(path -> Optional.empty(), true).cries()).containsExactly(silent);
    grow("a", 1, "WarningApproved");
    assertThat(look("a").cries()).isEmpty();
  }

  @Test
  void aRecordThatWasNeverThereIsSilentToo() throws IOException {
    assertThat(look(path -> Optional.empty(), true).cries()).isEmpty();
    now = now.plus(HOUR).plusSeconds(1);
    assertThat(look(path -> Optional.empty(), true).cries()).hasSize(1);
  }

  @Test
  void criesOutOnAnEntryThatShouldNeverAppear() throws IOException {
    grow("a", 2, "WarningApproved");
    grow("a", 1, "KeyExported");
    try (RecordFolder record = RecordFolder.open(place("a"), Given.DESK)) {
      record.append(List.of(Given.utf8("no entry at all")));
    }
    assertThat(look("a").cries())
        .containsExactly(new Cry.Unwanted(2, "KeyExported"), new Cry.Unwanted(3, "(no entry)"));
    assertThat(look("a").cries()).as("once").isEmpty();
  }

  @Test
  void isNotFooledByFilesThatContradictTheCheckpoint() throws IOException {
    grow("a", 400, "WarningApproved");
    grow("b", 400, "KeyExported");
    LogSource a = LogSource.folder(place("a"));
    LogSource b = LogSource.folder(place("b"));
    look(path -> path.equals("checkpoint") ? b.find(path) : a.find(path), true);
    look(path -> path.startsWith("tile/entries/") ? a.find(path) : b.find(path), true);
    look(path -> path.startsWith("tile/1/") ? b.find(path) : a.find(path), true);
    look(path -> path.startsWith("tile/0/000") ? b.find(path) : a.find(path), true);
    look(path -> Optional.of(new byte[] {1}), true);
    assertThat(cried).isNotEmpty().allMatch(cry -> cry instanceof Cry.Broken);
    assertThat(cried).hasSize(4); // what only the unused hashes of full tiles contradict is no harm
  }

  @Test
  void anotherKeysRecordIsBrokenNotFollowed() throws IOException {
    MoscowBundle.fill(place("a"), Given.key(Given.DESK.name(), 9), List.of()).close();
    assertThat(look("a").cries()).singleElement().isInstanceOf(Cry.Broken.class);
  }

  @Test
  void criesAgainAfterACrashBetweenCryingAndKeeping() throws IOException {
    grow("a", 1, "KeyExported");
    Monitor.Watch watch = new Monitor.Watch(HOUR, type -> false, true);
    Monitor crashing =
        new Monitor(
            LogSource.folder(place("a")),
            Given.DESK.verifier(),
            watch,
            temp.resolve("state"),
            () -> now,
            cry -> {
              throw new IllegalStateException("crash");
            });
    assertThatThrownBy(crashing::look).hasMessage("crash");
    assertThat(look("a").cries()).containsExactly(new Cry.Unwanted(0, "KeyExported"));
  }

  @Test
  void theCommandTellsByItsExitCode() throws IOException {
    grow("a", 3, "WarningApproved");
    String log = place("a").toString();
    assertThat(run(log, "--once", "--never", "KeyExported")).startsWith("0 ");
    grow("a", 1, "KeyExported");
    assertThat(run(log, "--once", "--never", "KeyExported"))
        .isEqualTo("1 Entry 3 is of type KeyExported, which should never appear.\n");
    grow("a", 1, "KeyExported");
    assertThat(run(log, "--once", "--only", "WarningApproved", "--json"))
        .startsWith("1 {\"cry\":\"unwanted\",\"words\":\"Entry 4");
    assertThat(run(log, "--once")).isEqualTo("0 ");
    grow("b", 2, "WarningApproved");
    assertThat(run(place("b").toString())).as("ends by itself").startsWith("1 Rolled back");
    assertThat(run(log, "--nonsense")).startsWith("2 ");
    assertThat(run(log, "--every", "1m")).startsWith("2 ");
    assertThat(run()).startsWith("2 ");
    Files.writeString(temp.resolve("cs/monitor.state"), "nonsense");
    assertThat(run(log, "--once")).startsWith("3 ");
  }

  @Test
  void theCommandFollowsUntilItIsStopped() throws IOException {
    grow("a", 3, "WarningApproved");
    int[] looks = {0};
    String said =
        run(
            wait -> {
              assertThat(wait).isEqualTo(Duration.ofSeconds(90));
              now = now.plus(Duration.ofMinutes(40));
              return ++looks[0] < 3;
            },
            place("a").toString(),
            "--every",
            "PT90S");
    assertThat(said).startsWith("0 Silent: the last new checkpoint was seen at");
    assertThat(looks[0]).isEqualTo(3);
  }

  @Test
  void theCommandReadsOverHttp() throws IOException {
    grow("a", 300, "WarningApproved");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/record/",
        exchange -> {
          Path file = place("a").resolve(exchange.getRequestURI().getPath().substring(8));
          byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
          exchange.sendResponseHeaders(Files.exists(file) ? 200 : 404, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/record/";
      assertThat(run(url, "--once", "--never", "WarningApproved")).startsWith("1 Entry 0 is");
      grow("a", 1, "WarningApproved");
      assertThat(run(url, "--once", "--no-entries")).isEqualTo("0 ");
    } finally {
      server.stop(0);
    }
  }

  private String run(String... args) {
    return run(wait -> false, args);
  }

  private String run(MonitorCommand.Pause pause, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (args.length > 0) {
      all.addAll(List.of("--key", Given.DESK.vkey(), "--state", temp.resolve("cs").toString()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        MonitorCommand.run(
            all,
            () -> now,
            pause,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    return code + " " + out.toString(StandardCharsets.UTF_8);
  }
}
