// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tocsin.server.access.Role;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: a case holds reports and an assessment in which every statement rests on
 * them.
 */
class AssessHttpTest {

  private final ServerWorld world = ServerWorld.running();

  private String report(String text) {
    return world
        .ana()
        .post("/api/v1/reports?source=Assess", "text/plain", text.getBytes(UTF_8), Map.of())
        .text("id");
  }

  private Answer open(String title, String... reports) {
    return world.ana().post("/api/v1/cases", Map.of("title", title, "reports", List.of(reports)));
  }

  private static Map<String, Object> judgement(Object cites) {
    Map<String, Object> body = new HashMap<>();
    body.put("actor", "unknown");
    body.put("target", "large gatherings");
    body.put("method", "firearms");
    body.put(
        "place",
        Map.of(
            "name", "Krasnogorsk", "latitude", 55.826, "longitude", 37.39, "radiusMetres", 20000));
    body.put("window", Map.of("from", "2024-03-07T16:00:00Z", "until", "2024-03-09T16:00:00Z"));
    body.put("likelihood", "likely");
    body.put("confidence", "moderate");
    body.put("statements", List.of(Map.of("text", "Somebody means to attack.", "cites", cites)));
    return body;
  }

  @Test
  void whatNoDatabaseCanHoldIsReplacedInTheJsonOfOthers() {
    String title = "{\"title\":\"a\\u0000b\\ud83dc\",\"reports\":[\"%s\"]}";
    Answer made =
        world
            .ana()
            .post(
                "/api/v1/cases",
                "application/json",
                title.formatted(report("A tip.")).getBytes(UTF_8),
                Map.of());
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    assertThat(made.text("title")).isEqualTo("a\uFFFDb\uFFFDc");
  }

  @Test
  void aCaseIsOpenedAssessedAndToldOnOneTimeline() {
    String first = report("Extremists plan to attack concerts in Moscow, the embassy warned.");
    Answer made = open("Krasnogorsk", first);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String id = made.text("id");
    assertThat(made.header("Location")).isEqualTo("/api/v1/cases/" + id);
    String second = report("A second report that joins later.");
    assertThat(
            world
                .ana()
                .post("/api/v1/cases/" + id + "/reports", Map.of("report", second))
                .text("/reports/1"))
        .isEqualTo(second);
    Answer assessed =
        world
            .ana()
            .post(
                "/api/v1/cases/" + id + "/assessments",
                judgement(
                    List.of(Map.of("report", first, "finding", 0), Map.of("report", second))));
    assertThat(assessed.status()).as(assessed.toString()).isEqualTo(201);
    assertThat(assessed.text("/assessment/percentMin")).isEqualTo("55");
    assertThat(assessed.text("version")).isEqualTo("1");
    assertThat(world.bo().get("/api/v1/cases/" + id).text("/assessment/assessment/confidence"))
        .isEqualTo("moderate");
    assertThat(world.bo().get("/api/v1/cases/" + id + "/timeline").body())
        .contains("CaseOpened", "ReportJoined", "ThreatAssessed");
    String page = world.bo().page("/desk/cases/" + id).body();
    assertThat(page)
        .contains(
            "Krasnogorsk",
            "55–80 %",
            "Ana",
            "href=\"#R1-1\"",
            "id=\"R1-1\"",
            "id=\"timeline\"",
            "data-map=");
    assertThat(world.bo().page("/desk/cases").body()).contains("Krasnogorsk");
    assertThat(world.bo().page("/desk/reports/" + first).body()).contains("In the case");
  }

