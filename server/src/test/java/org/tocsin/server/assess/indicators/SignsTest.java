// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.assess.AssessWorld;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: what one would expect to see is listed, and silence about it is an event. */
class SignsTest {

  private final ServerWorld world = ServerWorld.running();
  private final AssessWorld assess = new AssessWorld(world);
  private final String report =
      assess.report("B2", "Extremists plan to attack concerts in Moscow, the embassy warned.");
  private final String id = assess.open("Signs", report);
  private final String path = "/api/v1/cases/" + id + "/signs";

  private Answer judge(int number, Object body) {
    return world.ana().post(path + "/" + number + "/state", body);
  }

  @Test
  void aSignIsSeenByFindingsAndIsInDoubtWhenTheyHoldNoMore() {
    Answer taken = world.ana().post(path, Map.of("list", "attack-on-gathering"));
    assertThat(taken.status()).as(taken.toString()).isEqualTo(201);
    int count = taken.json().at("/items").size();
    assertThat(world.ana().post(path, Map.of("list", "attack-on-gathering")).json().at("/items"))
        .as("a list is not taken twice")
        .hasSize(count);
    assertThat(judge(4, Map.of("state", "seen")).problem()).isEqualTo("T3025");
    assertThat(
            judge(
                    4,
                    Map.of(
                        "state", "seen", "cites", List.of(Map.of("report", report, "finding", 99))))
                .problem())
        .isEqualTo("T3004");
    Map<String, Object> seen =
        Map.of("state", "seen", "cites", List.of(Map.of("report", report, "finding", 0)));
    assertThat(judge(4, seen).text("state")).isEqualTo("seen");
    assertThat(world.bo().page("/desk/cases/" + id).body()).contains("sign-seen");
    assess.reject(report, 0);
    assertThat(world.bo().get(path).text("/items/3/holds")).isEqualTo("false");
    assertThat(world.bo().page("/desk/cases/" + id).body())
        .contains("What showed it holds no more.");
  }

  @Test
  void whatNobodyLooksForIsOverdueOnceAndLoud() {
    String by = world.clock().instant().plus(Duration.ofHours(2)).toString();
    String page = "/desk/cases/" + id + "/signs";
    world.ana().page(page);
    assertThat(
            world.ana().submit(page, Map.of("expectation", "A crane is hired.", "by", by)).status())
        .isEqualTo(303);
    assertThat(world.ana().get(path).text("/items/0/state")).isEqualTo("awaited");
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofHours(3)));
    world.beat();
    world.beat();
    assertThat(world.ana().get(path).text("/items/0/state")).isEqualTo("overdue");
    assertThat(world.ana().get("/api/v1/signs/overdue").body()).contains("A crane is hired.");
    assertThat(world.bo().page("/desk").body()).contains("Signs overdue");
    assertThat(world.bo().page("/desk/signs").body()).contains("A crane is hired.");
    assertThat(world.bean(Ledger.class).timeline(new CaseId(id)))
        .extracting(TimelineLine::type)
        .containsOnlyOnce("SignOverdue");
    world.ana().page(page);
    Answer bare = world.ana().submit(page + "/1", Map.of("state", "not seen"));
    assertThat(bare.body()).contains("T3025", "Say who looked, and where");
    assertThat(
            world
                .ana()
                .submit(page + "/1", Map.of("cites", "R9", "by", "soon", "note", "x".repeat(1_001)))
                .body())
        .as("every fault at once, by the names of the page")
        .contains(
            "<a href=\"#s-1\">What became of it</a>: is none of awaited, seen",
            "<a href=\"#c-1\">Seen: shown by</a>: names what is not in this case (<q>R9</q>)",
            "<a href=\"#b-1\">Awaited: now by</a>: is no time (<q>soon</q>)",
            "<a href=\"#o-1\">Note</a>: has 1001 characters",
            "aria-describedby=\"e-note\"");
    assertThat(world.ana().submit(page, Map.of("expectation", " ", "by", "")).body())
        .contains(
            "<a href=\"#f-expectation\">What would one see?</a>: is empty",
            "<a href=\"#f-by\">By when</a>: is empty");
    assertThat(
            world
                .ana()
                .submit(page + "/1", Map.of("state", "not seen", "note", "Asked all firms."))
                .status())
        .isEqualTo(303);
    assertThat(world.ana().get("/api/v1/signs/overdue").body()).doesNotContain(id);
    assertThat(world.bo().page(page).body()).contains("not seen by Ana", "Asked all firms.");
  }

  @Test
  void whatCannotBeKeptIsRefused() {
    assertThat(world.ana().post(path, Map.of("list", "none")).problem()).isEqualTo("T3026");
    assertThat(judge(1, Map.of("state", "seen")).problem()).isEqualTo("T3027");
    assertThat(
            world
                .ana()
                .post(path, Map.of("expectation", "x", "by", "2020-01-01T00:00:00Z"))
                .text("detail"))
        .contains("is over already");
  }

  @Test
  void everyListThatComesWithTheProgramIsSound() {
    assertThat(SignList.read())
        .extracting(SignList::id)
        .contains("air-raid", "attack-on-gathering", "campus-threat", "flood", "unrest");
    assertThatThrownBy(() -> SignList.parse("bad.tsv", "a\tb\tc\nsoon\tSomething.\n"))
        .hasMessage("bad.tsv: line 2 is not hours and expectation between a tab");
  }
}
