// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.access.Role;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: a source has an owner, a standing grade with its history, a health, an alarm
 * when it is silent, and a track record told from outcomes.
 */
class SourcesTest {

  private final ServerWorld world = ServerWorld.running();

  private static String unique(String name) {
    return name + " " + System.nanoTime();
  }

  private Answer report(String source, String grade) {
    Answer made =
        world
            .ana()
            .post(
                "/api/v1/reports?source=" + URLEncoder.encode(source, UTF_8) + grade,
                "text/plain",
                ("Something was seen. " + System.nanoTime()).getBytes(UTF_8),
                Map.of());
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made;
  }

  private String add(String name, String reliability, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("name", name);
    body.put("reliability", reliability);
    body.put("reason", "Ten years of true reports.");
    Answer made = world.ana().post("/api/v1/sources", body);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo("/api/v1/sources/" + made.text("id"));
    return made.text("id");
  }

  private long entries(String type, String subject) {
    return world
        .bean(JdbcClient.class)
        .sql("select count(*) from ledger.entry where type = ? and subject = ?")
        .params(type, subject)
        .query(Long.class)
        .single();
  }

  @Test
  void theFirstReportOfANameMakesASourceAndAnotherSpellingIsTheSame() {
    String name = unique("The Harbour Office");
    Answer first = report(name, "");
    assertThat(first.text("grade")).isEqualTo("F6");
    assertThat(first.json().get("standingGrade").asBoolean()).isFalse();
    report("  " + name.toUpperCase(java.util.Locale.ROOT), "");
    Answer named = world.ana().page("/desk/sources/named?name=" + URLEncoder.encode(name, UTF_8));
    String id = named.header("Location").replaceAll(".*/", "");
    Answer whole = world.bo().get("/api/v1/sources/" + id);
    assertThat(whole.text("/source/name")).isEqualTo(name);
    assertThat(whole.json().get("names")).hasSize(2);
    assertThat(whole.text("/health/reports")).isEqualTo("2");
    assertThat(whole.text("/fedBy/0/via")).isEqualTo("api");
  }

  @Test
  void aReportWithoutAGradeOfItsOwnHasTheStandingOneAndSaysSo() {
    String name = unique("A liaison");
    String id =
        add(
            name,
            "B",
            Map.of(
                "kind", "authority", "owner", "senior officer", "interest", "the border dispute"));
    Answer graded = report(name, "&credibility=3");
    assertThat(graded.text("grade")).isEqualTo("B3");
    assertThat(graded.json().get("standingGrade").asBoolean()).isTrue();
    assertThat(report(name, "&reliability=D").text("grade")).as("its own wins").isEqualTo("D6");
    Answer page = world.ana().page("/desk/reports/" + graded.text("id"));
    assertThat(page.body())
        .contains("B is the standing grade of the source")
        .contains("the border dispute")
        .contains("/desk/sources/" + id);

    Answer refused =
        world.bo().post("/api/v1/sources/" + id + "/grades", Map.of("reliability", "E"));
    assertThat(refused.problem()).isEqualTo("T1012");
    assertThat(
            world.bo().submit("/desk/sources/" + id + "/grades", Map.of("reliability", "E")).body())
        .as("in the form that was sent, which is open")
        .contains("<details open>\n<summary>Grade anew")
        .contains("<a href=\"#f-reason\">Why</a>: is empty");
    assertThat(
            world
                .bo()
                .submit("/desk/sources/" + id + "/names", Map.of("name", "Nobody of this name"))
                .body())
        .contains("<a href=\"#f-name\">Name of the other source</a>: no source has this name");
    assertThat(
            world
                .bo()
                .submit(
                    "/desk/sources/" + id,
                    Map.of("interest", "x".repeat(501), "silence", "after", "silenceMinutes", "0"))
                .body())
        .contains("<a href=\"#f-interest\">Interested party in</a>: has 501 characters")
        .contains("<a href=\"#f-silenceMinutes\">Minutes without a report</a>: is out of range")
        .contains("x".repeat(501));
    Answer changed =
        world
            .bo()
            .submit(
                "/desk/sources/" + id + "/grades",
                Map.of("reliability", "E", "reason", "It invented the last three."));
    assertThat(changed.status()).as(changed.toString()).isEqualTo(303);
    assertThat(report(name, "").text("grade")).isEqualTo("E6");
    assertThat(world.bo().get("/api/v1/reports/" + graded.text("id")).text("grade"))
        .as("what came before keeps its grade")
        .isEqualTo("B3");
    Answer whole = world.bo().get("/api/v1/sources/" + id);
    assertThat(whole.text("/grades/0/reliability")).isEqualTo("B");
    assertThat(whole.text("/grades/1/reason")).isEqualTo("It invented the last three.");
    assertThat(entries("SourceAdded", id)).isEqualTo(1);
    assertThat(entries("SourceGraded", id)).isEqualTo(1);
    assertThat(world.bo().page("/desk/sources/" + id).body())
        .contains("It invented the last three.")
        .contains("senior officer");
  }

