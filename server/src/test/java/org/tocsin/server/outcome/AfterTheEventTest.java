// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.kernel.Csv;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;
import tools.jackson.databind.JsonNode;

/** FEATURE UNDER TEST: incidents to and from files, accounts, measures and precedents. */
class AfterTheEventTest {

  private final ServerWorld world = ServerWorld.running();

  private Instant now() {
    return world.clock().instant();
  }

  /** Line 14. */
  @Test
  void anIncidentGoesOutInTheColumnsOfOthersAndComesBackInAnotherCase() {
    Krasnogorsk story = new Krasnogorsk(world);
    String incident = story.recordIncident(now());
    for (Map<String, Object> figure :
        List.of(
            story.figure("killed", 133, "at-least", now()),
            story.figure("householdsWithoutPower", 40_000, "about", now()))) {
      Krasnogorsk.made(world.ana().post("/api/v1/incidents/" + incident + "/figures", figure));
    }
    Answer csv = world.ana().get("/api/v1/incidents.csv");
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    List<Csv.Line> lines = Csv.read(csv.body());
    Map<String, String> row = row(lines, incident);
    assertThat(row)
        .containsEntry("attacktype1", "2")
        .containsEntry("attacktype1_txt", "Armed Assault")
        .containsEntry("attacktype2_txt", "Facility/Infrastructure Attack")
        .containsEntry("weaptype1_txt", "Firearms")
        .containsEntry("gname", "Islamic State - Khorasan Province")
        .containsEntry("nkill", "133");
    assertThat(row.get("tocsin_figures"))
        .contains("killed: at least 133")
        .contains("households without power: about 40,000");
    assertThat(row(Csv.read(world.ana().get("/api/v1/incidents.acled.csv").body()), incident))
        .containsEntry("event_type", "Violence against civilians")
        .containsEntry("fatalities", "133");
    assertThat(world.ana().page("/desk/incidents.geojson").body())
        .contains(incident, "[37.39,55.826]");

    Krasnogorsk other = new Krasnogorsk(world);
    byte[] file =
        (Csv.write(lines.getFirst().cells())
                + Csv.write(List.copyOf(row.values()))
                + Csv.write(List.copyOf(row.values()))
                + Csv.write(changed(row, "latitude", "north"))
                + Csv.write(changed(row, "tocsin_began", "2099-01-01T00:00:00Z")))
            .getBytes(StandardCharsets.UTF_8);
    String address = "/api/v1/cases/" + other.caseId + "/incidents/import?report=" + other.report;
    JsonNode taken = world.ana().post(address, "text/csv", file, Map.of()).json();
    assertThat(taken.get("incidents")).as(taken.toString()).hasSize(1);
    assertThat(taken.get("refused")).hasSize(3);
    assertThat(taken.at("/refused/0/reason").asString()).contains("of this name and time");
    assertThat(taken.at("/refused/1/reason").asString()).contains("'north' is no number");
    assertThat(taken.at("/refused/2/reason").asString()).contains("lies in the future");
    JsonNode kept =
        world.ana().get("/api/v1/incidents/" + taken.at("/incidents/0").asString()).json();
    assertThat(kept.at("/incident/attackType").asString())
        .isEqualTo("Armed Assault, Facility/Infrastructure Attack");
    assertThat(kept.at("/figures/killed/0/min").asLong()).isEqualTo(133);
    Answer unusable =
        world
            .ana()
            .post(address, "text/csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), Map.of());
    assertThat(unusable.problem()).isEqualTo("T8008");
    String page = "/desk/cases/" + other.caseId + "/incidents/import";
    assertThat(
            world
                .ana()
                .submit(
                    page,
                    Map.of(
                        "text",
                        "iyear,imonth,iday,latitude,longitude,city\n2020,5,0,30.28,57.08,Kerman",
                        "report",
                        other.report))
                .body())
        .contains("1 incident was taken");
    assertThat(kept.at("/figures/killed/0/qualifier").asString()).isEqualTo("atLeast");
    assertThat(kept.at("/figures/householdsWithoutPower/0/min").asLong()).isEqualTo(40_000);
    Answer open =
        world
            .ana()
            .post(
                address,
                "text/csv",
                "iyear,imonth,iday,latitude,longitude,city\n2020,5,1,3,3,A\n2020,5,\"2,3,3,B\n"
                    .getBytes(StandardCharsets.UTF_8),
                Map.of());
    assertThat(open.problem()).isEqualTo("T8008");
    assertThat(open.body()).contains("opens on line 3");
    assertThat(world.ana().page("/desk/incidents").body())
        .contains("Incident, Kerman", "/desk/incidents.csv");
  }

  private static Map<String, String> row(List<Csv.Line> lines, String id) {
    List<String> cells =
        lines.stream()
            .map(Csv.Line::cells)
            .filter(each -> each.getFirst().equals(id))
            .findFirst()
            .orElseThrow();
    Map<String, String> row = new java.util.LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      row.put(lines.getFirst().cells().get(i), cells.get(i));
    }
    return row;
  }

