// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.WarningId;

/**
 * Several real servers, each in a process of its own, on one real PostgreSQL, telling people
 * through receivers that misbehave, while a seeded {@link ChaosPlan} kills, pauses and cuts off. At
 * the end everything is mended, the waves come to their end, and {@link ChaosLog} says what is
 * wrong.
 *
 * <p>{@link ChaosTest} is one short run; {@link ChaosRuns} does long ones, seed after seed.
 */
final class Chaos {

  private static final Duration IN_FLIGHT = Duration.ofSeconds(20);
  private static final Duration NEVER_BACK = Duration.ofHours(1);
  private static final Duration END_WITHIN = Duration.ofMinutes(4);

  private final long seed;
  private final int people;
  private final int size;
  private final ChaosPlan plan;
  private final ChaosLog log = new ChaosLog();
  private final List<ChaosProcess> nodes = new ArrayList<>();
  private final Deque<WarningId> standing = new ArrayDeque<>();
  private final PriorityQueue<Mending> mendings =
      new PriorityQueue<>(Comparator.comparingLong(Mending::at));
  private final IdMaker ids = new IdMaker(Clock.systemUTC(), new SecureRandom());
  private final List<String> story = new ArrayList<>();
  private final List<Duration> takeovers = new ArrayList<>();
  private long begin;

  /** What is to be mended when. */
  private record Mending(long at, String what, Step step) {}

  /** Something that is done. */
  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  /**
   * What came of it.
   *
   * @param faults what is wrong, best nothing
   * @param story what happened when
   * @param arrivals messages that receivers took
   * @param repeats of those, how many had come before
   * @param takeovers how long after each kill and parting of a node that held something until it
   *     held nothing any more
   */
  record Result(
      List<String> faults,
      List<String> story,
      int arrivals,
      int repeats,
      List<Duration> takeovers) {}

  Chaos(long seed, int nodes, int people, Duration time) {
    this.seed = seed;
    this.people = people;
    this.plan = ChaosPlan.of(seed, nodes, time);
    this.size = nodes;
  }