  @Test
  void everyFaultOfASourceIsToldAtOnceAndOnlyOfficersChangeIt() {
    assertThat(
            world
                .ana()
                .submit("/desk/sources", Map.of("name", "", "owner", "x".repeat(201)))
                .body())
        .as("by the names of the page, the reason of the grade among them")
        .contains("<a href=\"#f-name\">Name</a>: has 0 characters")
        .contains("<a href=\"#f-owner\">Owner at the desk</a>: has 201 characters")
        .contains("<a href=\"#f-reason\">Why this grade</a>: is empty");
    Answer refused =
        world
            .ana()
            .post(
                "/api/v1/sources",
                Map.of("name", " ", "kind", "oracle", "silence", "after", "silenceMinutes", 0));
    assertThat(refused.problem()).isEqualTo("T1015");
    assertThat(refused.json().get("faults")).hasSize(4);
    String name = unique("Twice");
    add(name, "C", Map.of());
    assertThat(
            world
                .ana()
                .post(
                    "/api/v1/sources",
                    Map.of("name", " " + name + " ", "reliability", "C", "reason", "Again."))
                .problem())
        .isEqualTo("T1016");
    assertThat(world.ana().get("/api/v1/sources/source_00000000000000000000000000").problem())
        .isEqualTo("T1014");
    assertThat(world.officerWith(Role.COLLECTOR).post("/api/v1/sources", Map.of()).problem())
        .isEqualTo("T9003");
  }

  @Test
  void twoNamesOfOneSourceAreJoinedWithAllTheirReports() {
    String one = unique("Wire");
    String other = unique("Wire, night desk");
    String id = add(one, "B", Map.of());
    report(other, "");
    Answer joined = world.ana().post("/api/v1/sources/" + id + "/names", Map.of("name", other));
    assertThat(joined.status()).as(joined.toString()).isEqualTo(200);
    assertThat(report(other, "").text("grade")).isEqualTo("B6");
    assertThat(world.ana().get("/api/v1/sources/" + id).text("/health/reports")).isEqualTo("2");
    assertThat(entries("SourceJoined", id)).isEqualTo(1);
  }

  @Test
  void whatWasJoinedIsNoSourceOfItsOwnAnyMoreAndItsSilenceIsWatchedOn() {
    String one = unique("Agency");
    String other = unique("Agency, night desk");
    String id = add(one, "B", Map.of());
    String gone = add(other, "B", Map.of("silence", "after", "silenceMinutes", 60));
    world.ana().post("/api/v1/sources/" + id + "/names", Map.of("name", other));
    Answer kept = world.ana().get("/api/v1/sources/" + id);
    assertThat(kept.text("/source/silence")).as(kept.toString()).isEqualTo("after");
    // The world is shared: nobody waits for it any more.
    world.ana().put("/api/v1/sources/" + id, Map.of("kind", "sensor"));
    String path = "/api/v1/sources/" + gone;
    assertThat(world.ana().post(path + "/names", Map.of("name", one)).problem())
        .as("each would be the other, and neither be listed")
        .isEqualTo("T1016");
    assertThat(world.ana().put(path, Map.of("kind", "sensor")).problem()).isEqualTo("T1016");
    assertThat(
            world
                .ana()
                .post(path + "/grades", Map.of("reliability", "A", "reason", "Better."))
                .problem())
        .isEqualTo("T1016");
  }

