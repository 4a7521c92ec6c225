// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.LoadState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.answer.AnswerKind;
import org.tocsin.server.answer.Answers;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.warn.Story;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.ServerWorld;
import org.tocsin.sim.Faults;
import org.tocsin.sim.SmtpReceiver;

/** FEATURE UNDER TEST: an open page of deliveries shows what happens while it happens. */
class SeenBrowserTest {
  private static final Faults NOT_NOW = new Faults(1, 0, 1, 0, Duration.ZERO, 0, 0);
  private static final Faults NEVER = new Faults(1, 1, 0, 0, Duration.ZERO, 0, 0);
  private static final Faults SOME = new Faults(3, 0.1, 0.25, 0, Duration.ZERO, 0, 0);
  private static final int TOWN = 600;

  private static SmtpReceiver smtp;
  private static ServerWorld world;

  @BeforeAll
  static void start() throws IOException {
    smtp = SmtpReceiver.start(SmtpReceiver.Settings.of(Instant::now), _ -> {});
    world =
        ServerWorld.another(
            Map.of(
                "tocsin.mail.host",
                "127.0.0.1",
                "tocsin.mail.port",
                smtp.port(),
                "tocsin.deliver.chunk-size",
                100,
                "tocsin.deliver.round-size",
                50,
                "tocsin.deliver.round-most",
                50));
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    StringBuilder csv = new StringBuilder("id,lat,lon,channel,address\n");
    for (int i = 0; i < TOWN; i++) {
      csv.append(
          String.format(
              Locale.ROOT,
              "town%d,%.5f,%.5f,%s\n",
              i,
              55.75 + 0.02 * random.nextGaussian(),
              37.6 + 0.03 * random.nextGaussian(),
              i % 50 == 0 ? "," : "email,town%d@example.org".formatted(i)));
    }
    world
        .bean(Watchers.class)
        .importFile(
            new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
            WatcherFiles.Format.CSV,
            new OfficerId("officer_01HRS4000000000000000000AB"));
  }

  @AfterAll
  static void end() {
    world.stop();
    smtp.close();
  }

  /** A warning in force whose mail server puts everything off. */
  private static Story putOff() {
    smtp.turn(NOT_NOW);
    return Story.begun(world);
  }

  /** Everything due is done, and whoever looks on is told. */
  private static void beat(String id) {
    world.beat();
    world.bean(Follower.class).moved(new WarningId(id));
    world.beat();
  }

  @Test
  void anOpenPageFillsIn() {
    Story story = putOff();
    String id = story.inForce();
    WarningId warning = new WarningId(id);
    world.beat();
    try (BrowserWorld.Window desk =
        BrowserWorld.running().signedIn(world, world.ana(), BrowserWorld.EVERY_WIDTH)) {
      desk.open("/desk/warnings/" + id + "/deliveries");
      Locator live = desk.page().locator("[data-listen]");
      assertThat(live)
          .containsText(Pattern.compile("[1-9]\\d* put off, next attempt (now|in \\d+ s)"));
      assertThat(live).containsText("Nobody has answered yet");
      assertThat(live).containsText("nobody yet in");
      assertThat(desk.page().locator(".map canvas").first()).isVisible();
      desk.page().waitForLoadState(LoadState.NETWORKIDLE);

      smtp.turn(SOME);
      world.clock().forwardTo(world.clock().instant().plusSeconds(20));
      beat(id);
      assertThat(live)
          .containsText(Pattern.compile("[1-9][\\d.,]* handed over a second, [1-9][\\d.,]* over"));

      long[] told = world.bean(Deliveries.class).told(warning).toArray();
      assertThat(told.length).isGreaterThan(100);
      answer(story.caseId(), warning, told);
      beat(id);
      assertThat(live).containsText("were told and are silent:");
      assertThat(live.locator("a.tally"))
          .containsText(new String[] {"acknowledged", "acting", "safe", "need help"});
      desk.page().getByText("Where most are not told").click();
      assertThat(desk.page().locator(".filling table")).isVisible();
      beat(id);
      desk.page().waitForLoadState(LoadState.NETWORKIDLE);
      assertThat(desk.page().locator(".filling table")).isVisible();
      desk.check("deliveries-seen");

      Object shown =
          desk.page()
              .evaluate(
                  "document.querySelector('.filling').dataset.told.split(',')"
                      + ".reduce((a, b) => a + Number(b), 0)");
      assertThat(((Number) Objects.requireNonNull(shown)).intValue()).isEqualTo(told.length);
      desk.open("/desk/warnings/" + id + "/answers?kind=needHelp");
      assertThat(desk.page().locator(".refused.alarm").first()).containsText("need help.");
      desk.check("answers-need-help");
      desk.open("/desk/warnings/" + id + "/answer-times");
      desk.check("answer-times");
    }
  }

