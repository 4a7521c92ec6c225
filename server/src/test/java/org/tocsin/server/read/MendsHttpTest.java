// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.access.Role;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;
import tools.jackson.databind.JsonNode;

/** FEATURE UNDER TEST: people accept, mend, reject and add findings, and nothing of it is lost. */
class MendsHttpTest {

  private static final String TEXT =
      "The embassy warned citizens on Thursday to avoid large gatherings in Moscow over the next 48"
          + " hours because extremists plan to attack concerts.\r\nThe ministry in Paris denied that"
          + " it had been told.";

  private static final tools.jackson.databind.json.JsonMapper JSON =
      tools.jackson.databind.json.JsonMapper.shared();

  private final ServerWorld world = ServerWorld.running();
  private final Caller ana = world.ana();

  private String report(String text) {
    Answer made =
        ana.post(
            "/api/v1/reports?marking=GREEN&source=Mends" + System.nanoTime(),
            "text/plain",
            text.getBytes(UTF_8),
            Map.of());
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    world.beat();
    return made.text("id");
  }

  private Answer findings(String report) {
    Answer answer = ana.get("/api/v1/reports/" + report + "/findings");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer;
  }

  private static JsonNode of(Answer answer, int number) {
    return answer.json().at("/findings/" + number);
  }

  private Answer act(String report, String path, Object body, int revision) {
    return ana.post(
        "/api/v1/reports/" + report + "/findings" + path,
        body,
        Map.of("If-Match", "\"" + revision + "\""));
  }

  private Answer put(Caller who, String report, int number, Object body, String match) {
    return who.send(
        "PUT",
        "/api/v1/reports/" + report + "/findings/" + number,
        "application/json",
        JSON.writeValueAsBytes(body),
        Map.of("If-Match", match));
  }

  private static int first(Answer findings, String type) {
    for (JsonNode each : findings.json().at("/findings")) {
      if (each.path("type").asString("").equals(type)) {
        return each.path("number").asInt();
      }
    }
    throw new AssertionError("no " + type + " in " + findings);
  }

  @Test
  void aFindingShowsHowItWasReadAndWhichWordsGiveItsFields() {
    Answer read = findings(report(TEXT));
    assertThat(read.header("ETag")).isEqualTo("\"0\"");
    JsonNode warning = of(read, first(read, "warning"));
    assertThat(warning.path("state").asString("")).isEqualTo("read");
    assertThat(warning.path("rule").asString("")).isNotBlank();
    assertThat(warning.path("certainty").asString("")).isNotBlank();
    assertThat(warning.path("evidence").size()).isPositive();
    for (JsonNode words : warning.path("evidence")) {
      if (words.path("field").asString("").equals("actor")) {
        assertThat(TEXT.substring(words.path("start").asInt(), words.path("end").asInt()))
            .containsIgnoringCase("embassy");
      }
    }
  }

  @Test
  void eachActMakesARevisionAHistoryAndAnEntryOfTheRecord() {
    String report = report(TEXT);
    Answer read = findings(report);
    int warning = first(read, "warning");
    int denial = first(read, "denial");
    Answer accepted = act(report, "/" + warning + "/acceptance", Map.of(), 0);
    assertThat(accepted.header("ETag")).as(accepted.toString()).isEqualTo("\"1\"");
    Answer rejected = act(report, "/" + denial + "/rejection", Map.of("reason", "not said"), 1);
    assertThat(of(rejected, denial).path("state").asString("")).isEqualTo("rejected");
    Answer mended =
        put(
            ana,
            report,
            warning,
            Map.of(
                "type", "warning",
                "text", "The embassy warned citizens on Thursday",
                "voice", "asserted",
                "actor", "The embassy",
                "recipient", "citizens",
                "place", Map.of("name", "Moscow", "latitude", 55.75, "longitude", 37.61),
                "from", "2024-03-07T15:00:00+03:00"),
            "\"2\"");
    assertThat(mended.status()).as(mended.toString()).isEqualTo(200);
    Answer added =
        act(
            report,
            "",
            Map.of(
                "type", "threat",
                "text", "extremists plan to attack concerts.\nThe ministry",
                "voice", "feared",
                "actor", "extremists"),
            3);
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    JsonNode last = added.json().at("/findings").get(added.json().at("/findings").size() - 1);
    assertThat(last.path("text").asString("")).contains("concerts.\r\nThe ministry");
    assertThat(last.path("certainty").asString("")).isEqualTo("possible");
    Answer history = ana.get("/api/v1/reports/" + report + "/findings/history");
    assertThat(history.json().findValuesAsString("act"))
        .containsExactly("accepted", "rejected", "mended", "added");
    assertThat(history.json().get(2).at("/before/state").asString("")).isEqualTo("accepted");
    assertThat(
            world
                .bean(JdbcClient.class)
                .sql(
                    "select type from ledger.entry where subject = ? and type like 'Finding%' order by number")
                .param(report)
                .query(String.class)
                .list())
        .containsExactly("FindingAccepted", "FindingRejected", "FindingMended", "FindingAdded");
  }