  private boolean silent(String id) {
    return world.ana().get("/api/v1/sources/" + id).json().at("/source/silentSince").isString();
  }

  @Test
  void aSourceThatFallsSilentIsLoudUntilSomebodyKnowsAndIsHeardAgain() {
    String name = unique("Gauge at the weir");
    String id = add(name, "A", Map.of("kind", "sensor", "silence", "after", "silenceMinutes", 60));
    report(name, "");
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofMinutes(50)));
    world.beat();
    assertThat(silent(id)).isFalse();
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofMinutes(11)));
    world.beat();
    assertThat(silent(id)).isTrue();
    assertThat(entries("SourceFellSilent", id)).isEqualTo(1);
    assertThat(world.ana().page("/desk/inbox").body()).contains("fallen silent");
    assertThat(world.ana().page("/desk/sources?silent=true").body()).contains(name);
    assertThat(world.nobody().get("/metrics").body())
        .containsPattern("tocsin_collect_sources_silent [1-9]");

    Answer seen = world.ana().submit("/desk/sources/" + id + "/silence/seen", Map.of());
    assertThat(seen.status()).as(seen.toString()).isEqualTo(303);
    assertThat(world.ana().page("/desk/inbox").body()).doesNotContain("fallen silent");
    assertThat(entries("SourceSilenceSeen", id)).isEqualTo(1);

    report(name, "");
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofMinutes(1)));
    world.beat();
    assertThat(silent(id)).isFalse();
    assertThat(entries("SourceHeardAgain", id)).isEqualTo(1);
    Answer off = world.ana().put("/api/v1/sources/" + id, Map.of("kind", "sensor"));
    assertThat(off.text("silence")).as(off.toString()).isEqualTo("off");
  }

  @Test
  void theTrackRecordIsToldFromOutcomesOfTheCasesOfItsReports() {
    String name = unique("An informant");
    String id = add(name, "C", Map.of());
    closed(report(name, "").text("id"), "nothing");
    closed(report(name, "").text("id"), "foiled");
    String open = opened(report(name, "").text("id"));
    Answer whole = world.ana().get("/api/v1/sources/" + id);
    assertThat(whole.text("/track/borneOut")).isEqualTo("1");
    assertThat(whole.text("/track/notBorneOut")).isEqualTo("1");
    assertThat(whole.text("/track/undecided")).isEqualTo("1");
    assertThat(whole.text("/track/words")).isEqualTo("1 of 2 borne out, 1 undecided");
    assertThat(world.ana().page("/desk/sources/" + id).body())
        .contains("1 of 2 borne out, 1 undecided")
        .contains("/desk/cases/" + open);
  }

  private String opened(String report) {
    Answer made =
        world
            .ana()
            .post("/api/v1/cases", Map.of("title", unique("Case"), "reports", List.of(report)));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.text("id");
  }

  private void closed(String report, String outcome) {
    // What came only at the moment of closing foretold nothing.
    world.clock().forwardTo(world.clock().instant().plusSeconds(1));
    Answer ended =
        world
            .ana()
            .post(
                "/api/v1/cases/" + opened(report) + "/outcome",
                Map.of("outcome", outcome, "reasons", "As it went."));
    assertThat(ended.status()).as(ended.toString()).isEqualTo(200);
  }
}
