// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.outcome.scores.Scores;
import org.tocsin.server.world.ServerWorld;
import tools.jackson.databind.JsonNode;

/** FEATURE UNDER TEST: scores over closed cases (after the event, line 17). */
class ScoreKeepingTest {

  private final ServerWorld world = ServerWorld.running();

  @Test
  void whatWasClosedIsCountedByPageAndByApi() {
    Krasnogorsk hit = new Krasnogorsk(world);
    hit.untilTheEnd();
    Krasnogorsk quiet = new Krasnogorsk(world);
    Map<String, Object> nothing = Map.of("outcome", "nothing", "reasons", "It stayed quiet.");
    assertThat(world.ana().post("/api/v1/cases/" + quiet.caseId + "/outcome", nothing).status())
        .isEqualTo(200);
    Krasnogorsk open = new Krasnogorsk(world);

    Scores scores =
        world
            .bean(ScoreKeeping.class)
            .of(List.of(new CaseId(hit.caseId), new CaseId(quiet.caseId), new CaseId(open.caseId)));
    assertThat(scores.cases()).isEqualTo(2);
    assertThat(scores.desk().hits()).isZero(); // Its warning had lapsed.
    assertThat(scores.desk().lapsed()).isEqualTo(1);
    assertThat(scores.desk().quiet()).isEqualTo(1);
    assertThat(scores.sources()).extracting(each -> each.name()).containsExactly("partner");
    assertThat(scores.leadTime().median()).contains(360.0);
    assertThat(scores.silence()).extracting(Scores.Silence::kind).contains("lapsedBefore");

    JsonNode told = world.ana().get("/api/v1/scores?cases=2").json();
    assertThat(told.get("cases").asInt()).isBetween(1, 2);
    assertThat(told.at("/desk/hitRate/whole").isNumber()).isTrue();
    assertThat(told.at("/calibration/words")).hasSize(7);
    assertThat(world.bo().page("/desk/scores").body())
        .contains("too few to judge")
        .contains("Reliability diagram")
        .contains("What silence cost");
    assertThat(world.nobody().get("/api/v1/scores").status()).isEqualTo(401);
  }
}