  @Test
  void whoHasNotSeenTheLastRevisionChangesNothing() {
    String report = report(TEXT);
    assertThat(act(report, "/0/acceptance", Map.of(), 0).status()).isEqualTo(200);
    Answer late = act(report, "/0/rejection", Map.of("reason", "twice"), 0);
    assertThat(late.status()).isEqualTo(409 + 3);
    assertThat(late.problem()).isEqualTo("T2005");
    Answer blind = ana.post("/api/v1/reports/" + report + "/findings/0/acceptance", Map.of());
    assertThat(blind.problem()).isEqualTo("T2006");
    assertThat(blind.status()).isEqualTo(428);
    assertThat(of(findings(report), 0).path("state").asString("")).isEqualTo("accepted");
    assertThat(put(ana, report, 0, Map.of(), "nonsense").problem()).isEqualTo("T2005");
  }

  @Test
  void everyFaultOfAMendIsToldAtOnce() {
    String report = report(TEXT);
    Answer bad =
        put(
            ana,
            report,
            0,
            Map.of(
                "type", "rumour",
                "text", "words that stand nowhere",
                "voice", "loud",
                "actor", "x".repeat(301),
                "place", Map.of("name", "Nowhere", "latitude", 91, "longitude", 0),
                "from", "yesterday"),
            "*");
    assertThat(bad.problem()).as(bad.toString()).isEqualTo("T2004");
    assertThat(bad.json().findValuesAsString("where"))
        .contains("type", "text", "voice", "actor", "place", "from");
    assertThat(findings(report).header("ETag")).isEqualTo("\"0\"");
    assertThat(act(report, "/0/rejection", Map.of("reason", "other"), 0).problem())
        .isEqualTo("T2004");
    String page = "/desk/reports/" + report;
    assertThat(
            ana.submit(
                    page + "/findings",
                    Map.of(
                        "revision", "0",
                        "text", "words that stand nowhere",
                        "voice", "loud",
                        "place", "Nowhere",
                        "latitude", "north",
                        "longitude", "0",
                        "from", "yesterday"))
                .body())
        .as("by the names of the page, as typed")
        .contains(
            "<a href=\"#f-text\">The words that say it</a>: does not stand in the report",
            "<a href=\"#f-type\">Kind</a>: is none of the words for it",
            "<a href=\"#f-voice\">Voice</a>: is none",
            "<a href=\"#f-place\">Where</a>: is no point on Earth (<q>Nowhere north 0</q>)",
            "<a href=\"#f-from\">From</a>: is no time (<q>yesterday</q>)");
    assertThat(
            ana.submit(page + "/findings/1/reject", Map.of("revision", "0", "reason", "other"))
                .body())
        .contains("<a href=\"#f-note\">Note</a>: is missing");
    assertThat(act(report, "/999/acceptance", Map.of(), 0).problem()).isEqualTo("T2003");
    assertThat(act(report, "/0/place", Map.of("choice", 99), 0).problem()).isEqualTo("T2004");
  }

  @Test
  void onlyAnOfficerChangesFindings() {
    String report = report(TEXT);
    Caller auditor = world.officerWith(Role.AUDITOR);
    assertThat(auditor.get("/api/v1/reports/" + report + "/findings").status()).isEqualTo(200);
    assertThat(
            auditor
                .post(
                    "/api/v1/reports/" + report + "/findings/0/acceptance",
                    Map.of(),
                    Map.of("If-Match", "*"))
                .status())
        .isEqualTo(403);
    assertThat(auditor.page("/desk/reports/" + report).body())
        .contains("Finding 1")
        .doesNotContain("aria-label=\"Accept finding 1\"");
  }

