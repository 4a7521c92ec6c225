// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.tocsin.server.access.ActingAs;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: what lapses stays red until it is decided, signed or its case is closed; and
 * what is no arrow of a warning's life is refused by every door.
 */
class LapseTest {

  private final ServerWorld world = ServerWorld.running();
  private final Story story = Story.begun(world);
  private final Warnings warnings = world.bean(Warnings.class);

  private String lapses() {
    return world.ana().get("/api/v1/warnings/lapses").body();
  }

  /** What the case's page says of its warnings. */
  private String panel() {
    return world.bo().page("/desk/cases/" + story.caseId()).body();
  }

  private Answer act(String id, String act, Object body) {
    return world.ana().post("/api/v1/warnings/" + id + "/" + act, body);
  }

  private void forwardTo(Instant at) {
    world.clock().forwardTo(at);
    world.beat();
  }

  private Instant until(String id) {
    return warnings.get(new WarningId(id)).draft().window().until();
  }

  @Test
  void whatWasToBeRenewedButWasNotSignedIsRedUntilItIs() {
    String id = story.inForce();
    assertThat(lapses()).doesNotContain(id);
    forwardTo(until(id).minus(Duration.ofHours(1)));
    assertThat(lapses()).contains(id).contains("let it lapse with a reason");
    Instant later = until(id).plus(Duration.ofDays(2));
    Answer renewed =
        act(
            id,
            "lapse",
            Map.of("decision", "renew", "reason", "still expected", "until", later.toString()));
    String update = renewed.text("/update/id");
    assertThat(lapses()).contains(id).contains("its renewal is not signed");
    assertThat(panel()).contains("its renewal is not signed").doesNotContain("demands a decision");
    forwardTo(until(id));
    assertThat(lapses()).contains(id).contains("\"red\":true");
    assertThat(world.bo().page("/desk").body()).contains("danger");
    assertThat(world.bo().page("/desk/lapses").body())
        .contains("lapsed just now", "Its renewal is not signed.", "Concerts in Moscow")
        .contains("/desk/warnings/" + update + "\">Look at the draft and sign it");
    assertThat(world.bo().page("/desk/warnings/" + id).body())
        .contains("It lapsed, and what was decided is not signed", "renew it.")
        .contains("/desk/warnings/" + update + "\">The draft that would follow it");
    assertThat(story.signed(update).text("state")).isEqualTo("inForce");
    assertThat(lapses()).doesNotContain(id);
    assertThat(panel()).doesNotContain("is not signed").doesNotContain("demands a decision");
    assertThat(warnings.get(new WarningId(id)).state()).isEqualTo(WarningState.LAPSED);
  }

  @Test
  void whatNobodyRenewsCanBeLetLapseLaterOnAndAClosedCaseIsNotRed() {
    String id = story.inForce();
    forwardTo(until(id));
    assertThat(lapses()).contains(id);
    assertThat(world.bo().page("/desk/cases").body())
        .contains("still open")
        .contains("/desk/lapses");
    Instant later = until(id).plus(Duration.ofDays(1));
    Map<String, String> renew =
        Map.of("decision", "renew", "reason", "perhaps", "until", later.toString());
    assertThat(act(id, "lapse", renew).status()).isEqualTo(200);
    assertThat(lapses()).contains(id);
    assertThat(act(id, "lapse", Map.of("decision", "letLapse", "reason", "foiled")).status())
        .isEqualTo(200);
    assertThat(lapses()).doesNotContain(id);
    assertThat(act(id, "lapse", renew).problem()).isEqualTo("T5110");
    assertThat(world.bean(Ledger.class).about(id))
        .filteredOn(line -> line.type().equals("LapseDecided"))
        .hasSize(2);
  }