  private static List<String> changed(Map<String, String> row, String column, String value) {
    Map<String, String> other = new java.util.LinkedHashMap<>(row);
    other.put(column, value);
    return new ArrayList<>(other.values());
  }

  /** Line 15. */
  @Test
  void accountsStandSideBySideWithWhatEachRestsOn() {
    Krasnogorsk story = new Krasnogorsk(world);
    String incident = story.recordIncident(now());
    List.of(
            story.statement("claim", "Islamic State", "", now().minusSeconds(90)),
            story.statement("accusation", "A president", "Ukraine", now().minusSeconds(60)),
            story.statement("denial", "Ukraine", "Ukraine", now().minusSeconds(30)),
            story.statement("counter-accusation", "Ukraine", "A president", now()))
        .forEach(each ->
            Krasnogorsk.made(
                world.ana().post("/api/v1/incidents/" + incident + "/statements", each)));
    JsonNode accounts = world.ana().get("/api/v1/incidents/" + incident + "/accounts").json();
    assertThat(accounts.get("rows")).hasSize(4);
    assertThat(accounts.at("/rows/0/interested").asString()).isEqualTo("speaks of itself");
    assertThat(accounts.at("/rows/1/interested").asString()).isEqualTo("is itself named by others");
    assertThat(accounts.at("/rows/1/credibility").asString()).startsWith("B2");
    assertThat(accounts.at("/rows/1/source").asString()).isEqualTo("partner");
    assertThat(accounts.get("sides").toString())
        .contains("1 account names them, 1 denies it; all known by one source; contested");
    assertThat(world.bo().page("/desk/incidents/" + incident + "/accounts").body())
        .contains("counter accusation", "Nothing is overwritten", "/desk/reports/" + story.report);
  }

  /** Line 16. */
  @Test
  void whatWasSaidAndDoneIsKeptAndFoundAgainInACaseLikeIt() {
    world.clock().forwardTo(now().plusSeconds(60)); // The newest of all that are alike.
    Krasnogorsk earlier = new Krasnogorsk(world);
    Krasnogorsk.made(
        world
            .ana()
            .post(
                "/api/v1/cases/" + earlier.caseId + "/reactions",
                Map.of(
                    "by",
                    "President of the host country",
                    "kind",
                    "disputedSpecificity",
                    "words",
                    "Too vague.",
                    "report",
                    earlier.report,
                    "saidAt",
                    now().toString())));
    earlier.recordIncident(now());
    earlier.addAftermath("arrest", "Federal Security Service", 11);
    Map<String, String> form = new HashMap<>();
    form.put("kind", "foiledPlot");
    form.put("by", "");
    form.put("at", now().toString().substring(0, 16));
    form.put("report", earlier.report);
    String page = "/desk/cases/" + earlier.caseId + "/aftermath";
    Answer refused = world.ana().submit(page, form);
    assertThat(refused.status()).isEqualTo(422);
    form.put("by", "A ministry");
    assertThat(world.ana().submit(page, form).status()).isEqualTo(303);
    assertThat(world.ana().page(page).body())
        .contains("plot said to be foiled, by A ministry")
        .contains("arrest: 11 (suspects), by Federal Security Service");
    JsonNode told = world.ana().get("/api/v1/cases/" + earlier.caseId + "/reckoning").json();
    assertThat(told.get("chapters").toString()).contains("What was done afterwards");
    assertThat(world.ana().get("/api/v1/cases/" + earlier.caseId + "/aftermath").json()).hasSize(2);

    Krasnogorsk later = new Krasnogorsk(world);
    later.recordIncident(now());
    JsonNode found = world.ana().get("/api/v1/cases/" + later.caseId + "/precedents").json();
    JsonNode first = found.get(0);
    assertThat(first.get("because").toString())
        .contains("the same place: Krasnogorsk")
        .contains("the same group: Islamic State - Khorasan Province")
        .contains("the same kind of target: entertainment-venue");
    assertThat(first.get("caseId").asString()).isEqualTo(earlier.caseId);
    assertThat(first.get("followed").toString())
        .contains("disputed specificity")
        .contains("arrest: 11");
    assertThat(world.ana().page("/desk/cases/" + later.caseId + "/aftermath").body())
        .contains("Cases like it, and what followed");
  }
}
