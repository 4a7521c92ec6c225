// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.ServerWorld;
import org.tocsin.sim.Faults;
import org.tocsin.sim.ReceivedMail;
import org.tocsin.sim.SmtpReceiver;

/**
 * FEATURE UNDER TEST: an officer holds deliveries up, lets them go on, stops them, and sends again
 * to those whom nothing reached.
 */
class HoldsTest {

  private static final Faults NOT_NOW = new Faults(1, 0, 1, 0, Duration.ZERO, 0, 0);
  private static final Faults NEVER = new Faults(1, 1, 0, 0, Duration.ZERO, 0, 0);

  /** Longer than until the next attempt, and shorter than until the plan's next step. */
  private static final Duration WHILE = Duration.ofMinutes(5);

  private static final List<ReceivedMail> MAILS = new CopyOnWriteArrayList<>();
  private static SmtpReceiver smtp;
  private static ServerWorld world;
  private String id;

  /** Watchers of earlier stories live here, too. */
  private int audience;

  @BeforeAll
  static void start() throws IOException {
    smtp = SmtpReceiver.start(SmtpReceiver.Settings.of(Instant::now), MAILS::add);
    world =
        ServerWorld.another(
            Map.of("tocsin.mail.host", "127.0.0.1", "tocsin.mail.port", smtp.port()));
  }

  @AfterAll
  static void end() {
    world.stop();
    smtp.close();
  }

  /** A warning in force whose mail server puts it off. */
  @BeforeEach
  void begin() {
    smtp.turn(NOT_NOW);
    id = Story.begun(world).inForce();
    world.beat();
    audience = figure("audience");
    assertThat(audience).isPositive();
  }

  private List<ReceivedMail> mails() {
    return MAILS.stream()
        .filter(mail -> mail.findHeader("Tocsin-Warning").orElse("").equals(id))
        .toList();
  }

  private void later() {
    world.clock().forwardTo(world.clock().instant().plus(WHILE));
    world.beat();
  }

  private Answer act(String act, Object body) {
    return world.ana().post("/api/v1/warnings/" + id + "/deliveries/" + act, body);
  }

  private int figure(String name) {
    return world.bo().get("/api/v1/warnings/" + id + "/deliveries").json().get(name).asInt();
  }

  @Test
  void whatIsHeldUpWaitsUntilItIsLetGoOn() {
    Answer paused = act("pause", Map.of("why", "The area is wrong"));
    assertThat(paused.status()).as(paused.toString()).isEqualTo(200);
    assertThat(paused.json().at("/hold/why").asString()).isEqualTo("The area is wrong");
    assertThat(act("pause", Map.of("why", "Once more")).problem()).isEqualTo("T6006");

    smtp.turn(Faults.none());
    later();
    assertThat(mails()).isEmpty();
    assertThat(figure("queued")).isEqualTo(audience);
    assertThat(world.bo().page("/desk/warnings/" + id + "/deliveries").body())
        .contains("Held up", "The area is wrong", "Let it go on");

    assertThat(act("resume", Map.of()).json().get("hold").isNull()).isTrue();
    later();
    assertThat(mails()).hasSize(audience);
    assertThat(figure("told")).isEqualTo(audience);
    assertThat(act("resume", Map.of()).problem()).isEqualTo("T6006");
    assertThat(world.bean(Ledger.class).about(id))
        .extracting("type")
        .contains("DeliveryPaused", "DeliveryResumed");
  }

  @Test
  void aReasonIsAskedFor() {
    assertThat(act("pause", Map.of("why", "  ")).problem()).isEqualTo("T6007");
    assertThat(act("stop", Map.of()).problem()).isEqualTo("T6007");
    Answer page =
        world
            .ana()
            .submit("/desk/warnings/" + id + "/deliveries", Map.of("act", "pause", "why", ""));
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains("A reason is missing");
  }

  @Test
  void whatIsStoppedIsGivenUpAloudAndForGood() {
    assertThat(act("stop", Map.of("why", "The bridge was blown")).status()).isEqualTo(200);
    smtp.turn(Faults.none());
    later();
    assertThat(mails()).isEmpty();
    assertThat(figure("failed")).isEqualTo(audience);
    assertThat(world.bo().page("/desk/warnings/" + id + "/deliveries").body())
        .contains("stopped: The bridge was blown", "Nothing more of this warning goes out")
        .doesNotContain("Send again");
    assertThat(act("again", Map.of()).problem()).isEqualTo("T6005");
    assertThat(act("pause", Map.of("why", "Too late")).problem()).isEqualTo("T6005");
  }

  @Test
  void whomNothingReachedIsTriedAgainUnderTheSameId() {
    assertThat(act("again", Map.of()).problem()).as("one is still tried").isEqualTo("T6008");
    smtp.turn(NEVER);
    later();
    assertThat(figure("failed")).isEqualTo(audience);

    smtp.turn(Faults.none());
    Answer page =
        world.ana().submit("/desk/warnings/" + id + "/deliveries", Map.of("act", "again"));
    assertThat(page.status()).isEqualTo(303);
    world.beat();
    assertThat(mails()).hasSize(audience);
    assertThat(mails().getFirst().findHeader("Message-ID").orElseThrow())
        .startsWith("<" + id + "-");
    assertThat(mails().getFirst().findHeader("Tocsin-Repeat")).isEmpty();
    assertThat(figure("told")).isEqualTo(audience);
    assertThat(figure("failed")).isZero();
    assertThat(figure("audience")).isEqualTo(audience);
    assertThat(act("again", Map.of()).problem()).as("nobody is left").isEqualTo("T6008");
  }

  @Test
  void askedForTwiceItIsSentAgainOnce() {
    smtp.turn(NEVER);
    later();
    smtp.turn(Faults.none());
    act("pause", Map.of("why", "So that nothing goes out in between"));
    assertThat(act("again", Map.of()).json().get("watchers").asInt()).isEqualTo(audience);
    assertThat(act("again", Map.of()).problem()).as("all of them wait").isEqualTo("T6008");
    act("resume", Map.of());
    world.beat();
    assertThat(mails()).hasSize(audience);
  }

  @Test
  void whatIsHeldUpWhenTheWarningEndsIsGivenUpAloud() {
    act("pause", Map.of("why", "Until we know more"));
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofDays(3)));
    world.beat();
    assertThat(figure("queued")).isZero();
    assertThat(figure("failed")).isEqualTo(audience);
    assertThat(world.bo().page("/desk/warnings/" + id + "/deliveries").body())
        .contains("Nothing more of this warning goes out")
        .doesNotContain("Held up</b>");
  }

  @Test
  void onlyOfficersAndApproversMay() {
    assertThat(
            world
                .nobody()
                .post("/api/v1/warnings/" + id + "/deliveries/pause", Map.of("why", "x"))
                .status())
        .isEqualTo(401);
  }

  @Test
  void inABrowserAnOfficerHoldsUpAndLetsGoOn() {
    try (BrowserWorld.Window desk =
        BrowserWorld.running().signedIn(world, world.ana(), BrowserWorld.EVERY_WIDTH)) {
      desk.open("/desk/warnings/" + id + "/deliveries");
      desk.check("deliveries");
      desk.checkDark("deliveries");
      desk.page().locator("details summary").last().click();
      desk.page().getByLabel("Why").fill("The area is wrong");
      desk.check("deliveries-hold");
      desk.page().getByText("Hold up", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(desk.page().locator(".refused")).containsText("Held up");
      desk.check("deliveries-held");
      desk.checkDark("deliveries-held");
      desk.page().getByText("Let it go on", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(desk.page().locator(".refused")).hasCount(0);
    }
  }
}
