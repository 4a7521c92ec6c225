// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.tocsin.server.deliver.Deliveries;
import org.tocsin.server.kernel.Audit;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.ServerWorld;
import org.tocsin.sim.Faults;
import org.tocsin.sim.HttpReceiver;
import org.tocsin.sim.HttpReply;
import org.tocsin.sim.ReceivedRequest;
import org.tocsin.sim.SmtpReceiver;

/**
 * FEATURE UNDER TEST: what is not as it was promised is found, told, and mended where it can be.
 */
class WatchdogTest {

  private static HttpReceiver outside;
  private static SmtpReceiver smtp;
  private static ServerWorld world;
  private static JdbcClient jdbc;

  @BeforeAll
  static void start() throws IOException {
    outside =
        HttpReceiver.start(
            Faults.none(),
            Clock.systemUTC(),
            100,
            new HttpReceiver.Manner() {
              @Override
              public String key(ReceivedRequest request) {
                return request.path();
              }

              @Override
              public HttpReply take(ReceivedRequest request) {
                return request.path().equals("/refuse")
                    ? HttpReply.text(404, "no such check")
                    : HttpReply.text(200, "OK");
              }

              @Override
              public HttpReply refusal() {
                return HttpReply.text(404, "no such check");
              }
            });
    smtp = SmtpReceiver.start(SmtpReceiver.Settings.of(Instant::now), _ -> {});
    world =
        ServerWorld.another(
            Map.of(
                "tocsin.mail.host",
                "127.0.0.1",
                "tocsin.mail.port",
                smtp.port(),
                "tocsin.outbound.allow",
                "127.0.0.1:" + outside.base().getPort()));
    jdbc = JdbcClient.create(world.bean(javax.sql.DataSource.class));
  }

  @AfterAll
  static void end() {
    world.stop();
    outside.close();
    smtp.close();
  }

  @AfterEach
  void clean() {
    jdbc.sql("delete from watchdog.finding").update();
  }

  /** A watchdog of these audits, with a watch outside at a path. */
  private static Watchdog dog(String path, Audit... audits) {
    return new Watchdog(
        () -> List.of(audits),
        world.bean(FindingStore.class),
        world.bean(Ledger.class),
        world.bean(PlatformTransactionManager.class),
        world.bean(Outbound.class),
        new WatchdogSettings(Duration.ofMinutes(1), outside.base().resolve(path)),
        "here",
        System::nanoTime);
  }