  private static void answer(String caseId, WarningId id, long[] told) {
    AnswerKind[] first = {AnswerKind.ACKNOWLEDGED, AnswerKind.ACTING, AnswerKind.SAFE};
    for (int i = 0; i < told.length / 2; i++) {
      AnswerKind kind = i % 40 == 0 ? AnswerKind.NEED_HELP : first[i % 3];
      world
          .bean(Answers.class)
          .record(id, new CaseId(caseId), new WatcherId(told[i]), kind, "", "link");
    }
  }

  @Test
  void whatIsStalledIsSaidSoAndNotInRed() {
    String id = putOff().inForce();
    world.beat();
    // Due at five seconds at the latest, and no worker looks.
    world.clock().forwardTo(world.clock().instant().plusSeconds(30));
    try (BrowserWorld.Window desk =
        BrowserWorld.running().signedIn(world, world.ana(), BrowserWorld.EVERY_WIDTH)) {
      desk.open("/desk/warnings/" + id + "/deliveries");
      Locator stalled = desk.page().locator(".stalled");
      assertThat(stalled)
          .containsText(Pattern.compile("email stalled for [23]\\d s: [\\d,]+ wait"));
      assertThat(stalled.locator(".danger")).hasCount(0);
      assertThat(desk.page().locator(".pace")).not().containsText("at the present rate");
      desk.page().waitForLoadState(LoadState.NETWORKIDLE);
      desk.check("deliveries-stalled");
      smtp.turn(Faults.none());
      beat(id);
      assertThat(stalled).hasCount(0);
    }
  }

  @Test
  void withoutScriptThePageSaysTheSameAfterAReload() {
    String id = putOff().inForce();
    world.beat();
    assertThat(world.bo().page("/desk/warnings/" + id + "/deliveries").body())
        .contains("put off, next attempt", "Nobody has answered yet", "nobody yet in");
    smtp.turn(NEVER);
    // A server hangs up on whoever brings too many that it refuses; the rest comes the next time.
    for (int attempt = 0; attempt < 4; attempt++) {
      world.clock().forwardTo(world.clock().instant().plusSeconds(120));
      beat(id);
    }
    assertThat(world.bo().page("/desk/warnings/" + id + "/deliveries").body())
        .contains("Where most are not told", "deliveries#unreached", "550")
        .doesNotContain("put off, next attempt");
  }

  @Test
  void nobodysPlaceIsInWhatTheMapIsDrawnFrom() {
    String id = Story.begun(world).inForce();
    String cells = world.bo().page("/desk/warnings/" + id + "/deliveries/cells").body();
    assertThat(cells).startsWith("{\"grid\":1,\"cells\":[[");
    Pattern cell = Pattern.compile("\\[([\\d.]+),([\\d.]+),([\\d.]+),([\\d.]+),(\\d+)]");
    List<Double> sidesOfFew =
        cell.matcher(cells)
            .results()
            .filter(each -> Integer.parseInt(each.group(5)) < 5)
            .map(each -> Double.parseDouble(each.group(3)) - Double.parseDouble(each.group(1)))
            .toList();
    assertThat(sidesOfFew).allMatch(side -> side > 0.4);
    assertThat(cell.matcher(cells).results().count()).isGreaterThan(20);
    assertThat(world.nobody().get("/desk/warnings/" + id + "/deliveries/cells").status())
        .isNotEqualTo(200);
  }
}
