// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;
import tools.jackson.databind.JsonNode;

/** FEATURE UNDER TEST: what happened is recorded beside what was done, and nothing overwrites. */
class OutcomeTest {

  private final ServerWorld world = ServerWorld.running();

  private Instant now() {
    return world.clock().instant();
  }

  private void later(Duration by) {
    world.clock().forwardTo(now().plus(by));
    world.beat();
  }

  @Test
  void theReckoningTellsTheWarningThatLapsedThirteenDaysBeforeTheAttack() {
    Krasnogorsk story = new Krasnogorsk(world);
    later(Duration.ofHours(4).plusMinutes(10));
    String warning = story.warn();
    Instant warnedAt = now();
    later(Duration.ofHours(360).plusMinutes(45));
    Instant attack = now();
    String incident = story.recordIncident(attack);
    later(Duration.ofHours(3));
    Answer killed =
        story
            .ana()
            .post(
                "/api/v1/incidents/" + incident + "/figures",
                story.figure("killed", 40, "preliminary", attack.plus(Duration.ofHours(2))));
    assertThat(killed.status()).as(killed.toString()).isEqualTo(201);
    Krasnogorsk.made(
        story
            .ana()
            .post(
                "/api/v1/incidents/" + incident + "/figures",
                story.figure("killed", 60, "more-than", attack.plus(Duration.ofHours(3)))));
    Krasnogorsk.made(
        story
            .ana()
            .post(
                "/api/v1/incidents/" + incident + "/statements",
                story.statement("claim", "Islamic State", "", attack.plus(Duration.ofHours(1)))));
    Krasnogorsk.made(
        story
            .ana()
            .post(
                "/api/v1/incidents/" + incident + "/statements",
                story.statement(
                    "accusation", "A president", "Ukraine", attack.plus(Duration.ofHours(2)))));
    Krasnogorsk.made(
        story
            .ana()
            .post(
                "/api/v1/incidents/" + incident + "/statements",
                story.statement(
                    "denial", "A ministry", "Ukraine", attack.plus(Duration.ofHours(3)))));
    Answer closed =
        story
            .ana()
            .post(
                "/api/v1/cases/" + story.caseId + "/outcome",
                Map.of("outcome", "hit", "reasons", "The plan outlived its window."));
    assertThat(closed.status()).as(closed.toString()).isEqualTo(200);
    assertThat(closed.json().get("leadTimeHours").asDouble()).isEqualTo(360.8);
    world.beat();

    JsonNode told = story.ana().get("/api/v1/cases/" + story.caseId + "/reckoning").json();
    assertThat(told.get("leadTimeHours").asDouble()).isEqualTo(360.8);
    assertThat(told.get("inWindow").asBoolean()).isFalse();
    assertThat(told.at("/hours/windowEndToIncident").asDouble()).isEqualTo(312.8);
    assertThat(told.at("/hours/receivedToRead").isNumber()).isTrue();
    assertThat(told.at("/hours/receivedToWarned").asDouble()).isEqualTo(4.2);
    assertThat(told.at("/times/warnedAt").asString())
        .startsWith(warnedAt.toString().substring(0, 16));
    assertThat(told.at("/newestFigures/killed").asString()).isEqualTo("more than 60");
    assertThat(told.at("/incidents/0/figures/killed")).hasSize(2);
    assertThat(told.at("/incidents/0/statements")).hasSize(3);
    assertThat(told.at("/warnings/0/id").asString()).isEqualTo(warning);
    List<String> gaps = words(told.get("gaps"), "words");
    assertThat(gaps)
        .contains("The warning lapsed 13 days before the attack and was not renewed.")
        .anyMatch(gap -> gap.contains("lapsed on") && gap.contains("without a decision"))
        .noneMatch(gap -> gap.contains("outside every area"));
    StreamSupport.stream(told.get("chapters").spliterator(), false)
        .flatMap(chapter -> StreamSupport.stream(chapter.get("lines").spliterator(), false))
        .forEach(line -> assertThat(line.get("entry").isNumber()).as(line.toString()).isTrue());

    String page = world.bo().page("/desk/cases/" + story.caseId + "/reckoning").body();
    assertThat(page)
        .contains("The first warning came 15 days before the attack.")
        .contains("lapsed 13 days before the attack")
        .contains("About Islamic State")
        .contains("About Ukraine")
        .contains("Download the case bundle")
        .contains("The desk first heard of this danger on ")
        .contains("Nobody had decided by now what should follow the public alert");
    assertThat(world.bo().page("/desk/cases/" + story.caseId).status()).isIn(200, 404);
  }

