// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;
import org.tocsin.server.kernel.FreePort;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.WarningId;

/**
 * A real server with its own database, whose disk fills up to the last octet while people are told,
 * and empties again: nobody touches the server meanwhile. The disks are small file systems in
 * memory that only this server sees (a mount namespace), one for the database and one for the
 * published record.
 */
final class ChaosDisk {

  private static final Duration MEND_WITHIN = Duration.ofMinutes(2);
  private static final String MOUNTED =
      "mkdir -p \"$0/postgres\" \"$0/record\""
          + " && mount -t tmpfs -o size=220m,mode=0711 tmpfs \"$0/postgres\""
          + " && mount -t tmpfs -o size=4m,mode=0755 tmpfs \"$0/record\" && exec \"$@\"";
  private static final List<List<String>> WAYS =
      List.of(List.of("unshare", "-m"), List.of("unshare", "-Urm"));

  private final Random random;
  private final long seed;
  private final int people;
  private final String folder;
  private final ChaosLog log = new ChaosLog();
  private final IdMaker ids = new IdMaker(Clock.systemUTC(), new SecureRandom());
  private final List<String> story = new ArrayList<>();
  private final List<String> confirmed = new ArrayList<>();
  private final long begin = System.nanoTime();
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * A run.
   *
   * @param folder of the data folder, what fills up: {@code postgres} or {@code record}
   */
  ChaosDisk(long seed, String folder, int people) throws IOException {
    this.port = FreePort.find();
    this.random = new Random(seed);
    this.seed = seed;
    this.folder = folder;
    this.people = people;
  }

  /** Why there can be no small disk here; empty when there can. */
  static String why() throws IOException, InterruptedException {
    String why = "";
    for (List<String> way : WAYS) {
      why = tried(way);
      if (why.isEmpty()) {
        return "";
      }
    }
    return "a small disk needs a mount namespace (root, or user namespaces): " + why;
  }

  private static String tried(List<String> way) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(way);
    command.addAll(List.of("sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt"));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? "" : said.isEmpty() ? "it was refused" : said;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static List<String> within() throws IOException, InterruptedException {
    List<String> within =
        new ArrayList<>(tried(WAYS.getFirst()).isEmpty() ? WAYS.get(0) : WAYS.get(1));
    within.addAll(List.of("sh", "-c", MOUNTED));
    return within;
  }

  /** Runs to the end; returns what happened and what is wrong. */
  Chaos.Result run() throws Exception {
    Path home = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "chaos-");
    Path keys = ChaosReceivers.keys(home);
    Path programs = Files.createDirectories(Path.of("target", "chaos-programs")).toAbsolutePath();
    try (ChaosNet net = ChaosNet.loopback();
        ChaosReceivers receivers = ChaosReceivers.start(seed, net, log);
        ChaosProcess node =
            ChaosProcess.alone(
                home,
                keys,
                within(),
                receivers,
                List.of("--tocsin.database.programs=" + programs, "--server.port=" + port))) {
      node.start();
      node.ready();
      node.tell("watchers " + receivers.watchers(home, people).toAbsolutePath());
      String disk = home.toAbsolutePath().resolve("node-0").resolve(folder).toString();
      String[] access = node.ask("access").split(" ");
      JdbcClient jdbc =
          JdbcClient.create(new DriverManagerDataSource(access[0], access[1], access[2]));
      List<String> faults = new ArrayList<>(happen(node, disk, jdbc));
      faults.addAll(gone(jdbc));
      faults.addAll(log.faults(jdbc, Duration.ofSeconds(20).toNanos()));
      return new Chaos.Result(faults, story, log.size(), log.repeats(), List.of());
    } finally {
      if (!Boolean.getBoolean("chaos.keep")) {
        FileSystemUtils.deleteRecursively(home);
      }
    }
  }

  private List<String> happen(ChaosProcess node, String disk, JdbcClient jdbc) throws Exception {
    approve(node);
    Thread.sleep(random.nextInt(800));
    say("fill " + folder + ": " + node.ask("fill " + disk));
    approve(node);
    boolean ends = folder.equals("postgres") && random.nextBoolean();
    if (ends) {
      say("no room for the log ahead: " + node.ask("log " + disk));
    }
    // A database that has ended lets everybody wait for ten seconds.
    for (int i = 0; i < (ends ? 1 : 1 + random.nextInt(3)); i++) {
      Thread.sleep(1_000);
      say("ready " + ready() + ", record behind " + metric("tocsin_record_behind"));
      if (!ends) {
        approve(node);
      }
    }
    say("room " + node.ask("room " + disk));
    long end = System.nanoTime() + MEND_WITHIN.toNanos();
    while (!approve(node)) {
      if (System.nanoTime() > end) {
        return List.of("no approval was possible after there was room again");
      }
      Thread.sleep(200);
    }
    while (!(ready() == 200 && settled(jdbc))) {
      if (System.nanoTime() > end) {
        return List.of(
            "not mended: ready %d, record behind %.0f"
                .formatted(ready(), metric("tocsin_record_behind")));
      }
      Thread.sleep(200);
    }
    say("mended without a touch");
    return List.of();
  }

  /**
   * Nothing is left to do and the record is whole. The tables are asked: what the metrics tell of
   * them is as old as the last beat, before which the newest approval may have come.
   */
  private boolean settled(JdbcClient jdbc) throws Exception {
    try {
      return jdbc.sql(
                      """
                      select count(*) from deliver.wave w
                       where w.finished_at is null
                          or exists (select 1 from deliver.chunk c
                                      where c.wave_id = w.id and c.finished_at is null)
                      """)
                  .query(Integer.class)
                  .single()
              == 0
          && metric("tocsin_record_behind") == 0;
    } catch (DataAccessException notYetThere) {
      return false;
    }
  }

  private boolean approve(ChaosProcess node) throws Exception {
    WarningId id = WarningId.next(ids);
    String said = node.ask("approve " + id);
    if (said.equals("done")) {
      confirmed.add(id.value());
    }
    say("approve " + id + ": " + said.lines().findFirst().orElse(""));
    return said.equals("done");
  }

  private List<String> gone(JdbcClient jdbc) {
    return confirmed.stream()
        .filter(id ->
            !jdbc.sql("select exists (select 1 from public.chaos_warning where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single())
        .map(id -> "confirmed and gone: " + id)
        .toList();
  }

  private int ready() throws InterruptedException {
    return asked("/health/ready").statusCode();
  }

  /** The sum of a metric over its labels; -1 when it cannot be read. */
  private double metric(String name) throws InterruptedException {
    HttpResponse<String> answer = asked("/metrics");
    if (answer.statusCode() != 200) {
      return -1;
    }
    Matcher line =
        Pattern.compile("(?m)^" + name + "(?:\\{.*})? ([-0-9.E]+)$").matcher(answer.body());
    double sum = 0;
    while (line.find()) {
      sum += Double.parseDouble(line.group(1));
    }
    return sum;
  }

  private HttpResponse<String> asked(String path) throws InterruptedException {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofSeconds(30))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("the server's own door does not open: " + path, e);
    }
  }

  private void say(String what) {
    story.add(String.format(Locale.ROOT, "%7.3f %s", (System.nanoTime() - begin) / 1e9, what));
  }
}
