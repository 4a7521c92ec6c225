// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.warn.Drafts;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.BrowserWorld.Window;
import org.tocsin.server.world.ServerWorld;
import org.tocsin.sim.SmtpReceiver;

/**
 * FEATURE UNDER TEST: everybody can read how soon public alerts were handed over, from real
 * receipts, and nothing of private notices; in a real browser, wide and narrow.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServiceLevelBrowserTest {

  private SmtpReceiver smtp;
  private ServerWorld world;

  @BeforeAll
  void open() throws IOException {
    smtp = SmtpReceiver.start(SmtpReceiver.Settings.of(Clock.systemUTC()), mail -> {});
    world =
        ServerWorld.another(
            Map.of("tocsin.mail.host", "127.0.0.1", "tocsin.mail.port", smtp.port()));
  }

  @AfterAll
  void close() {
    world.stop();
    smtp.close();
  }

  private void aMinuteLater() {
    world.beat();
    world.clock().forwardTo(world.clock().instant().plusSeconds(80));
    world.beat();
  }

  @Test
  @Order(1)
  void whatWasHandedOverIsCountedAMinuteLaterAndPrivateNoticesAreNot() {
    assertThat(world.nobody().page("/service-level").body())
        .contains("There was no public alert in these ninety days");
    Story story = Story.begun(world);
    story.inForce();
    aMinuteLater();
    Answer figures = world.nobody().get("/api/v1/service-level");
    assertThat(figures.status()).isEqualTo(200);
    assertThat(figures.text("/all/warnings")).isEqualTo("1");
    assertThat(figures.text("/all/recipients")).isEqualTo("1");
    assertThat(figures.text("/all/within10Seconds")).isEqualTo("1");
    assertThat(figures.text("/all/shareWithin10Seconds")).isEqualTo("1.0");
    assertThat(figures.text("/channels/0/channel")).isEqualTo("email");
    assertThat(figures.text("/days/0/day")).isEqualTo("2024-03-07");

    story.decided("hostGovernment");
    String notice =
        story.compose(Drafts.privateNotice(world.clock().instant(), story.watcher())).text("id");
    assertThat(story.signed(notice).text("state")).isEqualTo("inForce");
    aMinuteLater();
    assertThat(world.nobody().get("/api/v1/service-level").body()).isEqualTo(figures.body());
  }

  @Test
  @Order(2)
  void thePageMayBeCachedAndIsTheSameForEverybody() {
    Answer page = world.nobody().page("/service-level");
    assertThat(page.headers("Set-Cookie")).isEmpty();
    assertThat(page.header("Cache-Control")).contains("public").contains("max-age");
    assertThat(
            world
                .nobody()
                .send(
                    "GET",
                    "/service-level",
                    null,
                    new byte[0],
                    Map.of("If-None-Match", page.header("ETag")))
                .status())
        .isEqualTo(304);
    assertThat(world.bo().page("/service-level").body()).isEqualTo(page.body());
    assertThat(page.body()).doesNotContain("<script>").contains("It does not mean that it arrived");
  }

  @Test
  @Order(3)
  void itCanBeReadWideAndNarrowAndInTheDark() {
    manyDays();
    try (Window reader = BrowserWorld.running().anonymous(world.address(), 1280)) {
      reader.open("/service-level");
      assertThat(reader.page().locator("svg g").count()).isEqualTo(30);
      assertThat(reader.page().locator("svg g").last().locator("title").textContent())
          .startsWith("7 Mar 2024: ");
      reader.check("service-level", 1280, 390);
    }
    try (Window reader = BrowserWorld.running().dark(world.address(), 1280)) {
      reader.open("/service-level");
      reader.check("service-level");
    }
  }

  /** A quarter of a year as a busy desk would have it, put where counts are kept. */
  private void manyDays() {
    JdbcClient jdbc = world.bean(JdbcClient.class);
    Random random = new Random(11);
    for (int day = 1; day < 30; day++) {
      String warning = "warning_made_up_" + day;
      LocalDate date = LocalDate.of(2024, 3, 7).minusDays(day * 3L);
      boolean exercise = day == 29;
      for (String channel : List.of("", "sms", "email", "webhook")) {
        count(jdbc, warning, date, channel, exercise, -1, 20_000);
        count(jdbc, warning, date, channel, exercise, -2, channel.isEmpty() ? 113 : 0);
        count(jdbc, warning, date, channel, exercise, 12, 8_000 + random.nextInt(6_000));
        count(jdbc, warning, date, channel, exercise, 90, 2_000 + random.nextInt(1_000));
        count(jdbc, warning, date, channel, exercise, 130, random.nextInt(2_500));
        count(jdbc, warning, date, channel, exercise, 300, random.nextInt(400));
      }
    }
    // One more day that is no exercise, so that the chart has thirty.
    count(jdbc, "warning_made_up_x", LocalDate.of(2023, 12, 12), "", false, -1, 12);
    jdbc.sql("update deliver.level_version set version = version + 1").update();
    world.clock().forwardTo(world.clock().instant().plusSeconds(60));
  }

  private static void count(
      JdbcClient jdbc,
      String warning,
      LocalDate day,
      String channel,
      boolean exercise,
      int bucket,
      int people) {
    jdbc.sql("insert into deliver.level_count values (?, ?, ?, ?, true, ?, ?)")
        .params(warning, day, channel, exercise, bucket, people)
        .update();
  }
}