  @Test
  void aLaterReadingLosesNothingThatPeopleSaid() {
    String report = report(TEXT);
    Answer read = findings(report);
    int warning = first(read, "warning");
    int denial = first(read, "denial");
    Map<String, Object> mend = new HashMap<>();
    mend.put("type", "threat");
    mend.put("start", of(read, warning).path("start").asInt());
    mend.put("end", of(read, warning).path("end").asInt());
    mend.put("voice", "feared");
    mend.put("actor", "extremists");
    assertThat(put(ana, report, warning, mend, "\"0\"").status()).isEqualTo(200);
    assertThat(act(report, "/" + denial + "/rejection", Map.of("reason", "history"), 1).status())
        .isEqualTo(200);
    int count = read.json().at("/findings").size();
    Answer again = ana.post("/api/v1/reports/" + report + "/reading", Map.of());
    assertThat(again.status()).as(again.toString()).isEqualTo(200);
    assertThat(again.header("ETag")).isEqualTo("\"3\"");
    assertThat(again.json().at("/findings").size()).isEqualTo(count);
    assertThat(of(again, warning).path("type").asString("")).isEqualTo("threat");
    assertThat(of(again, warning).path("state").asString("")).isEqualTo("mended");
    assertThat(of(again, denial).path("state").asString("")).isEqualTo("rejected");
    assertThat(
            world
                .bean(JdbcClient.class)
                .sql("select contract <> '' from read.earlier where report_id = ?")
                .param(report)
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void aPlaceIsChosenEverywhereItIsNamed() {
    String report =
        report(
            "Gunmen attacked a market in Springfield on Monday, police said. "
                + "A bomb exploded at a school in Springfield on Tuesday and killed 3 people.");
    Answer read = findings(report);
    int at = -1;
    for (JsonNode each : read.json().at("/findings")) {
      if (at < 0 && each.at("/place/alternatives").size() > 0) {
        at = each.path("number").asInt();
      }
    }
    assertThat(at).as(read.toString()).isNotNegative();
    String words = of(read, at).at("/place/text").asString("");
    JsonNode wanted = of(read, at).at("/place/alternatives/0");
    Answer chosen = act(report, "/" + at + "/place", Map.of("choice", 0, "everywhere", true), 0);
    assertThat(chosen.status()).as(chosen.toString()).isEqualTo(200);
    int named = 0;
    for (JsonNode each : chosen.json().at("/findings")) {
      if (each.at("/place/text").asString("").equals(words)) {
        named++;
        assertThat(each.at("/place/latitude")).isEqualTo(wanted.path("latitude"));
        assertThat(each.path("state").asString("")).isEqualTo("mended");
      }
    }
    assertThat(chosen.json().path("revision").asInt()).isEqualTo(named);
    assertThat(named).isGreaterThan(1);
  }

  @Test
  void pagesDoTheSameWithoutScript() {
    String report = report(TEXT);
    String page = "/desk/reports/" + report;
    assertThat(ana.page(page).body())
        .contains("data-in=\"1", "aria-label=\"Finding 1: ", "Read by rule ", "the text makes it ");
    Answer accepted =
        ana.submit("/desk/findings/accept", Map.of("finding", report + "/1/0", "back", "inbox"));
    assertThat(accepted.header("Location")).as(accepted.toString()).endsWith("/desk/inbox");
    Answer late =
        ana.submit(page + "/findings/1/reject", Map.of("revision", "0", "reason", "twice"));
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.body()).contains("T2005").contains("name=\"revision\" value=\"1\"");
    assertThat(ana.page(page + "?mend=1").body())
        .contains("The words that say it", "name=\"revision\" value=\"1\"");
    Answer mended =
        ana.submit(
            page + "/findings/1/mend",
            Map.of(
                "revision", "1",
                "type", "warning",
                "voice", "claimed",
                "text", "The embassy warned citizens",
                "actor", "Embassy of somebody"));
    assertThat(mended.status()).as(mended.toString()).isEqualTo(303);
    Answer bad =
        ana.submit(
            page + "/findings",
            Map.of("revision", "2", "type", "attack", "voice", "fact", "text", "not there <b>"));
    assertThat(bad.status()).isEqualTo(422);
    assertThat(bad.body()).contains("does not stand in the report").contains("not there &lt;b");
    String shown = ana.page(page).body();
    assertThat(shown).contains("Embassy of somebody", "voice-claimed", "What people made of them");
    assertThat(ana.submit(page + "/reading", Map.of()).status()).isEqualTo(303);
    assertThat(ana.page(page).body()).contains("Embassy of somebody", "Read again: ");
  }

  @Test
  void aRejectedFindingLeavesTheInboxTheCaseAndTheCitations() {
    String report = report("The ministry in Paris denied that it had been told of any danger.");
    assertThat(of(findings(report), 0).path("type").asString("")).isEqualTo("denial");
    String id =
        ana.post("/api/v1/cases", Map.of("title", "Rejected", "reports", List.of(report)))
            .text("id");
    assertThat(ana.page("/desk/cases/" + id).body()).contains("id=\"R1-1\"");
    int last = findings(report).json().at("/findings").size();
    for (int i = 0; i < last; i++) {
      assertThat(act(report, "/" + i + "/rejection", Map.of("reason", "not meant"), i).status())
          .isEqualTo(200);
    }
    assertThat(ana.page("/desk/cases/" + id).body()).doesNotContain("id=\"R1-1\"");
    Answer cited =
        ana.post(
            "/api/v1/cases/" + id + "/assessments",
            Map.of(
                "actor", "a",
                "target", "t",
                "method", "m",
                "place",
                    Map.of("name", "P", "latitude", 48.8, "longitude", 2.3, "radiusMetres", 1000),
                "window", Map.of("from", "2024-03-07T16:15:00Z", "until", "2024-03-09T16:15:00Z"),
                "likelihood", "likely",
                "confidence", "low",
                "statements",
                    List.of(
                        Map.of(
                            "text",
                            "s",
                            "cites",
                            List.of(Map.of("report", report, "finding", 0))))));
    assertThat(cited.problem()).as(cited.toString()).isEqualTo("T3004");
    assertThat(cited.body()).contains("does not hold any more");
  }
}
