// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.assess.AssessWorld;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: what a danger is judged to be, why, against what else it might be, who thinks
 * otherwise, and what should be seen by when; by pages alone.
 */
class C04_AssessmentTest {

  private final ServerWorld world = ServerWorld.running();
  private final AssessWorld assess = new AssessWorld(world);

  private void submit(String page, String path, Map<String, String> fields) {
    world.ana().page(page);
    Answer kept = world.ana().submit(path, fields);
    assertThat(kept.status()).as(kept.body()).isEqualTo(303);
  }

  private static Map<String, String> judgement(String likelihood, String change) {
    Map<String, String> fields = new HashMap<>();
    fields.put("actor", "unknown");
    fields.put("target", "people at concerts");
    fields.put("targetKind", "gathering");
    fields.put("method", "unknown");
    fields.put("place", "Moscow");
    fields.put("latitude", "55.75");
    fields.put("longitude", "37.6");
    fields.put("radiusKm", "25");
    fields.put("from", "2024-03-07T16:00:00Z");
    fields.put("until", "2024-03-09T16:00:00Z");
    fields.put("slackHours", "12");
    fields.put("likelihood", likelihood);
    fields.put("confidence", "moderate");
    fields.put("statement", "A concert is meant.");
    fields.put("cites", "R1.1");
    fields.put("likelihoodReason", "The embassy names concerts and days.");
    fields.put("likelihoodCites", "R1.1");
    fields.put("confidenceReason", "One embassy, which does not say from where it knows.");
    fields.put("confidenceCites", "R1");
    fields.put("change", change);
    return fields;
  }

  @Test
  void aDangerIsJudgedWeighedDoubtedAndWatchedForByPagesAlone() {
    String warned =
        assess.report("B2", "Extremists plan to attack concerts in Moscow, the embassy warned.");
    String denied = assess.report("E4", "The ministry in Moscow denied that it had been warned.");
    String id = assess.open("Judged by pages", warned, denied);
    String page = "/desk/cases/" + id;

    submit(page, page + "/assessments", judgement("unlikely", ""));
    submit(page, page + "/assessments", judgement("80 %", "A second embassy said the same."));
    String versions = world.bo().page(page + "/assessments").body();
    assertThat(versions)
        .contains("Version 1 against version 2", "<td>unlikely</td><td>very likely</td>")
        .contains("A second embassy said the same.", "Ana");

    world.bo().page(page + "/assessments");
    assertThat(
            world
                .bo()
                .submit(
                    page + "/dissents",
                    Map.of("version", "2", "words", "Both embassies rest on one source."))
                .status())
        .isEqualTo(303);
    assertThat(world.ana().page(page + "/determinations/new").body())
        .contains("Both embassies rest on one source.");

    String matrix = page + "/hypotheses";
    submit(
        matrix,
        matrix,
        Map.of("base", "0", "new.0", "Concerts are attacked.", "new.1", "Nothing is planned."));
    Map<String, String> cells = new HashMap<>();
    cells.put("base", "1");
    for (String report : new String[] {warned, denied}) {
      cells.put("relevance." + report + ":0", "moderate");
    }
    cells.put("cell." + warned + ":0.H1", "CC");
    cells.put("cell." + warned + ":0.H2", "II");
    cells.put("cell." + denied + ":0.H1", "I");
    cells.put("cell." + denied + ":0.H2", "C");
    submit(matrix, matrix, cells);
    assertThat(world.bo().page(page).body())
        .contains("<b>H1</b> Concerts are attacked.")
        .contains("The order rests on R1.1");
    assess.reject(warned, 0);
    assertThat(world.bo().page(matrix).body())
        .contains("The order has changed since somebody weighed last");

    String signs = page + "/signs";
    submit(signs, signs, Map.of("list", "attack-on-gathering"));
    submit(signs, signs + "/1", Map.of("state", "seen", "cites", "R2", "note", "Named there."));
    submit(signs, signs + "/2", Map.of("state", "not seen", "note", "The police looked."));
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofDays(4)));
    world.beat();
    assertThat(world.bo().page(signs).body())
        .contains(">seen<", ">not seen<", ">overdue<", "The police looked.");
    assertThat(world.bo().page("/desk/signs").body()).contains("Judged by pages");
    assertThat(world.bean(Ledger.class).timeline(new CaseId(id)))
        .extracting(TimelineLine::type)
        .containsSubsequence(
            "ThreatAssessed",
            "ThreatAssessed",
            "DissentRecorded",
            "HypothesesWeighed",
            "HypothesesWeighed",
            "SignsListed",
            "SignJudged",
            "SignJudged",
            "SignOverdue");
  }
}
