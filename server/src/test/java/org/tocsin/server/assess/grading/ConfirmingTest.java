// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.assess.AssessWorld;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.read.Readings;
import org.tocsin.server.read.StoredReading;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: what may be meant to deceive, or a party says, confirms nothing. */
class ConfirmingTest {

  private final ServerWorld world = ServerWorld.running();
  private final AssessWorld assess = new AssessWorld(world);

  @ParameterizedTest
  @ValueSource(strings = {"deception", "interested"})
  void aFindingThatIsMarkedConfirmsNoOther(String kind) {
    String day =
        DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH)
            .format(world.clock().instant().plus(Duration.ofDays(23)).atZone(ZoneOffset.UTC));
    String first =
        assess.report("C3", "Gunmen plan to attack the market in Vilnius on %s.".formatted(day));
    String other =
        assess.report(
            "C3", "Our officer heard of a plan to attack visitors in Vilnius on " + day + ".");
    assess.open("Vilnius", first, other);
    assertThat(confirmed(first, List.of()).status()).isEqualTo(200);
    assertThat(graded(first, "1").status()).isEqualTo(200);
    assertThat(graded(first, "3").status()).isEqualTo(200);
    StoredReading reading = world.bean(Readings.class).of(new ReportId(other)).orElseThrow();
    assertThat(reading.standing()).isNotEmpty();
    for (StoredReading.Found each : reading.standing()) {
      Map<String, Object> mark = new HashMap<>();
      mark.put("finding", each.number());
      mark.put("kind", kind);
      mark.put("value", "set");
      mark.put("party", kind.equals("interested") ? "A rival" : "");
      mark.put("reason", "They gain by it.");
      Answer made = world.ana().post("/api/v1/reports/" + other + "/marks", mark);
      assertThat(made.status()).as(made.toString()).isEqualTo(200);
    }
    assertThat(confirmed(first, List.of()).problem()).isEqualTo("T3014");
    assertThat(confirmed(first, List.of(other)).problem()).isEqualTo("T3014");
    Answer refused = graded(first, "1");
    assertThat(refused.problem()).as(refused.toString()).isEqualTo("T3014");
    assertThat(refused.body()).contains("is marked as deception, or asserted by");
  }

  private Answer graded(String report, String credibility) {
    world.clock().forwardTo(world.clock().instant().plusSeconds(1));
    return world
        .ana()
        .post(
            "/api/v1/reports/" + report + "/marks",
            Map.of("kind", "credibility", "value", credibility, "reason", "As others say."));
  }

  private Answer confirmed(String report, List<String> by) {
    return world
        .ana()
        .post(
            "/api/v1/reports/" + report + "/marks",
            Map.of(
                "finding",
                0,
                "kind",
                "credibility",
                "value",
                "1",
                "reason",
                "Another says so.",
                "confirmedBy",
                by));
  }
}