  @Test
  void whoeverWroteAndSignedIsMailedWithoutItsWordsAndTriedAgain() {
    String id = story.inForce();
    List<OfficerMail.Mail> sent = new ArrayList<>();
    OfficerMail fails = mail -> new OfficerMail.Came(Optional.of("no line"), true, false);
    OfficerMail takes =
        mail -> {
          sent.add(mail);
          return new OfficerMail.Came(Optional.empty(), false, false);
        };
    Instant lapsing = until(id).minus(Duration.ofHours(1));
    LapseMails failing = mails(fails);
    failing.tell(warnings.get(new WarningId(id)), "lapsing", lapsing);
    world.clock().forwardTo(lapsing);
    failing.runDue(lapsing);
    assertThat(acts(id)).doesNotContain("LapseMailed", "LapseNotMailed");
    mails(takes).runDue(lapsing.plus(Duration.ofMinutes(20)));
    assertThat(sent)
        .filteredOn(mail -> mail.about().value().equals(id))
        .hasSize(2)
        .allSatisfy(mail -> {
          assertThat(mail.subject()).isEqualTo("A warning is about to lapse: decide in time");
          assertThat(mail.subject() + mail.text()).doesNotContain("Moscow", "gatherings");
        });
    assertThat(acts(id)).filteredOn("LapseMailed"::equals).hasSize(2);
    act(id, "lapse", Map.of("decision", "letLapse", "reason", "foiled"));
    sent.clear();
    failing.tell(warnings.get(new WarningId(id)), "lapsed", lapsing);
    mails(takes).runDue(lapsing.plus(Duration.ofMinutes(40)));
    assertThat(sent).noneMatch(mail -> mail.about().value().equals(id));
  }

  private List<String> acts(String id) {
    return world.bean(Ledger.class).about(id).stream().map(line -> line.type()).toList();
  }

  private LapseMails mails(OfficerMail mail) {
    return new LapseMails(
        world.bean(LapseMailStore.class),
        world.bean(Lapses.class),
        warnings,
        Optional.of(mail),
        world.bean(Ledger.class),
        world.clock(),
        world.bean(PlatformTransactionManager.class));
  }

  @Test
  void whatSaysThatItIsOverEndsQuietlyAndWhatItFollowsDemandsNothing() {
    String id = story.inForce();
    forwardTo(until(id));
    assertThat(lapses()).contains(id);
    String cancel = act(id, "cancel", Map.of("reason", "False alarm.")).text("id");
    story.signed(cancel);
    assertThat(lapses()).doesNotContain(id);
    assertThat(act(id, "lapse", Map.of("decision", "letLapse", "reason", "x")).problem())
        .isEqualTo("T5110");
    forwardTo(until(cancel).minusSeconds(60));
    assertThat(lapses()).doesNotContain(cancel);
    forwardTo(until(cancel));
    assertThat(warnings.get(new WarningId(cancel)).state()).isEqualTo(WarningState.ENDED);
    assertThat(lapses()).doesNotContain(cancel);
    assertThat(acts(cancel)).contains("WarningEnded").doesNotContain("WarningAboutToLapse");
  }

  @Test
  void aWarningThatCannotBeEndedHoldsUpNoOther() {
    String stuck = story.inForce();
    String other = Story.begun(world).inForce();
    PostgresWorld.refusing(
        world.bean(JdbcClient.class),
        "warn.warning",
        "new.id = '%s' and new.state = 'lapsed'".formatted(stuck),
        () -> {
          forwardTo(until(other));
          assertThat(warnings.get(new WarningId(other)).state()).isEqualTo(WarningState.LAPSED);
          assertThat(warnings.get(new WarningId(stuck)).state()).isEqualTo(WarningState.IN_FORCE);
        });
    world.beat();
    assertThat(warnings.get(new WarningId(stuck)).state()).isEqualTo(WarningState.LAPSED);
  }

