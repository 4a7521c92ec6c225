// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.assess.AssessWorld;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: a group that hides behind a new name is known by it from the moment that the
 * desk writes it down, in reading and in search, with what it claims and what happened.
 */
class C05_GroupsTest {

  private final ServerWorld world = ServerWorld.running();
  private final AssessWorld assess = new AssessWorld(world);

  @Test
  void aNewNameOfAGroupLeadsToItsProfileItsClaimsAndItsIncidents() {
    String words = "Heralds of Zarzand claimed responsibility for the bombing in Kabul on Monday.";
    String before = assess.report("D3", words);
    assertThat(world.ana().page("/desk/groups?q=Heralds+of+Zarzand").body())
        .contains("No group bears such a name.");
    world.ana().page("/desk/groups/new");
    Answer made =
        world
            .ana()
            .submit(
                "/desk/groups",
                Map.of(
                    "name", "Zarzand Front",
                    "aliases", "Heralds of Zarzand\nZarzand Media",
                    "parent", "Islamic State",
                    "areas", "AF PK",
                    "methods", "bombs at roadsides",
                    "why", "They sign both names under one statement."));
    assertThat(made.status()).as(made.body()).isEqualTo(303);
    String profile = made.header("Location");
    String id = profile.substring(profile.lastIndexOf('/') + 1);
    String report = assess.report("D3", words);
    String caseId = assess.open("Zarzand", report);
    Answer incident =
        world
            .ana()
            .post(
                "/api/v1/cases/" + caseId + "/incidents",
                Map.of(
                    "title", "Bomb at a road in Kabul",
                    "began", world.clock().instant().toString(),
                    "place", Map.of("name", "Kabul", "latitude", 34.53, "longitude", 69.17),
                    "attackType", "bombing",
                    "targetType", "unknown",
                    "weapons", List.of("explosives"),
                    "groups", List.of("Zarzand Media"),
                    "reports", List.of(report)));
    assertThat(incident.status()).as(incident.toString()).isEqualTo(201);

    String page = world.bo().page(profile).body();
    assertThat(page)
        .contains("Heralds of Zarzand · Zarzand Media", "/desk/groups/islamic-state")
        .contains("Afghanistan, Pakistan", "bombs at roadsides", "data-map=")
        .contains("kind-claim", "says", "Bomb at a road in Kabul")
        .contains("/desk/reports/" + report, "/desk/cases/" + caseId)
        .doesNotContain("/desk/reports/" + before);
    assertThat(world.bo().get("/api/v1/groups/" + id + "/timeline").text("/items/0/href"))
        .contains("/desk/");
    assertThat(world.bo().page("/desk/groups?q=zarzand+media").body())
        .contains("is one of its names", "/desk/cases/" + caseId);
    assertThat(world.bo().page("/desk/groups/islamic-state").body()).contains(profile);

    // What was read before the name was known is found once somebody has it read again.
    assertThat(world.ana().post("/api/v1/reports/" + before + "/reading", Map.of()).status())
        .isEqualTo(200);
    assess.report("D3", "Nothing.");
    assertThat(world.bo().page(profile).body()).contains("2 reports name it");
  }
}
