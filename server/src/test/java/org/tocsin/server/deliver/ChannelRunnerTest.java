// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.kernel.Heartbeat;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.StageWorld;

/**
 * FEATURE UNDER TEST: a line that is stuck keeps nobody else from being told, and one that throws
 * is left alone ever longer.
 */
class ChannelRunnerTest {

  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");
  private static final int PATIENCE_SECONDS = 60;

  @Test
  void aStuckLineDelaysItsOwnChunkAndNothingThatIsQueuedLater() throws Exception {
    try (StageWorld world =
        StageWorld.with(
            PostgresWorld.freshDatabase(), List.of(StubWarnings.class, StuckChannel.class))) {
      Watchers watchers = world.get(Watchers.class);
      watchers.importFile(
          new ByteArrayInputStream(
              "id,channel,address\nslow,tube,stuck\na,tube,a\nb,tube,b\nc,tube,c\nbroken,tube,broken\n"
                  .getBytes(StandardCharsets.UTF_8)),
          WatcherFiles.Format.CSV,
          OFFICER);
      WarningId stuck = queued(world, "slow");
      assertThat(StuckChannel.STUCK.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

      // One worker of two is stuck. Each of these is queued when nobody else is at work.
      for (String person : List.of("a", "b", "c")) {
        queued(world, person);
        assertThat(StuckChannel.HANDED_OVER.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
            .isEqualTo(person);
      }

      StuckChannel.LET_GO.countDown();
      world.get(Heartbeat.class).beat();
      assertThat(StuckChannel.HANDED_OVER).containsExactly("stuck");
      assertThat(world.get(Deliveries.class).progress(stuck).told()).isEqualTo(1);
      whatThrowsIsTakenUpEverLater(world);
    }
  }

  /** What a channel throws tells nothing of who was told; so it is not tried in a row. */
  private static void whatThrowsIsTakenUpEverLater(StageWorld world) {
    WarningId broken = queued(world, "broken");
    JdbcClient jdbc = world.get(JdbcClient.class);
    for (int least : new int[] {60, 120, 240}) {
      Instant now = world.get(Clock.class).instant();
      jdbc.sql("update deliver.chunk set due_at = ? where warning_id = ?")
          .params(Timestamp.from(now), broken.value())
          .update();
      world.get(Heartbeat.class).beat();
      Instant due =
          jdbc.sql("select due_at from deliver.chunk where warning_id = ?")
              .param(broken.value())
              .query((row, i) -> row.getTimestamp(1).toInstant())
              .single();
      assertThat(due).isAfterOrEqualTo(now.plusSeconds(least));
    }
    assertThat(world.get(Deliveries.class).progress(broken).queued()).isEqualTo(1);
  }

  private static WarningId queued(StageWorld world, String person) {
    long number = world.get(Watchers.class).find(person).orElseThrow().number();
    WarningId id = WarningId.next(world.get(IdMaker.class));
    Instant now = world.get(Clock.class).instant();
    ApprovedWarning warning =
        StubWarnings.approve(id, now, now.plus(Duration.ofDays(2)), List.of("tube"));
    new TransactionTemplate(world.get(PlatformTransactionManager.class))
        .executeWithoutResult(_ ->
            world
                .get(Deliveries.class)
                .queue(warning, 0, new long[] {number}, Deliveries.Cause.APPROVED));
    return id;
  }
}
