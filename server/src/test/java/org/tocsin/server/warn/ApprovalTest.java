// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.audience.Audience;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: nobody is warned behind the approvers' back. */
class ApprovalTest {

  private final ServerWorld world = ServerWorld.running();
  private final Story story = Story.begun(world);

  @Test
  void whatIsSignedIsWhatThePreviewShowed() {
    story.decided("public");
    String id = story.drafted();
    Answer preview = story.preview(id);
    assertThat(preview.json().at("/audience/count").asInt()).isPositive();
    assertThat(preview.json().at("/audience/sampleReasons").toString()).contains("polygon");
    Answer signed = story.signed(id);
    assertThat(signed.text("state")).isEqualTo("inForce");
    assertThat(signed.text("contentHash")).isEqualTo(preview.text("contentHash"));
  }

  @Test
  void askingForThePreviewAgainChangesNothing() {
    String id = story.drafted();
    String first = story.preview(id).text("contentHash");
    story.watcher("came-later-" + id, 55.76, 37.61);
    assertThat(story.preview(id).text("contentHash")).isEqualTo(first);
    Answer anew = world.bo().post("/api/v1/warnings/" + id + "/preview", Map.of());
    assertThat(anew.text("contentHash")).isNotEqualTo(first);
  }

  @Test
  void anotherHashIsRefused() {
    story.decided("public");
    String id = story.drafted();
    String shown = story.preview(id).text("contentHash");
    assertThat(story.sign(world.bo(), id, "0".repeat(64)).problem()).isEqualTo("T5105");
    Draft changed =
        Drafts.with(
            Drafts.publicAlert(world.clock().instant()), "/texts/0/headline", "\"Go home\"");
    assertThat(world.ana().put("/api/v1/warnings/" + id, Drafts.JSON.valueToTree(changed)).status())
        .isEqualTo(200);
    assertThat(story.sign(world.bo(), id, shown).problem()).isEqualTo("T5104");
    story.preview(id);
    assertThat(story.sign(world.bo(), id, shown).problem()).isEqualTo("T5105");
  }

  @Test
  void whoeverWroteOnItDoesNotSignIt() {
    story.decided("public");
    String id = story.drafted();
    String hash = story.preview(id).text("contentHash");
    assertThat(story.sign(world.ana(), id, hash).problem()).isEqualTo("T5106");
    Draft draft = Drafts.publicAlert(world.clock().instant());
    world.bo().put("/api/v1/warnings/" + id, Drafts.JSON.valueToTree(draft));
    hash = story.preview(id).text("contentHash");
    assertThat(story.sign(world.bo(), id, hash).problem()).isEqualTo("T5106");
    Caller third = world.officerWith(Role.APPROVER);
    assertThat(story.sign(third, id, hash).text("state")).isEqualTo("inForce");
  }

  @Test
  void withoutTheRoleNobodySigns() {
    story.decided("public");
    String id = story.drafted();
    String hash = story.preview(id).text("contentHash");
    assertThat(story.sign(world.officerWith(Role.OFFICER), id, hash).problem()).isEqualTo("T9003");
  }

  @Test
  void withoutAnAgreedDeterminationNothingGoesOut() {
    String id = story.drafted();
    assertThat(story.signed(id).problem()).isEqualTo("T4006");
    Answer notice = story.compose(Drafts.privateNotice(world.clock().instant(), story.watcher()));
    assertThat(story.signed(notice.text("id")).problem()).isEqualTo("T4007");
  }