  static Stream<Arguments> badAssessments() {
    return Stream.of(
        Arguments.of(
            "a statement without citation",
            "statements",
            List.of(Map.of("text", "x", "cites", List.of())),
            "T3004",
            "cites nothing"),
        Arguments.of("no statement", "statements", List.of(), "T3003", "there is none"),
        Arguments.of("an unknown likelihood", "likelihood", "probably", "T3003", "likelihood"),
        Arguments.of("an unknown confidence", "confidence", "sure", "T3003", "confidence"),
        Arguments.of("no actor", "actor", " ", "T3003", "actor"),
        Arguments.of(
            "a window that ends first",
            "window",
            Map.of("from", "2024-03-09T16:00:00Z", "until", "2024-03-07T16:00:00Z"),
            "T0005",
            "not after"),
        Arguments.of(
            "a time without a zone",
            "window",
            Map.of("from", "2024-03-07T16:00:00", "until", "2024-03-09T16:00:00Z"),
            "T0008",
            "window.from"),
        Arguments.of(
            "a place off the earth",
            "place",
            Map.of("name", "x", "latitude", 91, "longitude", 0),
            "T0007",
            "91"),
        Arguments.of(
            "a place without a latitude", "place", Map.of("name", "x"), "T3003", "place.latitude"),
        Arguments.of("an unknown field", "likelyhood", "likely", "T0002", "likelyhood"));
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource("badAssessments")
  void refuses(String name, String field, Object value, String problem, String says) {
    String report = report("A report for bad assessments.");
    String id = open("Refused", report).text("id");
    Map<String, Object> body = judgement(List.of(Map.of("report", report)));
    body.put(field, value);
    Answer answer = world.ana().post("/api/v1/cases/" + id + "/assessments", body);
    assertThat(answer.problem()).as(answer.toString()).isEqualTo(problem);
    assertThat(answer.body()).contains(says);
    assertThat(world.ana().get("/api/v1/cases/" + id).text("assessment")).isEmpty();
  }

  @Test
  void aCitationMustNameAFindingThatIsThere() {
    String report = report("Nothing to find here.");
    String other = report("A report of no case.");
    String id = open("Cites", report).text("id");
    String path = "/api/v1/cases/" + id + "/assessments";
    Answer number =
        world.ana().post(path, judgement(List.of(Map.of("report", report, "finding", 99))));
    assertThat(number.problem()).isEqualTo("T3004");
    assertThat(number.text("detail")).contains("is no finding");
    assertThat(world.ana().post(path, judgement(List.of(Map.of("report", other)))).text("detail"))
        .contains("is not a report of this case");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThat(open("").problem()).isEqualTo("T3002");
    assertThat(world.ana().submit("/desk/cases", Map.of("title", " ")).body())
        .contains("<a href=\"#f-title\">Title</a>: is empty");
    assertThat(open("Ghost", "report_00000000000000000000000000").problem()).isEqualTo("T1007");
    assertThat(world.ana().get("/api/v1/cases/case_00000000000000000000000000").problem())
        .isEqualTo("T3001");
    assertThat(world.ana().get("/api/v1/cases/1").problem()).isEqualTo("T0004");
    assertThat(
            world.officerWith(Role.APPROVER).post("/api/v1/cases", Map.of("title", "x")).problem())
        .isEqualTo("T9003");
  }

  @Test
  void everyFaultOfTheFormIsToldAtOnceBesideItsFieldAndWhatWasTypedStays() {
    String report = report("Extremists plan to attack a concert, the embassy warned on Thursday.");
    String page =
        world
            .ana()
            .submit("/desk/cases", Map.of("title", "All faults", "report", report))
            .header("Location");
    world.ana().page(page);
    Map<String, String> form = new HashMap<>();
    form.put("actor", "");
    form.put("target", "the typed target");
    form.put("method", "unknown");
    form.put("place", "Moscow");
    form.put("latitude", "north");
    form.put("longitude", "200");
    form.put("radiusKm", "9000");
    form.put("from", "soon");
    form.put("until", "2024-03-09T16:00");
    form.put("slackHours", "-1");
    form.put("targetKind", "castle");
    form.put("likelihood", "");
    form.put("confidence", "sure");
    form.put("statement", "The typed statement.");
    form.put("cites", "R1.9 R7");
    form.put("likelihoodReason", "A reason without a report.");
    form.put("likelihoodCites", "");
    Answer refused = world.ana().submit(page + "/assessments", form);
    assertThat(refused.status()).isEqualTo(422);
    String body = refused.body();
    assertThat(body.substring(body.indexOf("class=\"refused\"")))
        .as("a list that leads to the fields")
        .containsSubsequence(
            "<a href=\"#f-latitude\">Latitude</a>: is no number",
            "<a href=\"#f-longitude\">Longitude</a>: is not between -180 and 180",
            "<a href=\"#f-radiusKm\">Radius</a>: is not between 0 and 500",
            "<a href=\"#f-from\">From</a>: cannot be read",
            "<a href=\"#f-cites-1\">Statement 1, rests on</a>: is no report of this case",
            "<a href=\"#f-targetKind\">Kind of target</a>",
            "<a href=\"#f-slackHours\">Give or take</a>",
            "<a href=\"#f-actor\">Actor</a>: is empty",
            "<a href=\"#f-likelihood\">Likelihood</a>",
            "<a href=\"#f-confidence\">Confidence in the basis</a>",
            "<a href=\"#f-cites-1\">Statement 1, rests on</a>: is no finding",
            "<a href=\"#f-likelihoodCites-1\">Reason for the likelihood 1, rests on</a>: cites nothing");
    assertThat(body)
        .contains("value=\"the typed target\"", "The typed statement.", "value=\"R1.9 R7\"")
        .contains("value=\"north\"", "A reason without a report.", "id=\"e-latitude\"")
        .doesNotContain("statements[", "reasoning.", "window.from<", "place.l");
    for (String label : List.of("actor", "latitude", "from", "cites-1", "likelihoodCites-1")) {
      assertThat(body).as("what the list links to").contains("id=\"f-" + label + "\"");
    }
    assertThat(world.ana().get("/api/v1" + page.substring(5) + "/assessments").json().get("items"))
        .isEmpty();
  }

  @Test
  void anOfficerAssessesByPageWithShortCitations() {
    String report = report("Extremists plan to attack a concert, the embassy warned on Thursday.");
    Answer opened = world.ana().submit("/desk/cases", Map.of("title", "By page", "report", report));
    assertThat(opened.status()).as(opened.toString()).isEqualTo(303);
    String page = opened.header("Location");
    world.ana().page(page);
    Map<String, String> form = new HashMap<>();
    form.put("actor", "unknown");
    form.put("target", "concerts");
    form.put("method", "unknown");
    form.put("place", "Moscow");
    form.put("latitude", "55.75");
    form.put("longitude", "37.6");
    form.put("radiusKm", "25");
    form.put("from", "2024-03-07T16:00");
    form.put("until", "2024-03-09T16:00");
    form.put("likelihood", "likely");
    form.put("confidence", "low");
    form.put("statement", "A concert is the target.");
    form.put("cites", "R7");
    Answer refused = world.ana().submit(page + "/assessments", form);
    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(refused.body())
        .contains("Write R1 to R1, or R1.2")
        .contains("A concert is the target.");
    form.put("cites", "R1.1, R1");
    Answer kept = world.ana().submit(page + "/assessments", form);
    assertThat(kept.status()).as(kept.body()).isEqualTo(303);
    assertThat(world.ana().page(page).body())
        .contains("A concert is the target.")
        .contains(">R1.1</a>");
    Answer choose = world.ana().page("/desk/cases/new?report=" + report);
    assertThat(choose.body()).contains("A case that is open").contains("By page");
  }
}
