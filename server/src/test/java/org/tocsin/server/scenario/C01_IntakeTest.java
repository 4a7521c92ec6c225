// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: the life of a source: a caller is taken down, believed as far as the desk
 * believes them, falls silent, is heard again, and what they told of is borne out.
 */
class C01_IntakeTest {

  private final ServerWorld world = ServerWorld.running();
  private final String caller = "The night porter " + System.nanoTime();

  private void later(Duration by) {
    world.clock().forwardTo(world.clock().instant().plus(by));
    world.beat();
  }

  private static Answer made(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isBetween(200, 303);
    return answer;
  }

  private String call(String said) {
    return made(world
            .ana()
            .post(
                "/api/v1/phone-notes",
                Map.of("said", said, "readBack", true, "source", caller, "credibility", "3")))
        .text("report");
  }

  private Answer source(String id) {
    return world.ana().get("/api/v1/sources/" + id);
  }

  @Test
  void aCallerIsTakenDownGradedMissedHeardAgainAndBorneOut() {
    String first = call("A van stands at the back door every night at two.");
    assertThat(world.ana().get("/api/v1/reports/" + first).text("grade")).isEqualTo("F3");
    String id =
        world
            .ana()
            .page("/desk/sources/named?name=" + caller.replace(" ", "%20"))
            .header("Location")
            .replaceAll(".*/", "");

    made(
        world
            .ana()
            .submit(
                "/desk/sources/" + id,
                Map.of(
                    "kind", "person",
                    "post", "watch officer",
                    "interest", "the dispute with the landlord",
                    "silence", "after",
                    "silenceMinutes", "1440")));
    made(
        world
            .bo()
            .submit(
                "/desk/sources/" + id + "/grades",
                Map.of("reliability", "C", "reason", "We met him; he sees the door.")));
    later(Duration.ofHours(20));
    String second = call("They carried long boxes in.");
    assertThat(world.ana().get("/api/v1/reports/" + second).text("grade")).isEqualTo("C3");
    String caseId =
        made(world
                .ana()
                .post(
                    "/api/v1/cases",
                    Map.of("title", "The back door", "reports", List.of(first, second))))
            .text("id");
    assertThat(world.ana().page("/desk/cases/" + caseId).body())
        .contains("interested party in: the dispute with the landlord");

    later(Duration.ofHours(25));
    assertThat(world.ana().page("/desk/inbox").body()).contains("fallen silent");
    made(world.ana().submit("/desk/sources/" + id + "/silence/seen", Map.of()));
    call("I was ill. Nothing new.");
    later(Duration.ofMinutes(2));
    assertThat(source(id).json().at("/source/silentSince").isString()).isFalse();

    made(
        world
            .ana()
            .post(
                "/api/v1/cases/" + caseId + "/outcome",
                Map.of("outcome", "foiled", "reasons", "The police found the boxes.")));
    Answer whole = source(id);
    assertThat(whole.text("/track/words")).isEqualTo("1 of 1 borne out");
    assertThat(whole.text("/track/cases/0/reports")).isEqualTo("2");
    assertThat(whole.text("/fedBy/0/via")).isEqualTo("phone");
    assertThat(world.bo().page("/desk/sources/" + id).body())
        .contains("1 of 1 borne out")
        .contains("We met him; he sees the door.")
        .contains("watch officer");
    made(world.ana().put("/api/v1/sources/" + id, Map.of("kind", "person")));
  }
}