  /** Runs the plan to its end. */
  Result run() throws Exception {
    Path home = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "chaos-");
    Path keys = ChaosReceivers.keys(home);
    try (ChaosDatabase database = ChaosDatabase.start("chaos_" + Math.abs(seed));
        ChaosNet net = ChaosNet.of(size);
        ChaosReceivers receivers = ChaosReceivers.start(seed, net, log)) {
      try {
        for (int i = 0; i < size; i++) {
          nodes.add(ChaosProcess.node(i, home, keys, database, net, receivers));
        }
        database.jdbc().sql(ChaosWarnings.Table.MADE).update();
        nodes.getFirst().start();
        nodes.getFirst().ready();
        nodes.getFirst().tell("watchers " + receivers.watchers(home, people));
        for (ChaosProcess node : nodes.subList(1, nodes.size())) {
          node.start();
        }
        for (ChaosProcess node : nodes.subList(1, nodes.size())) {
          node.ready();
        }
        if (!net.why().isEmpty()) {
          story.add("nodes have no networks of their own, so a proxy parts them: " + net.why());
        }
        happen(database);
        awaitEnd(database.jdbc());
        story.add(receivers.misdeeds());
        List<String> faults = log.faults(database.jdbc(), IN_FLIGHT.toNanos());
        return new Result(faults, story, log.size(), log.repeats(), takeovers);
      } finally {
        nodes.forEach(ChaosProcess::close);
      }
    } finally {
      if (!Boolean.getBoolean("chaos.keep")) {
        FileSystemUtils.deleteRecursively(home);
      }
    }
  }

  private void happen(ChaosDatabase database) throws Exception {
    begin = System.nanoTime();
    for (ChaosPlan.Event event : plan.events()) {
      mendUntil(event.at().toNanos());
      happen(event, database);
    }
    mendUntil(Long.MAX_VALUE);
  }

  private long now() {
    return System.nanoTime() - begin;
  }

  private void mendUntil(long time) throws IOException, InterruptedException {
    while (true) {
      Mending next = mendings.peek();
      long until = Math.min(time, next == null ? time : next.at());
      if (next == null && time == Long.MAX_VALUE) {
        return;
      }
      long left = until - now();
      if (left > 0) {
        Thread.sleep(Duration.ofNanos(left));
      }
      if (next == null || next.at() > time) {
        return;
      }
      mendings.remove();
      say(next.what());
      next.step().run();
    }
  }

  private void say(String what) {
    story.add("%7.3f %s".formatted(now() / 1e9, what));
  }

  private void later(Duration after, String what, Step step) {
    mendings.add(new Mending(now() + after.toNanos(), what, step));
  }

  private void happen(ChaosPlan.Event event, ChaosDatabase database) throws Exception {
    ChaosProcess node = nodes.get(event.node());
    boolean isFree = node.isFree();
    String what = event.kind() + " " + event.node() + " " + event.lasts().toMillis() + " ms";
    switch (event.kind()) {
      case APPROVE -> approve(database);
      case CANCEL -> cancel(database);
      case DATABASE_STOP, DATABASE_KILL -> {
        say(what);
        database.restart(event.kind() == ChaosPlan.Kind.DATABASE_KILL, event.lasts());
      }
      case CLOCK -> {
        if (isFree) {
          say(what);
          node.send("clock " + event.lasts().toSeconds());
        }
      }
      case KILL -> {
        if (isFree) {
          say(what);
          watch(node, NEVER_BACK, database.jdbc());
          node.kill();
          later(event.lasts(), "start " + event.node(), node::start);
        }
      }
      case PAUSE -> {
        if (isFree) {
          say(what);
          node.pause();
          later(event.lasts(), "go on " + event.node(), () -> goOn(node));
        }
      }
      case CUT, SILENCE -> {
        if (isFree) {
          say(what);
          log.cutOff();
          node.cutOff(event.kind() == ChaosPlan.Kind.CUT);
          later(event.lasts(), "mend " + event.node(), node::mend);
        }
      }
      case PART, ISOLATE -> {
        if (isFree) {
          say(what);
          log.cutOff();
          watch(node, event.lasts(), database.jdbc());
          node.part(event.kind() == ChaosPlan.Kind.ISOLATE);
          later(event.lasts(), "join " + event.node(), node::mend);
        }
      }
    }
  }

  private void goOn(ChaosProcess node) throws IOException, InterruptedException {
    log.woken();
    node.goOn();
  }

  /**
   * How long it takes until nothing is held by a node that is gone, measured beside everything
   * else: where it held something and another node was there all the while.
   */
  private void watch(ChaosProcess gone, Duration lasts, JdbcClient jdbc) {
    long since = System.nanoTime();
    long key = gone.key();
    Thread.ofVirtual()
        .start(() -> {
          try {
            boolean wasHeld = isHeld(key, jdbc);
            boolean othersLive = true;
            while (isHeld(key, jdbc)) {
              othersLive &= nodes.stream().anyMatch(each -> each != gone && each.isFree());
              Thread.sleep(50);
            }
            Duration took = Duration.ofMillis((System.nanoTime() - since) / 1_000_000);
            if (wasHeld && othersLive && took.compareTo(lasts) < 0) {
              synchronized (takeovers) {
                takeovers.add(took);
              }
            }
          } catch (RuntimeException e) {
            // The database went away as well: this one is not measured.
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static boolean isHeld(long key, JdbcClient jdbc) {
    return jdbc.sql("select exists (select 1 from deliver.chunk where holder = ?)")
        .param(key)
        .query(Boolean.class)
        .single();
  }

  private void approve(ChaosDatabase database) throws Exception {
    WarningId id = WarningId.next(ids);
    commit(database, id, "approve " + id);
    standing.push(id);
  }

  private void cancel(ChaosDatabase database) throws Exception {
    WarningId earlier = standing.poll();
    if (earlier != null) {
      WarningId id = WarningId.next(ids);
      commit(database, id, "cancel " + id + " " + earlier);
      log.cancelled(id.value(), earlier.value());
    }
  }

  /** At any node that can; where one broke off, another is asked only if nothing was committed. */
  private void commit(ChaosDatabase database, WarningId id, String line) throws Exception {
    say(line);
    for (int attempt = 0; ; attempt++) {
      ChaosProcess node = nodes.get(attempt % nodes.size());
      boolean done = node.isFree() && node.isReady() && node.tell(line);
      if (done || isThere(database, id)) {
        return;
      }
      mendUntil(now() + Duration.ofMillis(300).toNanos());
      if (attempt > 600) {
        throw new IllegalStateException("no node did: " + line);
      }
    }
  }

  private static boolean isThere(ChaosDatabase database, WarningId id) {
    return database.port() != 0
        && database
                .jdbc()
                .sql("select count(*) from public.chaos_warning where id = ?")
                .param(id.value())
                .query(Integer.class)
                .single()
            > 0;
  }

  private void awaitEnd(JdbcClient jdbc) throws InterruptedException {
    say("everything is mended");
    long end = System.nanoTime() + END_WITHIN.toNanos();
    while (jdbc.sql("select count(*) from deliver.wave where finished_at is null")
            .query(Integer.class)
            .single()
        > 0) {
      if (System.nanoTime() > end) {
        story.add("the waves did not end: " + open(jdbc));
        return;
      }
      Thread.sleep(200);
    }
    say("the waves have ended");
  }

  private static String open(JdbcClient jdbc) {
    return jdbc
        .sql("select * from deliver.chunk where finished_at is null limit 5")
        .query()
        .listOfRows()
        .stream()
        .map(Map::toString)
        .collect(Collectors.joining("; "));
  }
}