  private static Audit audit(String name, List<Audit.Finding> findings) {
    return new Audit() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Finding> audit(Instant now) {
        return findings;
      }
    };
  }

  private static long heard(String path) {
    return outside.recent().stream().filter(request -> request.path().equals(path)).count();
  }

  private static Instant now() {
    return world.clock().instant();
  }

  private static void lookForReal() {
    world.bean(Watchdog.class).look(now());
  }

  private static List<String> words(String type) {
    return jdbc.sql("select words from ledger.entry where type = ? order by number")
        .param(type)
        .query((row, i) -> row.getString(1))
        .list();
  }

  @Test
  void theWatchOutsideHearsOfUsOnlyWhileNothingIsWrong() {
    dog("/a", audit("all-well", List.of())).look(now());
    assertThat(heard("/a")).isEqualTo(1);
    dog("/a", audit("not-well", List.of(Audit.wrong("x", "x is broken")))).look(now());
    assertThat(heard("/a")).isEqualTo(1);
    dog("/a", audit("not-well", List.of())).look(now());
    assertThat(heard("/a")).isEqualTo(2);
  }

  @Test
  void whatIsFoundIsToldOnceAndAgainWhenItIsWell() {
    List<Audit.Finding> wrong = List.of(Audit.wrong("thing", "the thing is broken (told once)"));
    dog("/b", audit("b", wrong)).look(now());
    dog("/b", audit("b", wrong)).look(now());
    assertThat(words("WatchdogFound")).containsOnlyOnce("the thing is broken (told once)");
    assertThat(world.ana().page("/desk/watchdog").body()).contains("the thing is broken");
    assertThat(world.ana().get("/api/v1/watchdog").json().at("/open/0/about").asString())
        .isEqualTo("thing");
    dog("/b", audit("b", List.of())).look(now());
    assertThat(words("WatchdogCleared"))
        .containsOnlyOnce("Well again: the thing is broken (told once)");
    assertThat(world.ana().get("/api/v1/watchdog").json().at("/open").isEmpty()).isTrue();
    assertThat(world.ana().page("/desk/watchdog").body())
        .contains("Nothing is wrong.", "the thing is broken");
  }

  @Test
  void whatAnAuditMendsIsToldAndKeepsNobodyFromCallingAllWell() {
    dog("/c", audit("c", List.of(Audit.mended("m", "it was broken and is mended")))).look(now());
    assertThat(heard("/c")).isEqualTo(1);
    assertThat(words("WatchdogFound")).contains("it was broken and is mended");
  }

  @Test
  void anAuditThatCannotLookIsAFaultItself() {
    Audit broken =
        new Audit() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public List<Finding> audit(Instant now) {
            throw new IllegalStateException("no database");
          }
        };
    dog("/d", broken).look(now());
    assertThat(heard("/d")).isZero();
    assertThat(world.bean(FindingStore.class).open())
        .singleElement()
        .satisfies(fault -> assertThat(fault.words()).contains("IllegalStateException"));
  }

  @Test
  void thePagesOfFaultsAndOfChannelsAreFitForEverybody() {
    Audit.Finding open =
        Audit.wrong("sms main", "the provider sms main: the SMS provider did not answer in time");
    Audit.Finding mended = Audit.mended("wave", "the wave was done and not ended; it is now");
    dog("/f", audit("deliver.providers", List.of(open, mended))).look(now());
    try (BrowserWorld.Window desk =
        BrowserWorld.running().signedIn(world, world.ana(), BrowserWorld.EVERY_WIDTH)) {
      desk.open("/desk/watchdog");
      desk.check("watchdog");
      desk.open("/desk/channels");
      desk.check("channels");
      desk.open("/desk");
      desk.check("desk-with-faults");
    }
  }

  @Test
  void aWatchOutsideThatRefusesIsShown() {
    Watchdog dog = dog("/refuse", audit("well", List.of()));
    dog.look(now());
    assertThat(dog.isHeard()).isFalse();
  }

  @Test
  void aServerThatDoesWhatItPromisedHasNoFaults() {
    Story.begun(world).inForce();
    world.beat();
    lookForReal();
    assertThat(world.bean(FindingStore.class).open()).isEmpty();
  }

  @Test
  void lookingAgainAndAgainTakesNoMoreOfTheDatabase() {
    // More often than there are connections to it.
    for (int i = 0; i < 20; i++) {
      lookForReal();
    }
    assertThat(world.bean(FindingStore.class).open()).isEmpty();
  }

  @Test
  void aWarningInForceThatWasNeverQueuedIsQueued() {
    String id = Story.begun(world).inForce();
    jdbc.sql("delete from deliver.chunk where warning_id = ?").param(id).update();
    jdbc.sql("delete from deliver.wave where warning_id = ?").param(id).update();
    lookForReal();
    assertThat(words("WatchdogFound"))
        .contains(id + " was in force and not queued; it is queued now");
    world.beat();
    assertThat(world.bean(Deliveries.class).told(new WarningId(id)).count()).isPositive();
  }

  @Test
  void aWaveThatIsDoneAndHasNoEndGetsOne() {
    String id = Story.begun(world).inForce();
    world.beat();
    String wave =
        jdbc.sql("update deliver.wave set finished_at = null where warning_id = ? returning id")
            .param(id)
            .query(String.class)
            .single();
    lookForReal();
    assertThat(words("WatchdogFound"))
        .contains("the wave " + wave + " was done and not ended; it is now");
    assertThat(
            jdbc.sql("select finished_at is not null from deliver.wave where id = ?")
                .param(wave)
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void whatWaitsAndNobodyComesForIsCriedOut() {
    smtp.turn(new Faults(1, 0, 1, 0, Duration.ZERO, 0, 0));
    String id = Story.begun(world).inForce();
    world.beat();
    smtp.turn(Faults.none());
    jdbc.sql("update deliver.chunk set channel = 'carrier-pigeon' where warning_id = ?")
        .param(id)
        .update();
    lookForReal();
    assertThat(world.bean(FindingStore.class).open()).isEmpty();
    world.clock().forwardTo(now().plus(Duration.ofMinutes(2)));
    world.beat();
    lookForReal();
    assertThat(world.bean(FindingStore.class).open())
        .singleElement()
        .satisfies(
            fault -> assertThat(fault.words()).contains("carrier-pigeon", "no node works on it"));
    jdbc.sql("update deliver.chunk set channel = 'email' where warning_id = ?").param(id).update();
    world.beat();
    lookForReal();
    assertThat(world.bean(FindingStore.class).open()).isEmpty();
  }

  @Test
  void aChunkThatIsBegunAgainAndAgainIsCriedOut() {
    smtp.turn(new Faults(1, 0, 1, 0, Duration.ZERO, 0, 0));
    String id = Story.begun(world).inForce();
    world.beat();
    smtp.turn(Faults.none());
    jdbc.sql("update deliver.chunk set lease = 50 where warning_id = ? and finished_at is null")
        .param(id)
        .update();
    lookForReal();
    assertThat(world.bean(FindingStore.class).open())
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(fault.words()).contains(id, "begun 50 times"));
    world.clock().forwardTo(now().plus(Duration.ofMinutes(2)));
    world.beat();
    lookForReal();
    assertThat(world.bean(FindingStore.class).open()).isEmpty();
  }

  @Test
  void whatANodeFoundThatIsGoneIsWellAgain() {
    jdbc.sql(
            "insert into watchdog.finding (audit, about, node, words, mended, opened_at, seen_at)"
                + " values ('deliver.providers', 'sms main', 'gone (1)', 'not well', false,"
                + " now(), clock_timestamp() - interval '1 hour')")
        .update();
    lookForReal();
    assertThat(world.bean(FindingStore.class).open()).isEmpty();
    assertThat(words("WatchdogCleared")).contains("Well again: not well");
  }

  @Test
  void receiptsThatAreGoneAreMissed() {
    String id = Story.begun(world).inForce();
    world.beat();
    jdbc.sql(
            "create table watchdog.gone as select r.* from deliver.receipt_run r"
                + " join deliver.chunk c on c.id = r.chunk_id where c.warning_id = '%s'"
                    .formatted(id))
        .update();
    jdbc.sql(
            "delete from deliver.receipt_run where chunk_id in (select chunk_id from watchdog.gone)")
        .update();
    lookForReal();
    assertThat(world.bean(FindingStore.class).open())
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(fault.words()).contains(id, "receipts for"));
    jdbc.sql("insert into deliver.receipt_run select * from watchdog.gone").update();
    jdbc.sql("drop table watchdog.gone").update();
    lookForReal();
    assertThat(world.bean(FindingStore.class).open()).isEmpty();
  }

  @Test
  void settingsOutOfRangeAreRefusedAndTheAddressIsNotShown() {
    assertThatThrownBy(() -> new WatchdogSettings(Duration.ofMillis(1), null))
        .hasMessageContaining("tocsin.watchdog.every");
    assertThatThrownBy(() -> new WatchdogSettings(Duration.ofMinutes(1), URI.create("ftp://x")))
        .hasMessageContaining("tocsin.watchdog.heartbeat");
    assertThat(
            new WatchdogSettings(Duration.ofMinutes(1), URI.create("https://x/secret")).toString())
        .doesNotContain("secret");
  }
}
