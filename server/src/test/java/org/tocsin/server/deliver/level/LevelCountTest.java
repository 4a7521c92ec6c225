// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.level;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.deliver.WaveQueued;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.StageWorld;

/** FEATURE UNDER TEST: the service level is what the receipts say, counted once and again. */
class LevelCountTest {

  private static final Instant BEGIN = Instant.parse("2024-03-07T08:00:00Z");
  private static final Duration LIFE = Duration.ofHours(48);
  private static final int TOLD = 1;
  private static final int DEFERRED = 2;
  private static final int FAILED = 3;
  private static final int UNREACHABLE = 4;
  private static StageWorld world;
  private static JdbcClient jdbc;
  private static LevelCounter counter;
  private static ServiceLevels levels;

  /** A receipt as the test remembers it. */
  private record Receipt(
      WarningId warning,
      boolean exercise,
      String reason,
      Instant began,
      String channel,
      long watcher,
      int outcome,
      Instant at) {}

  /** Everybody who was queued on a channel. */
  private record Queued(
      WarningId warning,
      boolean exercise,
      String reason,
      Instant began,
      String channel,
      int size) {}

  private final List<Receipt> receipts = new ArrayList<>();
  private final List<Queued> queued = new ArrayList<>();
  private final Map<WarningId, Integer> people = new HashMap<>();