  @Test
  void anEmptyAudienceIsRefused() {
    story.decided("public");
    Draft draft =
        Drafts.with(
            Drafts.publicAlert(world.clock().instant()),
            "/areas",
            """
            [{"areaDesc":"The Southern Ocean","polygons":[],
              "circles":[{"latitude":-60,"longitude":100,"radiusKm":1}]}]
            """);
    assertThat(story.signed(story.compose(draft).text("id")).problem()).isEqualTo("T5107");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "update warn.warning set draft = jsonb_set(draft, '{texts,0,instruction}', '\"Come\"')",
        "update warn.warning set draft = jsonb_set(draft, '{areas}', '[]')",
        "update warn.warning set draft = jsonb_set(draft, '{plan,steps,0,waitMinutes}', '9')",
        "update warn.warning set message_type = 'cancel'",
        "update warn.warning set content_hash = 'a'",
      })
  void aChangeInTheDatabaseBreaksTheSeal(String sql) {
    String id = story.inForce();
    WarningId warning = new WarningId(id);
    Warnings warnings = world.bean(Warnings.class);
    assertThat(warnings.requireSealed(warning).state()).isEqualTo(WarningState.IN_FORCE);
    JdbcClient jdbc = world.bean(JdbcClient.class);
    jdbc.sql(
            "create table kept as select * from warn.warning where id = ?"
                .replace("?", "'" + id + "'"))
        .update();
    try {
      jdbc.sql(sql + " where id = '" + id + "'").update();
      assertThatThrownBy(() -> warnings.requireSealed(warning))
          .isInstanceOfSatisfying(
              Problem.class,
              refused -> assertThat(refused.type()).isEqualTo(WarnProblem.BROKEN_SEAL));
    } finally {
      jdbc.sql(
              """
              update warn.warning w set draft = k.draft, message_type = k.message_type,
                  content_hash = k.content_hash from kept k where k.id = w.id
              """)
          .update();
      jdbc.sql("drop table kept").update();
    }
  }

  @Test
  void aChangedAudienceBreaksTheSealThoughItWasLookedAtBefore() {
    WarningId warning = new WarningId(story.inForce());
    Warnings warnings = world.bean(Warnings.class);
    assertThat(warnings.requireSealed(warning).state()).isEqualTo(WarningState.IN_FORCE);
    JdbcClient jdbc = world.bean(JdbcClient.class);
    byte[] approved =
        jdbc.sql("select ids from warn.audience where warning_id = ? and part = 0")
            .param(warning.value())
            .query((row, i) -> row.getBytes(1))
            .single();
    String change = "update warn.audience set ids = ? where warning_id = ? and part = 0";
    jdbc.sql(change).params(Audience.nobody().encode(), warning.value()).update();
    assertThatThrownBy(() -> warnings.requireSealed(warning))
        .isInstanceOfSatisfying(
            Problem.class,
            refused -> assertThat(refused.type()).isEqualTo(WarnProblem.BROKEN_SEAL));
    jdbc.sql(change).params(approved, warning.value()).update();
    assertThat(warnings.requireSealed(warning).state()).isEqualTo(WarningState.IN_FORCE);
  }

  @Test
  void badDraftsAreRefusedWithTheirPlace() {
    Instant now = world.clock().instant();
    Draft crossing =
        Drafts.with(
            Drafts.publicAlert(now),
            "/areas/0/polygons/0",
            "[[55.0,37.0],[56.0,38.0],[55.0,38.0],[56.0,37.0],[55.0,37.0]]");
    Answer refused = story.compose(crossing);
    assertThat(refused.problem()).as(refused.toString()).isEqualTo("T5102");
    assertThat(refused.text("/faults/0/where")).contains("polygon");
    assertThat(refused.text("detail")).contains("cap-1.2-3.2.4-polygon-crosses");
    Answer unknown = story.compose(Drafts.privateNotice(now, "nobody-has-this-id"));
    assertThat(unknown.problem()).isEqualTo("T5102");
    assertThat(unknown.text("/faults/0/where")).isEqualTo("recipients");
    Answer bare = world.ana().post("/api/v1/cases/" + story.caseId() + "/warnings", Map.of());
    assertThat(bare.problem()).isEqualTo("T5102");
    assertThat(bare.json().get("faults").size()).isGreaterThan(7);
    Answer green = story.compose(Drafts.with(Drafts.publicAlert(now), "/marking", "\"TLP:GREEN\""));
    assertThat(green.problem()).isEqualTo("T5108");
    Answer zoneless =
        world
            .ana()
            .post(
                "/api/v1/cases/" + story.caseId() + "/warnings",
                Map.of("window", Map.of("from", "2024-03-07T18:00:00", "until", "soon")));
    assertThat(zoneless.body()).contains("is not a time with a zone");
  }

  @Test
  void aDraftSentBackCarriesTheReasonUntilItIsEdited() {
    String id = story.drafted();
    story.preview(id);
    String back = "/api/v1/warnings/" + id + "/return";
    assertThat(world.bo().post(back, Map.of("why", "")).problem()).isEqualTo("T5112");
    assertThat(world.bo().post(back, Map.of("why", "Name the metro lines.")).status())
        .isEqualTo(200);
    assertThat(world.ana().page("/desk/warnings/" + id).body())
        .contains("Sent back")
        .contains("Name the metro lines.");
    Draft draft = Drafts.publicAlert(world.clock().instant());
    world.ana().put("/api/v1/warnings/" + id, Drafts.JSON.valueToTree(draft));
    assertThat(world.ana().page("/desk/warnings/" + id).body())
        .doesNotContain("Name the metro lines.");
  }
}
