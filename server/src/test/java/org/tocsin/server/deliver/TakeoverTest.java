// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.kernel.Heartbeat;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.database.DatabaseAccess;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.StageWorld;
import org.tocsin.sim.SmtpReceiver;

/**
 * FEATURE UNDER TEST: what a node held that is gone is taken over, and nothing of one that lives.
 */
class TakeoverTest {

  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");
  private static final int PEOPLE = 10;
  private static final long SECOND = 1_000_000_000L;
  private static final Stride STRIDE = new Stride(200, 200);

  private static PostgresWorld.Database database;
  private static SmtpReceiver smtp;
  private static StageWorld world;
  private static long[] people;

  private final AtomicLong nanos = new AtomicLong(SECOND);
  private WaveStore waves;
  private TransactionTemplate transaction;
  private Takeover takeover;
  private HikariDataSource otherPool;

  @BeforeAll
  static void start() throws Exception {
    smtp = SmtpReceiver.start(SmtpReceiver.Settings.of(Clock.systemUTC()), _ -> {});
    database = PostgresWorld.freshDatabase();
    world =
        StageWorld.with(
            database,
            List.of(StubWarnings.class),
            "tocsin.mail.host",
            "127.0.0.1",
            "tocsin.mail.port",
            smtp.port());
    StringBuilder csv = new StringBuilder("id,channel,address\n");
    for (int i = 0; i < PEOPLE; i++) {
      csv.append("p%d,email,p%d@example.org\n".formatted(i, i));
    }
    Watchers watchers = world.get(Watchers.class);
    watchers.importFile(
        new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
        WatcherFiles.Format.CSV,
        OFFICER);
    people = new long[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
      people[i] = watchers.find("p" + i).orElseThrow().number();
    }
  }

  @AfterAll
  static void stop() {
    world.close();
    smtp.close();
  }

  @BeforeEach
  void join() {
    PlatformTransactionManager transactions = world.get(PlatformTransactionManager.class);
    waves = world.get(WaveStore.class);
    transaction = new TransactionTemplate(transactions);
    otherPool = pool("tocsin-the-other-node");
    takeover =
        new Takeover(
            world.get(JdbcClient.class), transactions, world.get(Presence.class), nanos::get);
  }

  @AfterEach
  void closePool() {
    otherPool.close();
  }

  private static HikariDataSource pool(String application) {
    DatabaseAccess access = database.access();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(access.url());
    config.setUsername(access.user());
    config.setPassword(access.password());
    config.setMaximumPoolSize(2);
    config.setMinimumIdle(0);
    config.addDataSourceProperty("ApplicationName", application);
    return new HikariDataSource(config);
  }

  private static Instant now() {
    return world.get(Clock.class).instant();
  }

  private static ApprovedWarning warning() {
    WarningId id = WarningId.next(world.get(IdMaker.class));
    return StubWarnings.approve(id, now(), now().plus(Duration.ofDays(2)), List.of("email"));
  }

  /** Queued and claimed by another node before anybody here can. */
  private Chunk heldBy(OptionalLong key, ApprovedWarning warning, int round) {
    return transaction.execute(_ -> {
      world.get(Deliveries.class).queue(warning, 0, people, Deliveries.Cause.APPROVED);
      return waves
          .claim("email", now(), Duration.ofHours(1), round, key, new long[0])
          .orElseThrow();
    });
  }

  private int told(ApprovedWarning warning) {
    world.get(Heartbeat.class).beat();
    return world.get(Deliveries.class).progress(warning.id()).told();
  }

  /** PostgreSQL ends sessions in its own time, and every look is a second after the last. */
  private int freed() {
    int freed = 0;
    for (int look = 0; freed == 0 && look < 10_000; look++) {
      nanos.addAndGet(SECOND);
      freed = takeover.runDue(now());
    }
    return freed;
  }

  @Test
  void whatAGoneNodeHeldIsTakenOverAtTheSecondLookAndItsRoundRepeated() {
    ApprovedWarning warning = warning();
    Chunk held;
    try (Presence other = new Presence(otherPool, nanos::get)) {
      other.speak();
      held = heldBy(other.key(), warning, 4);
      assertThat(takeover.runDue(now())).isZero();
      nanos.addAndGet(SECOND);
      assertThat(takeover.runDue(now())).as("it lives").isZero();
    }
    assertThat(takeover.runDue(now())).as("it may have lost its connection").isZero();
    assertThat(told(warning)).isZero();
    assertThat(freed()).isEqualTo(1);

    assertThat(told(warning)).isEqualTo(PEOPLE);
    assertThat(world.get(Deliveries.class).progress(warning.id()).repeats()).isEqualTo(4);
    assertThat(waves.advance(held, 4, 8, Duration.ofMinutes(1), now(), false))
        .as("should it wake, it commits nothing")
        .isFalse();
  }

