// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Deliveries;
import org.tocsin.server.deliver.StubWarnings;
import org.tocsin.server.kernel.Heartbeat;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.TocsinClock;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.StageWorld;
import org.tocsin.sim.Faults;
import org.tocsin.sim.HttpReceiver;
import org.tocsin.sim.HttpReply;
import org.tocsin.sim.ReceivedRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FEATURE UNDER TEST: an Alertmanager that has forgotten a warning hears of it again. */
class StandingAlertsTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void whatStandsIsSentAgainAsTheSameAlertUntilItIsOver() throws IOException {
    try (HttpReceiver outside =
            HttpReceiver.start(
                Faults.none(),
                Clock.systemUTC(),
                100,
                new HttpReceiver.Manner() {
                  @Override
                  public HttpReply take(ReceivedRequest request) {
                    return HttpReply.text(200, "");
                  }
                });
        StageWorld world =
            StageWorld.with(
                PostgresWorld.freshDatabase(),
                List.of(StubWarnings.class),
                "tocsin.outbound.allow",
                "127.0.0.1:" + outside.port())) {
      Watchers watchers = world.get(Watchers.class);
      watchers.importFile(
          new ByteArrayInputStream(
              "id,channel,address\nduty,alertmanager,%s\nmute,email,x@example.org\n"
                  .formatted(outside.base())
                  .getBytes(StandardCharsets.UTF_8)),
          WatcherFiles.Format.CSV,
          new OfficerId("officer_01HRS4000000000000000000AB"));
      long[] people = {
        watchers.find("duty").orElseThrow().number(), watchers.find("mute").orElseThrow().number()
      };
      TocsinClock clock = world.get(TocsinClock.class);
      WarningId id = WarningId.next(world.get(IdMaker.class));
      ApprovedWarning warning =
          StubWarnings.approve(
              id,
              clock.instant(),
              clock.instant().plus(Duration.ofHours(48)),
              List.of("alertmanager"));
      Deliveries deliveries = world.get(Deliveries.class);
      TransactionTemplate transaction =
          new TransactionTemplate(world.get(PlatformTransactionManager.class));
      Heartbeat heart = world.get(Heartbeat.class);
      heart.beat();
      transaction.executeWithoutResult(
          status -> deliveries.queue(warning, 0, people, Deliveries.Cause.APPROVED));
      heart.beat();
      assertThat(outside.recent()).hasSize(1);

      clock.forwardTo(clock.instant().plus(Duration.ofMinutes(4)));
      heart.beat();
      assertThat(outside.recent()).as("not yet").hasSize(1);
      clock.forwardTo(clock.instant().plus(Duration.ofMinutes(2)));
      heart.beat();
      assertThat(outside.recent()).hasSize(2);
      JsonNode first = JSON.readTree(outside.recent().getFirst().body()).get(0);
      JsonNode again = JSON.readTree(outside.recent().getLast().body()).get(0);
      assertThat(again.get("labels")).isEqualTo(first.get("labels"));
      assertThat(again.get("annotations")).isEqualTo(first.get("annotations"));
      assertThat(again.get("endsAt")).isEqualTo(first.get("endsAt"));
      assertThat(deliveries.progress(id).told()).as("no further receipt").isEqualTo(1);

      transaction.executeWithoutResult(status -> deliveries.stop(id, "it is over"));
      clock.forwardTo(clock.instant().plus(Duration.ofMinutes(10)));
      heart.beat();
      assertThat(outside.recent()).hasSize(2);
    }
  }
}