  @Test
  void onlyOpenCasesAreCountedHoweverManyAreClosed() {
    String id = story.inForce();
    forwardTo(until(id));
    LapseStore store = world.bean(LapseStore.class);
    Cases cases = world.bean(Cases.class);
    CaseId mine = new CaseId(story.caseId());
    Instant now = world.clock().instant();
    assertThat(store.cases(now)).contains(mine);
    assertThat(store.red(now, List.of(mine))).isEqualTo(1);
    assertThat(store.wanting(now, List.of(mine))).hasSize(1);
    assertThat(store.count(now, List.of())).isZero();
    assertThat(cases.open(List.of(mine))).containsExactly(mine);
    ActingAs.of(world.server(), world.ana().email(), () -> cases.close(mine, "foiled"));
    assertThat(cases.open(List.of(mine))).isEmpty();
    assertThat(lapses()).doesNotContain(id);
  }

  @Test
  void aMailerThatBreaksIsTriedAgainAndHoldsUpNoOtherMail() {
    String id = story.inForce();
    Instant lapsing = until(id).minus(Duration.ofHours(1));
    List<OfficerMail.Mail> tried = new ArrayList<>();
    LapseMails breaking =
        mails(mail -> {
          if (mail.about().value().equals(id)) {
            tried.add(mail);
          }
          throw new IllegalStateException("no such host");
        });
    world.clock().forwardTo(lapsing);
    breaking.tell(warnings.get(new WarningId(id)), "lapsing", lapsing);
    breaking.runDue(lapsing);
    assertThat(tried).hasSize(2);
    world.clock().forwardTo(lapsing.plus(Duration.ofHours(13)));
    breaking.runDue(lapsing.plus(Duration.ofHours(13)));
    assertThat(acts(id)).filteredOn("LapseNotMailed"::equals).hasSize(2);
  }

  @Test
  void everyDoorRefusesWhatIsNoArrow() {
    String cancelled = story.inForce();
    story.signed(act(cancelled, "cancel", Map.of("reason", "False alarm.")).text("id"));
    String updated = story.inForce();
    Object draft = Drafts.JSON.valueToTree(Drafts.publicAlert(world.clock().instant()));
    story.signed(act(updated, "update", draft).text("id"));
    String lapsed = story.inForce();
    Answer past =
        story.compose(Drafts.publicAlert(world.clock().instant().minus(Duration.ofDays(5))));
    assertThat(past.problem()).isEqualTo("T5102");
    assertThat(past.body()).contains("window.until", "is over", "let it end later than now");
    String inForce = lapsed;
    Map<String, Object> none = new LinkedHashMap<>();
    none.put("return", Map.of("why", "x"));
    none.put("preview", Map.of());
    none.put("approval", Map.of("contentHash", "x"));
    for (String id : new String[] {cancelled, updated, inForce}) {
      none.forEach((door, body) ->
          assertThat(world.bo().post("/api/v1/warnings/" + id + "/" + door, body).problem())
              .as(id + " " + door)
              .isEqualTo("T5103"));
      assertThat(world.ana().put("/api/v1/warnings/" + id, draft).problem()).isEqualTo("T5103");
    }
    for (String id : new String[] {cancelled, updated}) {
      assertThat(act(id, "update", draft).problem()).isEqualTo("T5109");
      assertThat(act(id, "cancel", Map.of("reason", "x")).problem()).isEqualTo("T5109");
      assertThat(
              act(id, "renew", Map.of("until", until(id).plusSeconds(3600).toString())).problem())
          .isEqualTo("T5109");
      assertThat(act(id, "lapse", Map.of("decision", "letLapse", "reason", "x")).problem())
          .isEqualTo("T5110");
    }
    forwardTo(until(lapsed));
    assertThat(world.ana().put("/api/v1/warnings/" + lapsed, draft).problem()).isEqualTo("T5103");
    none.forEach((door, body) ->
        assertThat(world.bo().post("/api/v1/warnings/" + lapsed + "/" + door, body).problem())
            .as(door)
            .isEqualTo("T5103"));
    assertThat(act(lapsed, "lapse", Map.of("decision", "letLapse", "reason", "over")).status())
        .isEqualTo(200);
  }
}
