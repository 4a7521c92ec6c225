// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.database.DataFolder;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.StageWorld;
import org.tocsin.sim.Faults;
import org.tocsin.sim.SmtpReceiver;
import org.tocsin.sim.WebhookReceiver;
import org.tocsin.sim.WebhookSecret;

/**
 * FEATURE UNDER TEST: promise 1. A server in a JVM of its own is killed ({@code SIGKILL}) at seeded
 * points of a wave, started again, and killed again; then everybody has been told, and whoever was
 * told twice was told so.
 */
class KillTest {

  private static final long SEED = 20240307;
  private static final int PEOPLE = 3_000;
  private static final int HOOKS_EVERY = 3;
  private static final int KILLS = 3;
  private static final int WORKERS = 3;
  private static final int ROUND = 50;

  /** Quick rounds grow to this. */
  private static final int ROUND_MOST = 100;
  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");

  /** What the receivers saw, by idempotency id: how often, and how often marked as a repeat. */
  private final Map<String, int[]> seen = new HashMap<>();

  private final Object change = new Object();
  private int arrived;
  private @Nullable Process child;

  @AfterEach
  void killTheLast() {
    if (child != null) {
      child.destroyForcibly();
    }
  }

  private void came(String id, boolean marked) {
    synchronized (change) {
      int[] counts = seen.computeIfAbsent(id, key -> new int[2]);
      counts[0]++;
      counts[1] += marked ? 1 : 0;
      arrived++;
      change.notifyAll();
    }
  }

  @Test
  void killedAtAnyPointNobodyIsLostAndEveryRepeatIsMarked() throws Exception {
    Random random = new Random(SEED);
    Clock clock = Clock.systemUTC();
    AtomicReference<WebhookSecrets> secrets = new AtomicReference<>();
    AtomicReference<String> base = new AtomicReference<>("");
    PostgresWorld.Database database = PostgresWorld.freshDatabase();
    try (SmtpReceiver smtp =
            SmtpReceiver.start(
                SmtpReceiver.Settings.of(clock).withFaults(slow()),
                mail ->
                    came(
                        mail.findHeader("Message-ID").orElseThrow(),
                        mail.findHeader("Tocsin-Repeat").isPresent()));
        WebhookReceiver hooks =
            WebhookReceiver.start(
                WebhookReceiver.Settings.of(clock).withFaults(slow()),
                path -> Optional.of(WebhookSecret.parse(secrets.get().text(base.get() + path))),
                hook -> came(hook.webhookId(), hook.body().contains("\"repeat\":\"possible\"")));
        StageWorld world = StageWorld.on(database)) {
      base.set(hooks.base().toString());
      secrets.set(world.get(WebhookSecrets.class));
      takeIn(world.get(Watchers.class), base.get());
      WarningId id = WarningId.next(world.get(IdMaker.class));
      Instant begin = clock.instant().minusSeconds(1);
      int deliveries = PEOPLE + (PEOPLE + HOOKS_EVERY - 1) / HOOKS_EVERY;
      List<Integer> points = new ArrayList<>();
      for (int i = 0; i < KILLS; i++) {
        points.add(100 + random.nextInt(deliveries - 500));
      }
      points.sort(null);
      Path data = world.get(DataFolder.class).data();
      for (int point : points) {
        child = start(id, begin, database, data, smtp.port(), hooks.port());
        awaitArrived(point, child);
        child.destroyForcibly().waitFor();
      }
      child = start(id, begin, database, data, smtp.port(), hooks.port());
      awaitFinished(world.get(JdbcClient.class), id, child);

      Progress progress = world.get(Deliveries.class).progress(id);
      assertThat(progress.told()).as(replay()).isEqualTo(PEOPLE);
      assertThat(progress.failed() + progress.queued() + progress.unreachable()).isZero();
      synchronized (change) {
        assertThat(seen).as("none lost; " + replay()).hasSize(deliveries);
        int repeats = arrived - deliveries;
        // Of each killed process at most one round of each worker was under way.
        assertThat(repeats).as(replay()).isBetween(0, KILLS * 2 * WORKERS * ROUND_MOST);
        seen.forEach((key, counts) ->
            assertThat(counts[1])
                .as("%s came %d times; every repeat is marked; %s", key, counts[0], replay())
                .isGreaterThanOrEqualTo(counts[0] - 1));
        System.getLogger(KillTest.class.getName())
            .log(
                System.Logger.Level.INFO,
                "killed {0} times at {1} of {2} deliveries: {3} repeats, none lost",
                KILLS,
                points,
                deliveries,
                repeats);
      }
    }
  }

  /** A millisecond now and then, so that a kill falls into the middle of rounds. */
  private static Faults slow() {
    return new Faults(SEED, 0, 0, 0.2, Duration.ofMillis(3), 0, 0);
  }

  private static String replay() {
    return "mvn -pl server test -Dtest=KillTest, seed " + SEED;
  }

  private static void takeIn(Watchers watchers, String base) {
    StringBuilder csv = new StringBuilder("id,lat,lon,languages,channel,address\n");
    for (int i = 0; i < PEOPLE; i++) {
      csv.append("k%d,55,37,en,email,k%d@exercise.invalid\n".formatted(i, i));
      if (i % HOOKS_EVERY == 0) {
        csv.append("k%d,55,37,en,webhook,%s/hook/k%d\n".formatted(i, base, i));
      }
    }
    watchers.importFile(
        new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
        WatcherFiles.Format.CSV,
        OFFICER);
  }

  private static Process start(
      WarningId id, Instant begin, PostgresWorld.Database database, Path data, int smtp, int hooks)
      throws IOException {
    Map<String, Object> settings = new HashMap<>();
    database.settings((name, value) -> settings.put(name, value.get()));
    settings.put("tocsin.data", data);
    settings.put("tocsin.heartbeat", "100ms");
    settings.put("server.port", 0);
    settings.put("tocsin.deliver.lease", "1s");
    settings.put("tocsin.deliver.round-size", ROUND);
    settings.put("tocsin.deliver.round-most", ROUND_MOST);
    settings.put("tocsin.deliver.chunk-size", 200);
    settings.put("tocsin.mail.host", "127.0.0.1");
    settings.put("tocsin.mail.port", smtp);
    settings.put("tocsin.mail.workers", WORKERS);
    settings.put("tocsin.webhook.workers", WORKERS);
    settings.put("tocsin.outbound.allow", "127.0.0.1:" + hooks);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx400m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add(KilledNode.class.getName());
    command.add(id.value());
    command.add(begin.toString());
    settings.forEach((name, value) -> command.add("--" + name + "=" + value));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(data.resolve("killed-node.log").toFile())
        .start();
  }

  private void awaitArrived(int count, Process running) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    synchronized (change) {
      while (arrived < count) {
        change.wait(500);
        assertThat(running.isAlive()).as("the server runs; " + replay()).isTrue();
        assertThat(System.nanoTime()).as("arrived %d of %d", arrived, count).isLessThan(end);
      }
    }
  }

  private void awaitFinished(JdbcClient jdbc, WarningId id, Process running)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!jdbc.sql(
            "select count(*) > 0 and bool_and(finished_at is not null) from deliver.wave where warning_id = ?")
        .param(id.value())
        .query(Boolean.class)
        .single()) {
      synchronized (change) {
        change.wait(200);
      }
      assertThat(running.isAlive()).as("the server runs; " + replay()).isTrue();
      assertThat(System.nanoTime()).as("the wave ends; " + replay()).isLessThan(end);
    }
  }
}