  /** The clock stands meanwhile, so that time tells them apart nowhere. */
  @Test
  void ofFiguresForOneTimeTheOneRecordedLastCounts() {
    Krasnogorsk story = new Krasnogorsk(world);
    Instant attack = now();
    String incident = story.recordIncident(attack);
    for (int killed : new int[] {7, 3, 9, 5, 8, 4}) {
      Krasnogorsk.made(
          story
              .ana()
              .post(
                  "/api/v1/incidents/" + incident + "/figures",
                  story.figure("killed", killed, "exactly", attack)));
    }
    assertThat(
            story
                .ana()
                .get("/api/v1/incidents/" + incident)
                .json()
                .at("/figures/killed")
                .findValuesAsString("min"))
        .containsExactly("4", "8", "5", "9", "3", "7");
  }

  @Test
  void ofReckoningsHandedOverInOneInstantTheLastStandsFirst() {
    HandedOverStore store = world.bean(HandedOverStore.class);
    IdMaker ids = world.bean(IdMaker.class);
    CaseId caseId = CaseId.next(ids);
    OfficerId by = OfficerId.next(ids);
    List<HandedOver> made =
        IntStream.range(0, 8)
            .mapToObj(
                i -> new HandedOver(ReckoningId.next(ids), caseId, "0".repeat(64), 1, i, now(), by))
            .toList();
    made.forEach(each -> store.insert(each, new byte[1]));
    assertThat(store.ofCase(caseId)).isEqualTo(made.reversed());
  }