  @BeforeAll
  static void start() {
    world = StageWorld.start();
    jdbc = world.get(JdbcClient.class);
    counter = world.get(LevelCounter.class);
    levels = world.get(ServiceLevels.class);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void empty() {
    PostgresWorld.empty(
        jdbc,
        "deliver.wave, deliver.chunk, deliver.receipt_run, deliver.stop,"
            + " deliver.level_count, deliver.level_due");
  }

  private WarningId warning() {
    return WarningId.next(world.get(IdMaker.class));
  }

  private String wave(
      WarningId warning, String reason, boolean exercise, int recipients, Instant at) {
    String id = world.get(IdMaker.class).next("wave");
    jdbc.sql(
            "insert into deliver.wave values (?, ?, 'case_01HRS4000000000000000000AB', 0, ?, ?, 'x', ?, ?, ?)")
        .params(
            id,
            warning.value(),
            reason,
            recipients,
            exercise,
            Timestamp.from(at),
            Timestamp.from(BEGIN.plus(LIFE)))
        .update();
    counter.queued(new WaveQueued(id, warning, 0, recipients, reason.equals("again"), at));
    return id;
  }

  /** A chunk with a receipt for some of its watchers; the others are still to come. */
  private long chunk(
      WarningId warning, String wave, String channel, int attempt, int size, boolean finished) {
    return jdbc.sql(
            """
            insert into deliver.chunk (wave_id, warning_id, step, channel, attempt, repeats, ids, size,
              done, due_at, secret, finished_at)
            values (?, ?, 0, ?, ?, false, '', ?, ?, now(), '', case when ? then now() end) returning id
            """)
        .params(wave, warning.value(), channel, attempt, size, finished ? size : 0, finished)
        .query(Long.class)
        .single();
  }

  private void receipt(long chunk, int position, Receipt each) {
    long watcher = each.watcher();
    jdbc.sql("insert into deliver.receipt_run values (?, ?, ?, ?, ?, ?, false, ?, null)")
        .params(
            chunk,
            position,
            new long[] {watcher},
            watcher,
            watcher,
            each.outcome(),
            Timestamp.from(each.at()))
        .update();
    receipts.add(each);
  }

  private void step(
      Random random,
      WarningId warning,
      boolean exercise,
      String reason,
      Instant at,
      List<Long> watchers,
      List<String> channels) {
    String wave = wave(warning, reason, exercise, watchers.size(), at);
    for (String channel : channels) {
      long first = chunk(warning, wave, channel, 1, watchers.size(), true);
      queued.add(new Queued(warning, exercise, reason, at, channel, watchers.size()));
      List<Receipt> later = new ArrayList<>();
      for (int i = 0; i < watchers.size(); i++) {
        int outcome =
            channel.equals("none")
                ? UNREACHABLE
                : List.of(TOLD, TOLD, DEFERRED, FAILED).get(random.nextInt(4));
        Receipt each =
            new Receipt(
                warning,
                exercise,
                reason,
                at,
                channel,
                watchers.get(i),
                outcome,
                at.plusMillis((long) Math.pow(10, 1 + random.nextDouble() * 5.5)));
        receipt(first, i, each);
        if (outcome == DEFERRED) {
          later.add(each);
        }
      }
      long second = chunk(warning, wave, channel, 2, later.size(), true);
      for (int i = 0; i < later.size(); i++) {
        Receipt before = later.get(i);
        receipt(
            second,
            i,
            new Receipt(
                warning,
                exercise,
                reason,
                at,
                channel,
                before.watcher(),
                TOLD,
                before.at().plusMillis(random.nextInt(120_000))));
      }
    }
  }

  @Test
  void theFiguresAreThoseThatBruteForceFindsInTheReceipts() {
    Random random = new Random(7);
    for (int i = 0; i < 25; i++) {
      WarningId warning = warning();
      boolean exercise = i % 5 == 0;
      Instant at = BEGIN.plus(Duration.ofHours(random.nextInt(100)));
      List<Long> told = Stream.iterate(1L, n -> n + 1).limit(1 + random.nextInt(60)).toList();
      step(random, warning, exercise, "approved", at, told, List.of("sms", "email"));
      step(
          random,
          warning,
          exercise,
          "grown",
          at.plusSeconds(40_000),
          List.of(900L, 901L),
          List.of("sms"));
      step(
          random,
          warning,
          exercise,
          "grown",
          at.plusSeconds(50_000),
          List.of(905L),
          List.of("none"));
      step(random, warning, exercise, "escalated", at.plusSeconds(900), told, List.of("voice"));
      step(
          random,
          warning,
          exercise,
          "again",
          at.plusSeconds(9_000),
          told.subList(0, 1),
          List.of("email"));
      people.put(warning, told.size() + 3);
    }
    assertThat(counter.runDue(BEGIN.plus(Duration.ofDays(5)))).isEqualTo(25);

    LocalDate from = LocalDate.of(2024, 3, 7);
    LocalDate through = LocalDate.of(2024, 3, 13);
    ServiceLevel level = levels.over(from, through, false);
    assertThat(level.all().people()).isEqualTo(real().mapToLong(each -> people.get(each)).sum());
    assertSame(level.all(), times(false, Optional.empty()));
    assertSame(level.exercises(), times(true, Optional.empty()));
    assertThat(level.all().warnings()).isEqualTo(20);
    assertThat(level.exercises().warnings()).isEqualTo(5);
    assertThat(level.all().withoutWay()).isEqualTo(20);
    assertThat(level.days()).hasSizeGreaterThan(3);
    for (ServiceLevel.DayShare day : level.days()) {
      assertSame(day.share(), times(false, Optional.of(day.day())));
    }
    assertThat(level.channels().stream().map(ServiceLevel.ChannelShare::channel))
        .containsExactly("email", "sms", "voice");
    for (ServiceLevel.ChannelShare each : level.channels()) {
      assertSame(each.share(), timesBy(each.channel()));
      assertThat(each.share().people())
          .isEqualTo(
              queued.stream()
                  .filter(one -> !one.exercise() && !one.reason().equals("again"))
                  .filter(one -> one.channel().equals(each.channel()))
                  .mapToInt(Queued::size)
                  .sum());
    }
    assertThat(levels.over(from, through, true).all().people())
        .as("nobody else's business")
        .isZero();
    assertThat(levels.over(through.plusDays(1), through.plusDays(9), false).all().people())
        .isZero();
  }

  private Stream<WarningId> real() {
    return receipts.stream().filter(each -> !each.exercise()).map(Receipt::warning).distinct();
  }

  /** How long each person waited who was told, straight from the receipts. */
  private List<Duration> times(boolean exercise, Optional<LocalDate> day) {
    List<Duration> times = new ArrayList<>();
    for (WarningId warning :
        receipts.stream()
            .filter(each -> each.exercise() == exercise)
            .map(Receipt::warning)
            .distinct()
            .toList()) {
      List<Receipt> all = receipts.stream().filter(each -> each.warning().equals(warning)).toList();
      Set<Long> watchers = new TreeSet<>(all.stream().map(Receipt::watcher).toList());
      for (long watcher : watchers) {
        List<Receipt> mine = all.stream().filter(each -> each.watcher() == watcher).toList();
        Instant began =
            mine.stream()
                .filter(each -> Set.of("approved", "grown").contains(each.reason()))
                .map(Receipt::began)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        boolean counts =
            day.isEmpty() || LocalDate.ofInstant(began, ZoneOffset.UTC).equals(day.get());
        mine.stream()
            .filter(each -> counts && each.outcome() == TOLD)
            .map(Receipt::at)
            .min(Comparator.naturalOrder())
            .ifPresent(told -> times.add(Duration.between(began, told)));
      }
    }
    return times;
  }

  private List<Duration> timesBy(String channel) {
    return receipts.stream()
        .filter(each -> !each.exercise() && !each.reason().equals("again"))
        .filter(each -> each.channel().equals(channel) && each.outcome() == TOLD)
        .map(each -> Duration.between(each.began(), each.at()))
        .toList();
  }

  private static void assertSame(ServiceLevel.Share share, List<Duration> times) {
    assertThat(share.handedOver()).isEqualTo(times.size());
    assertThat(share.within10()).isEqualTo(within(times, 10));
    assertThat(share.within60()).isEqualTo(within(times, 60));
    assertRank(share.median(), times, 50);
    assertRank(share.most95(), times, 95);
  }

  private static long within(List<Duration> times, int seconds) {
    return times.stream().filter(each -> each.compareTo(Duration.ofSeconds(seconds)) <= 0).count();
  }

  private static void assertRank(Optional<Duration> found, List<Duration> times, int percent) {
    if (times.isEmpty()) {
      assertThat(found).isEmpty();
      return;
    }
    List<Duration> sorted = times.stream().sorted().toList();
    Duration exact = sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    long most = Math.max(exact.toMillis() + 100, exact.toMillis() * 11 / 10 + 1);
    assertThat(found.orElseThrow()).isBetween(exact, Duration.ofMillis(most));
  }

  @Test
  void whoeverIsHandedItExactlyAtABoundIsWithinIt() {
    for (Duration bound :
        List.of(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(10))) {
      for (long micros : new long[] {-1, 0, 1}) {
        Duration time = bound.plusNanos(micros * 1_000);
        assertThat(
                jdbc.sql(
                        "select "
                            + Buckets.between("a", "b")
                            + " from (values (?::timestamptz, ?::timestamptz)) v (a, b)")
                    .params(Timestamp.from(BEGIN), Timestamp.from(BEGIN.plus(time)))
                    .query(Integer.class)
                    .single())
            .as(time.toString())
            .isEqualTo(Buckets.of(time));
      }
      assertThat(Buckets.end(Buckets.of(bound))).isEqualTo(bound);
    }
    assertThat(Buckets.of(Duration.ofSeconds(-3))).isZero();
    assertThat(Buckets.of(Duration.ofDays(400))).isEqualTo(Buckets.count() - 1);
  }

  @Test
  void whoIsStillBeingTriedInTheFirstStepCountsFromTheApproval() {
    WarningId warning = warning();
    String first = wave(warning, "approved", false, 1, BEGIN);
    chunk(warning, first, "sms", 1, 1, false);
    String second = wave(warning, "escalated", false, 1, BEGIN.plusSeconds(600));
    long done = chunk(warning, second, "voice", 1, 1, true);
    receipt(
        done,
        0,
        new Receipt(warning, false, "escalated", BEGIN, "voice", 1, TOLD, BEGIN.plusSeconds(605)));
    counter.runDue(BEGIN.plusSeconds(700));
    ServiceLevel.Share all = today().all();
    assertThat(all.people()).isEqualTo(1);
    assertThat(all.within60()).isZero();
    assertThat(all.median()).contains(Duration.ofSeconds(660));
    assertThat(today().channels())
        .filteredOn(each -> each.channel().equals("voice"))
        .first()
        .satisfies(voice -> assertThat(voice.share().within10()).isEqualTo(1));
  }

  private static ServiceLevel today() {
    return levels.over(LocalDate.of(2024, 3, 7), LocalDate.of(2024, 3, 9), false);
  }

  @Test
  void aWarningIsCountedAgainWhileAnythingHappensAndForgottenWhenItIsOver() {
    WarningId warning = warning();
    String wave = wave(warning, "approved", false, 3, BEGIN);
    long open = chunk(warning, wave, "sms", 1, 3, false);
    assertThat(counter.runDue(BEGIN.plusSeconds(70))).as("not yet a minute").isZero();
    assertThat(counter.runDue(BEGIN.plusSeconds(80))).isEqualTo(1);
    assertThat(today().all().people()).isEqualTo(3);
    assertThat(today().all().handedOver()).isZero();

    long version = levels.version();
    assertThat(counter.runDue(BEGIN.plusSeconds(200))).isEqualTo(1);
    assertThat(levels.version()).as("nothing has happened").isEqualTo(version);

    for (int i = 0; i < 3; i++) {
      receipt(
          open,
          i,
          new Receipt(warning, false, "approved", BEGIN, "sms", i, TOLD, BEGIN.plusSeconds(300)));
    }
    jdbc.sql("update deliver.chunk set done = 3, finished_at = now()").update();
    assertThat(counter.runDue(BEGIN.plusSeconds(900))).isEqualTo(1);
    assertThat(today().all().handedOver()).isEqualTo(3);
    assertThat(due()).isEqualTo(1);

    assertThat(counter.runDue(BEGIN.plus(LIFE))).isEqualTo(1);
    assertThat(due()).as("over and counted").isZero();
    assertThat(today().all().handedOver()).isEqualTo(3);
  }

  private static long due() {
    return jdbc.sql("select count(*) from deliver.level_due").query(Long.class).single();
  }

  @Test
  void aWaveThatIsQueuedWhileTheLastCountIsMadeIsNotForgotten() {
    WarningId warning = warning();
    wave(warning, "approved", false, 1, BEGIN);
    LevelStore store = world.get(LevelStore.class);
    LevelStore.Due claimed =
        store.claim(BEGIN.plus(LIFE), BEGIN.plus(LIFE).plusSeconds(60)).orElseThrow();
    wave(warning, "grown", false, 1, BEGIN.plus(LIFE).minusSeconds(1));
    assertThat(store.forget(claimed)).isFalse();
    assertThat(counter.runDue(BEGIN.plus(LIFE).plusSeconds(60))).isEqualTo(1);
    assertThat(today().all().people()).isEqualTo(2);
    assertThat(due()).isZero();
  }

  @Test
  void aLongWarningThatNeverRestsIsCountedSomeTwentyTimesInTwoDays() {
    WarningId warning = warning();
    wave(warning, "approved", false, 100_000, BEGIN);
    int passes = 0;
    for (int second = 0; second <= LIFE.toSeconds(); second += 30) {
      passes += counter.runDue(BEGIN.plusSeconds(second));
    }
    assertThat(passes).isBetween(10, 20);
  }
}
