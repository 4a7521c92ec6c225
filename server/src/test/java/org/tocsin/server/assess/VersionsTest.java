// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: an assessment says why, tied to findings; its versions are compared; who
 * thinks otherwise stands beside it wherever somebody decides by it.
 */
class VersionsTest {

  private final ServerWorld world = ServerWorld.running();
  private final String report =
      world
          .ana()
          .post(
              "/api/v1/reports?source=Versions",
              "text/plain",
              "Extremists plan to attack concerts in Moscow, the embassy warned."
                  .getBytes(UTF_8),
              Map.of())
          .text("id");
  private final String id =
      world
          .ana()
          .post("/api/v1/cases", Map.of("title", "Versions", "reports", List.of(report)))
          .text("id");

  private Map<String, Object> statement(String text) {
    return Map.of("text", text, "cites", List.of(Map.of("report", report, "finding", 0)));
  }

  private Map<String, Object> judgement(String likelihood, Map<String, Object> reasoning) {
    Map<String, Object> body = new HashMap<>();
    body.put("actor", "unknown");
    body.put("target", "concerts");
    body.put("method", "unknown");
    body.put("place", Map.of("name", "Moscow", "latitude", 55.75, "longitude", 37.6));
    body.put("window", Map.of("from", "2024-03-07T16:00:00Z", "until", "2024-03-09T16:00:00Z"));
    body.put("likelihood", likelihood);
    body.put("confidence", "low");
    body.put("statements", List.of(statement("A concert is the target.")));
    body.put("reasoning", reasoning);
    return body;
  }

  private Answer assess(String likelihood, Map<String, Object> reasoning) {
    return world
        .ana()
        .post("/api/v1/cases/" + id + "/assessments", judgement(likelihood, reasoning));
  }

  @Test
  void versionsAreComparedFieldByFieldWithWhoAndWhy() {
    assess("unlikely", Map.of("targetKind", "gathering"));
    Answer second =
        assess(
            "likely",
            Map.of(
                "targetKind", "gathering",
                "windowSlackMinutes", 360,
                "likelihoodReasons", List.of(statement("The embassy names concerts.")),
                "confidenceReasons", List.of(statement("One source alone.")),
                "change", "The embassy spoke of imminent plans."));
    assertThat(second.status()).as(second.toString()).isEqualTo(201);
    Answer compared =
        world.bo().get("/api/v1/cases/" + id + "/assessments/changes?from=1&until=2");
    assertThat(compared.text("/until/change")).isEqualTo("The embassy spoke of imminent plans.");
    assertThat(compared.body())
        .contains("\"before\":\"unlikely\",\"after\":\"likely\"")
        .contains("Uncertainty of the window", "give or take 6 h 0 min")
        .contains("One source alone. [R1.1]")
        .doesNotContain("Kind of target");
    assertThat(world.bo().page("/desk/cases/" + id + "/assessments").body())
        .contains("Version 1 against version 2")
        .contains("The embassy names concerts. [R1.1]");
    assertThat(world.bo().page("/desk/cases/" + id).body())
        .contains("Why it is that likely", "give or take 6 h 0 min", "Judged anew:");
    assertThat(
            world
                .bo()
                .get("/api/v1/cases/" + id + "/assessments/changes?from=1&until=3")
                .problem())
        .isEqualTo("T3021");
  }

  @Test
  void reasonsRestOnFindingsToo() {
    Answer bare =
        assess(
            "likely",
            Map.of("likelihoodReasons", List.of(Map.of("text", "So I feel.", "cites", List.of()))));
    assertThat(bare.problem()).isEqualTo("T3004");
    assertThat(bare.body()).contains("reasoning.likelihoodReasons[0]");
    assertThat(assess("likely", Map.of("targetKind", "somebody")).body())
        .contains("T3003", "gathering");
    assertThat(assess("likely", Map.of("windowSlackMinutes", 43201)).problem()).isEqualTo("T3003");
  }

  @Test
  void dissentStandsBesideTheAssessmentWhereverSomebodyDecides() {
    assess("unlikely", Map.of());
    String dissents = "/api/v1/cases/" + id + "/dissents";
    Answer kept =
        world.bo().post(dissents, Map.of("version", 1, "words", "It is likelier than that."));
    assertThat(kept.status()).as(kept.toString()).isEqualTo(201);
    String page = "/desk/cases/" + id;
    world.ana().page(page + "/assessments");
    assertThat(world.ana().submit(page + "/dissents", Map.of("version", "1")).body())
        .contains("T3020");
    assertThat(
            world
                .ana()
                .submit(page + "/dissents", Map.of("version", "1", "words", "By page."))
                .status())
        .isEqualTo(303);
    assertThat(world.bo().get(dissents).text("/items/1/words")).isEqualTo("By page.");
    assertThat(world.ana().page(page).body()).contains("<b>Dissent.</b> It is likelier than that.");
    assertThat(world.ana().page(page + "/determinations/new").body())
        .contains("Dissent from version 1.", "It is likelier than that.");
    assertThat(world.ana().page(page + "/reckoning").body())
        .contains("dissented from version 1", "It is likelier than that.");
    assertThat(world.bean(Ledger.class).timeline(new CaseId(id)))
        .extracting(TimelineLine::words)
        .contains("Dissent from version 1 of the assessment");
    assertThat(world.ana().post(dissents, Map.of("version", 2, "words", "x")).problem())
        .isEqualTo("T3021");
    assertThat(
            world
                .officerWith(Role.AUDITOR)
                .post(dissents, Map.of("version", 1, "words", "x"))
                .problem())
        .isEqualTo("T9003");
  }
}
