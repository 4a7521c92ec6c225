// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.BrowserWorld.Window;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: hypotheses are weighed by keyboard; the pages are sound on a phone too. */
class AssessBrowserTest {

  private final ServerWorld world = ServerWorld.running();
  private final AssessWorld assess = new AssessWorld(world);

  private Map<String, Object> judgement(String report, String likelihood) {
    Map<String, Object> reason =
        Map.of(
            "text",
            "The embassy names concerts and days.",
            "cites",
            List.of(Map.of("report", report, "finding", 0)));
    Map<String, Object> body = new HashMap<>();
    body.put("actor", "Islamic State Khorasan Province, as the desk believes");
    body.put("target", "people at concerts");
    body.put("method", "firearms");
    body.put("place", Map.of("name", "Moscow", "latitude", 55.75, "longitude", 37.6));
    body.put("window", Map.of("from", "2024-03-07T16:00:00Z", "until", "2024-03-09T16:00:00Z"));
    body.put("likelihood", likelihood);
    body.put("confidence", "moderate");
    body.put("statements", List.of(reason));
    body.put(
        "reasoning",
        Map.of(
            "targetKind", "gathering",
            "windowSlackMinutes", 720,
            "likelihoodReasons", List.of(reason),
            "confidenceReasons", List.of(reason),
            "change", "A second embassy said the same."));
    return body;
  }

  @Test
  void thePagesOfAnAssessmentAreSound() {
    String first =
        assess.report("B2", "Extremists plan to attack concerts in Moscow, the embassy warned.");
    String second =
        assess.report(
            "C3", "ISIS-K claimed responsibility for the bombing in Kabul, which killed six.");
    String id = assess.open("Moscow: concerts", first, second);
    String api = "/api/v1/cases/" + id;
    world.ana().post(api + "/assessments", judgement(first, "unlikely"));
    world.ana().post(api + "/assessments", judgement(first, "likely"));
    world
        .bo()
        .post(
            api + "/dissents",
            Map.of("version", 2, "words", "Both embassies rest on the same source; it is less."));
    world.ana().post(api + "/signs", Map.of("list", "attack-on-gathering"));
    try (Window desk = BrowserWorld.running().signedIn(world, world.ana(), 1280)) {
      String page = "/desk/cases/" + id;
      desk.open(page + "/hypotheses");
      desk.page().locator("#n-0").fill("People at a concert are attacked.");
      desk.page().keyboard().press("Tab");
      desk.page().keyboard().type("Somebody means to frighten, and nothing is planned.");
      desk.page().keyboard().press("Enter");
      var cell = desk.page().locator("tbody tr").first().locator("select");
      cell.nth(1).focus();
      desk.page().keyboard().type("CC");
      desk.page().keyboard().press("Tab");
      desk.page().keyboard().type("II");
      desk.page().locator("form.matrix button[type=submit]").focus();
      desk.page().keyboard().press("Enter");
      desk.page().locator(".standings li").first().waitFor();
      for (String each : List.of("hypotheses", "assessments", "signs")) {
        desk.open(page + "/" + each);
        desk.check("assess-" + each, 1280, 320);
      }
      desk.open(page);
      desk.check("assess-case", 320);
      for (String each :
          List.of("?q=ISIS-K", "/islamic-state-khorasan", "/islamic-state-khorasan/edit")) {
        desk.open("/desk/groups" + each);
        desk.check("groups" + each.replaceAll("[^a-z]+", "-"), 320);
      }
    }
  }
}