  @Test
  void aNodeThatComesBackInTimeKeepsWhatItHolds() {
    ApprovedWarning warning = warning();
    Presence other = new Presence(otherPool, nanos::get);
    other.speak();
    OptionalLong key = other.key();
    Chunk held = heldBy(key, warning, 4);
    other.close();
    assertThat(takeover.runDue(now())).isZero();
    try (Presence again = new Presence(otherPool, nanos::get)) {
      while (again.key().isEmpty()) {
        // PostgreSQL ends the session before in its own time.
        again.speak();
      }
      assertThat(again.key()).isEqualTo(key);
      nanos.addAndGet(SECOND);
      assertThat(takeover.runDue(now())).isZero();
      assertThat(waves.advance(held, PEOPLE, PEOPLE, Duration.ofMinutes(1), now(), true)).isTrue();
    }
  }

  @Test
  void aTransactionThatAGoneNodeLeftOpenIsEnded() throws SQLException {
    ApprovedWarning warning = warning();
    Presence other = new Presence(otherPool, nanos::get);
    other.speak();
    Chunk held = heldBy(other.key(), warning, 4);
    try (Connection open = otherPool.getConnection()) {
      try (Statement statement = open.createStatement()) {
        statement.execute("begin; update deliver.chunk set done = 4 where id = " + held.id());
      }
      other.close();
      assertThat(takeover.runDue(now())).isZero();
      assertThat(freed()).isEqualTo(1);
    }
    assertThat(told(warning)).isEqualTo(PEOPLE);
  }

  @Test
  void aNodeThatWakesFromAPauseIsSureOfNothing() {
    try (Presence other = new Presence(otherPool, nanos::get)) {
      other.speak();
      long key = other.key().orElseThrow();
      nanos.addAndGet(4 * SECOND);
      assertThat(other.isSureOf(key)).isTrue();
      nanos.addAndGet(2 * SECOND);
      assertThat(other.isSureOf(key)).isFalse();
      other.speak();
      assertThat(other.isSureOf(key)).as("it has spoken in time").isTrue();
    }
  }

  /** A line that says in the order of the round whether each parcel went. */
  private record Asked(Predicate<Parcel> goes, List<Parcel> gone) implements Channel.Line {
    @Override
    public List<Outcome> send(List<Parcel> parcels) {
      List<Outcome> outcomes = new ArrayList<>();
      for (Parcel parcel : parcels) {
        boolean went = goes.test(parcel);
        outcomes.add(went ? new Outcome.Told() : new Outcome.Untried());
        if (went) {
          gone.add(parcel);
        }
      }
      return outcomes;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  @Test
  void aNodeThatIsCutOffInTheMiddleOfARoundHandsOverNothingMoreOfIt() {
    ApprovedWarning warning = warning();
    try (Presence other = new Presence(otherPool, nanos::get)) {
      other.speak();
      long key = other.key().orElseThrow();
      Chunk held = heldBy(other.key(), warning, PEOPLE);
      Asked line =
          new Asked(
              parcel -> {
                boolean may = parcel.mayGo();
                nanos.addAndGet(2 * SECOND);
                return may;
              },
              new ArrayList<>());

      world.get(ChunkWorker.class).work(held, line, STRIDE, () -> true, () -> other.isSureOf(key));

      assertThat(line.gone()).as("after 0, 2 and 4 s of 5").hasSize(3);
    }
    // It could still commit, so the rest is taken up at once, and as new.
    assertThat(told(warning)).isEqualTo(PEOPLE);
    assertThat(world.get(Deliveries.class).progress(warning.id()).repeats()).isZero();
  }

  @Test
  void whatALineLeftOutInTheMiddleOfARoundTakesNobodyElseWithIt() {
    ApprovedWarning warning = warning();
    Chunk held = heldBy(OptionalLong.empty(), warning, PEOPLE);
    Set<Long> leftOut = Set.of(people[2], people[8], people[9]);
    Asked line =
        new Asked(
            parcel -> !leftOut.contains(parcel.watcher().number()) || parcel.repeat(),
            new ArrayList<>());
    List<Long> rounds = new ArrayList<>();

    world
        .get(ChunkWorker.class)
        .work(held, line, STRIDE, () -> rounds.size() < 2 && rounds.add(0L), Fence.NONE);

    assertThat(line.gone())
        .extracting(parcel -> parcel.watcher().number())
        .as("nobody who was told is handed over again")
        .doesNotHaveDuplicates()
        .hasSize(PEOPLE - leftOut.size());
  }

  @Test
  void aCorrectionDoesNotOvertakeWhatIsStillOnItsWay() {
    ApprovedWarning warning = warning();
    Chunk held = heldBy(OptionalLong.empty(), warning, 4);
    ApprovedWarning cancel = warning();
    StubWarnings.FOLLOWS.put(cancel.id(), warning.id());
    Deliveries deliveries = world.get(Deliveries.class);
    transaction.executeWithoutResult(_ -> {
      deliveries.stop(warning.id(), "cancelled");
      deliveries.queue(cancel, 0, people, Deliveries.Cause.CORRECTION);
    });
    assertThat(told(cancel)).isEqualTo(PEOPLE - 4);

    // The round comes to its end, and then the retries to theirs.
    assertThat(waves.advance(held, 4, 4, Duration.ZERO, now(), false)).isTrue();
    world
        .get(JdbcClient.class)
        .sql("update deliver.chunk set due_at = due_at - interval '1 h' where finished_at is null")
        .update();
    assertThat(told(cancel)).isEqualTo(PEOPLE);
  }
}