  @Test
  void aSecondOutcomeIsRefusedAndTheFirstStays() {
    Krasnogorsk story = new Krasnogorsk(world);
    String path = "/api/v1/cases/" + story.caseId + "/outcome";
    assertThat(
            story
                .ana()
                .post(path, Map.of("outcome", "nothing", "reasons", "It stayed quiet."))
                .status())
        .isEqualTo(200);
    Answer again = story.ana().post(path, Map.of("outcome", "foiled", "reasons", "No."));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problem()).isEqualTo("T8006");
    assertThat(again.text("detail")).contains("was given as nothing");
    assertThat(story.ana().get("/api/v1/cases/" + story.caseId + "/reckoning").text("outcome"))
        .isEqualTo("nothing");
  }

  @Test
  void anAttackAfterTheCaseWasClosedIsTakenAndSaidAloud() {
    Krasnogorsk story = new Krasnogorsk(world);
    story
        .ana()
        .post(
            "/api/v1/cases/" + story.caseId + "/outcome",
            Map.of("outcome", "nothing", "reasons", "It stayed quiet."));
    later(Duration.ofDays(5));
    story.recordIncident(now());
    JsonNode told = story.ana().get("/api/v1/cases/" + story.caseId + "/reckoning").json();
    assertThat(words(told.get("gaps"), "words"))
        .contains("The case was closed as nothing 5 days before it happened.")
        .contains("Nobody was warned.");
    assertThat(told.get("leadTimeHours").isNull()).isTrue();
  }

  @Test
  void anIncidentBeforeTheFirstReportIsTakenAndMarked() {
    Krasnogorsk story = new Krasnogorsk(world);
    Answer made =
        Krasnogorsk.made(
            story
                .ana()
                .post(
                    "/api/v1/cases/" + story.caseId + "/incidents",
                    story.incident(now().minus(Duration.ofHours(1)))));
    assertThat(made.json().get("beforeFirstReport").asBoolean()).isTrue();
    assertThat(world.ana().page("/desk/incidents/" + made.text("id")).body())
        .contains("It began before the first report");
  }

  @ParameterizedTest(name = "{0} = {1}: {2} {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          title       | ''                    | title      | is missing
          began       | 2024-03-22T20:00:00   | began      | is not a time with a zone
          began       | 2099-01-01T00:00:00Z  | began      | lies in the future
          began       | yesterday             | began      | is not a time with a zone
          attackType  | ''                    | attackType | is missing
          targetType  | -                     | targetType | is missing
          place       | -                     | place.latitude | is missing
          reports     | -                     | reports    | names none
          """)
  void aFaultyIncidentIsRefusedWithTheField(
      String field, String value, String where, String message) {
    Krasnogorsk story = new Krasnogorsk(world);
    Map<String, Object> body = story.incident(now());
    body.put(field, value);
    Answer refused =
        story.ana().post("/api/v1/cases/" + story.caseId + "/incidents", withoutNulls(body));
    expectFault(refused, "T8002", where, message);
  }

  @ParameterizedTest(name = "{0} = {1}: {2} {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          max       | 3                     | max       | is smaller than min, which is 5
          min       | -1                    | min       | is out of range
          min       | 10000001              | min       | is out of range
          min       | -                     | min       | is missing
          what      | angels                | what      | is none of the words for it
          qualifier | precisely             | qualifier | is none of the words for it
          asOf      | 2024-03-22            | asOf      | is not a time with a zone
          asOf      | -                     | asOf      | is missing
          report    | -                     | report    | is missing
          report    | case_7                | report    | is no id of a report
          report    | ELSEWHERE             | report    | is not a report of this case
          """)
  void aFaultyFigureIsRefusedWithTheField(
      String field, String value, String where, String message) {
    Krasnogorsk story = new Krasnogorsk(world);
    String incident = story.recordIncident(now());
    Map<String, Object> body = story.figure("killed", 5, "exactly", now());
    body.put(field, number(value, story));
    Answer refused =
        story.ana().post("/api/v1/incidents/" + incident + "/figures", withoutNulls(body));
    expectFault(refused, "T8003", where, message);
  }

  @ParameterizedTest(name = "{0} = {1}: {2} {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          by        | ''                   | by        | is missing
          by        | -                    | by        | is missing
          about     | ''                   | about     | is missing
          kind      | rumour               | kind      | is none of the words for it
          certainty | surely               | certainty | is none of the words for it
          saidAt    | 2099-01-01T00:00:00Z | saidAt    | lies in the future
          saidAt    | noon                 | saidAt    | is not a time with a zone
          report    | ELSEWHERE            | report    | is not a report of this case
          """)
  void aFaultyStatementIsRefusedWithTheField(
      String field, String value, String where, String message) {
    Krasnogorsk story = new Krasnogorsk(world);
    String incident = story.recordIncident(now());
    Map<String, Object> body = story.statement("attribution", "Officials", "a group", now());
    body.put(field, number(value, story));
    Answer refused =
        story.ana().post("/api/v1/incidents/" + incident + "/statements", withoutNulls(body));
    expectFault(refused, "T8004", where, message);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hit    | because | outcome | names no incident
          won    | because | outcome | is none of the words for it
          foiled | ''      | reasons | is missing
          """)
  void aFaultyOutcomeIsRefusedAndTheCaseStaysOpen(
      String outcome, String reasons, String where, String message) {
    Krasnogorsk story = new Krasnogorsk(world);
    Answer refused =
        story
            .ana()
            .post(
                "/api/v1/cases/" + story.caseId + "/outcome",
                Map.of("outcome", outcome, "reasons", reasons));
    expectFault(refused, "T8005", where, message);
    assertThat(story.ana().get("/api/v1/cases/" + story.caseId + "/reckoning").text("closedAt"))
        .isEmpty();
  }

  @Test
  void nothingAndAnIncidentContradictEachOther() {
    Krasnogorsk story = new Krasnogorsk(world);
    story.recordIncident(now());
    Answer refused =
        story
            .ana()
            .post(
                "/api/v1/cases/" + story.caseId + "/outcome",
                Map.of("outcome", "falseAlarm", "reasons", "None."));
    expectFault(refused, "T8005", "outcome", "contradicts the incident of the case");
  }

  @Test
  void allFaultsAreToldAtOnceAndUnknownFieldsByName() {
    Krasnogorsk story = new Krasnogorsk(world);
    String incident = story.recordIncident(now());
    Answer many = story.ana().post("/api/v1/incidents/" + incident + "/figures", Map.of());
    assertThat(words(many.json().get("faults"), "where")).contains("what", "min", "asOf", "report");
    Map<String, Object> body = story.figure("killed", 5, "exactly", now());
    body.put("dead", 7);
    Answer unknown = story.ana().post("/api/v1/incidents/" + incident + "/figures", body);
    assertThat(unknown.problem()).isEqualTo("T0002");
    assertThat(unknown.body()).contains("dead");
    assertThat(story.ana().get("/api/v1/incidents/incident_00000000000000000000000000").problem())
        .isEqualTo("T8001");
  }

  @Test
  void theTablesThemselvesRefuseToForget() {
    Krasnogorsk story = new Krasnogorsk(world);
    String incident = story.recordIncident(now());
    Krasnogorsk.made(
        story
            .ana()
            .post(
                "/api/v1/incidents/" + incident + "/figures",
                story.figure("killed", 5, "exactly", now())));
    JdbcClient jdbc = world.bean(JdbcClient.class);
    assertThatThrownBy(() -> jdbc.sql("update outcome.figure set least = 0").update())
        .hasMessageContaining("insert-only");
    assertThatThrownBy(() -> jdbc.sql("delete from outcome.statement").update())
        .hasMessageContaining("insert-only");
  }

  @Test
  void whoMayOnlyReadRecordsNothing() {
    Krasnogorsk story = new Krasnogorsk(world);
    Answer refused =
        world
            .officerWith(Role.AUDITOR)
            .post("/api/v1/cases/" + story.caseId + "/incidents", story.incident(now()));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(world.nobody().get("/api/v1/cases/" + story.caseId + "/reckoning").status())
        .isEqualTo(401);
  }

  @Test
  void anOfficerRecordsItAllByThePages() {
    Krasnogorsk story = new Krasnogorsk(world);
    assertThat(world.ana().page("/desk/cases/" + story.caseId + "/incidents/new").body())
        .contains("Record the incident");
    Map<String, String> fields = new HashMap<>();
    fields.put("title", "Attack on a concert hall");
    fields.put("began", now().toString().substring(0, 16));
    fields.put("place.name", "Krasnogorsk");
    fields.put("latitude", "55.826");
    fields.put("longitude", "north");
    fields.put("attackType", "armed-assault");
    fields.put("targetType", "entertainment-venue");
    fields.put("reports", story.report);
    Answer faulty = world.ana().submit("/desk/cases/" + story.caseId + "/incidents", fields);
    assertThat(faulty.status()).isEqualTo(422);
    assertThat(faulty.body()).contains("is no number").contains("value=\"55.826\"");
    fields.put("title", "");
    fields.put("radiusMetres", "far");
    fields.put("began", "at night");
    assertThat(world.ana().submit("/desk/cases/" + story.caseId + "/incidents", fields).body())
        .as("all faults at once, by the names of the page")
        .contains("<a href=\"#f-title\">What happened</a>: is missing")
        .contains("<a href=\"#f-began\">When it began</a>: is no time (<q>at night</q>)")
        .contains("in the desk's zone")
        .contains("<a href=\"#f-longitude\">Longitude</a>: is no number (<q>north</q>)")
        .contains("<a href=\"#f-radiusMetres\">Within how many metres</a>: is no number")
        .doesNotContain("#f-latitude\">");
    fields.put("title", "Attack on a concert hall");
    fields.put("radiusMetres", "");
    fields.put("began", now().toString().substring(0, 16));
    fields.put("longitude", "37.390");
    Answer made = world.ana().submit("/desk/cases/" + story.caseId + "/incidents", fields);
    assertThat(made.status()).as(made.body()).isEqualTo(303);
    String page = made.header("Location");
    assertThat(
            world
                .ana()
                .submit(
                    page + "/figures",
                    Map.of(
                        "what",
                        "killed",
                        "qualifier",
                        "atLeast",
                        "min",
                        "133",
                        "asOf",
                        now().toString().substring(0, 16),
                        "report",
                        story.report))
                .status())
        .isEqualTo(303);
    Answer nobody =
        world
            .ana()
            .submit(
                page + "/statements",
                Map.of(
                    "kind",
                    "claim",
                    "certainty",
                    "asserted",
                    "by",
                    "",
                    "saidAt",
                    now().toString().substring(0, 16),
                    "report",
                    story.report));
    assertThat(nobody.status()).isEqualTo(422);
    assertThat(nobody.body()).contains("is missing");
    assertThat(world.ana().page(page).body()).contains("at least 133");
    assertThat(world.ana().page("/desk/incidents").body())
        .contains("Attack on a concert hall")
        .contains("A file has the newest 1,000 incidents.");
    assertThat(world.ana().page("/desk/cases/" + story.caseId + "/outcome").body())
        .contains("Close the case");
    Answer closed =
        world
            .ana()
            .submit(
                "/desk/cases/" + story.caseId + "/outcome",
                Map.of("outcome", "hit", "reasons", "It happened."));
    assertThat(closed.header("Location")).endsWith("/reckoning");
  }

  private static Object number(String value, Krasnogorsk story) {
    if (value == null) {
      return "";
    }
    if (value.equals("ELSEWHERE")) {
      return story.newReport("Something else.");
    }
    return value.matches("-?\\d+") ? Long.valueOf(value) : value;
  }

  private static Map<String, Object> withoutNulls(Map<String, Object> body) {
    Map<String, Object> sent = new HashMap<>(body);
    sent.values().removeIf(value -> value == null || value.equals(""));
    return sent;
  }

  private static void expectFault(Answer refused, String number, String where, String message) {
    assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
    assertThat(refused.problem()).isEqualTo(number);
    assertThat(StreamSupport.stream(refused.json().get("faults").spliterator(), false))
        .as(refused.body())
        .anyMatch(fault ->
            fault.get("where").asString().equals(where)
                && fault.get("message").asString().startsWith(message));
  }

  private static List<String> words(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(each -> each.get(field).asString())
        .toList();
  }
}
