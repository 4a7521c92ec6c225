// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.assess.AssessWorld;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: hypotheses are weighed side by side, and anew as the findings change. */
class HypothesesTest {

  private static final List<Map<String, String>> TWO =
      List.of(Map.of("text", "A concert is attacked."), Map.of("text", "It is a hoax."));

  private final ServerWorld world = ServerWorld.running();
  private final AssessWorld assess = new AssessWorld(world);
  private final String first =
      assess.report("B2", "Extremists plan to attack concerts in Moscow, the embassy warned.");
  private final String second =
      assess.report("B2", "The ministry in Moscow denied that it had been warned.");
  private final String id = assess.open("Hypotheses", first, second);
  private final String path = "/api/v1/cases/" + id + "/hypotheses";

  private Answer weigh(Object body) {
    return world.ana().post(path, body);
  }

  private static Map<String, Object> weighing(String report, String one, String two) {
    return Map.of("report", report, "finding", 0, "cells", Map.of("H1", one, "H2", two));
  }

  private static Map<String, Object> body(int base, List<Map<String, Object>> findings) {
    Map<String, Object> body = new HashMap<>();
    body.put("base", base);
    body.put("why", "as the test needs");
    body.put(
        "hypotheses",
        base == 0
            ? TWO
            : List.of(
                Map.of("key", "H1", "text", "A concert is attacked."),
                Map.of("key", "H2", "text", "It is a hoax.")));
    body.put("findings", findings);
    return body;
  }

  @Test
  void theOrderIsMadeAnewWhenAFindingIsRejectedAndWhatIsNewIsNotYetWeighed() {
    assertThat(weigh(body(0, List.of())).status()).isEqualTo(201);
    Answer weighed =
        weigh(body(1, List.of(weighing(first, "CC", "II"), weighing(second, "I", "C"))));
    assertThat(weighed.status()).as(weighed.toString()).isEqualTo(201);
    assertThat(weighed.text("/leading/0")).isEqualTo("H1");
    assertThat(weighed.body()).contains("\"refs\":[\"R1.1\"],\"leadingIfWrong\":[\"H2\"]");
    assertThat(world.bo().page("/desk/cases/" + id).body())
        .contains("least contradicted", "The order rests on R1.1");

    assess.reject(first, 0);
    Answer anew = world.bo().get(path);
    assertThat(anew.text("/leading/0")).isEqualTo("H2");
    assertThat(anew.text("dropped")).isEqualTo("1");
    assertThat(world.bo().page("/desk/cases/" + id).body())
        .contains("The order has changed since somebody weighed last");

    String third = assess.report("A1", "The police arrested a suspect who planned the attack.");
    world.ana().post("/api/v1/cases/" + id + "/reports", Map.of("report", third));
    assertThat(Integer.parseInt(world.bo().get(path).text("notYetWeighed"))).isPositive();
    assertThat(world.bo().page("/desk/cases/" + id + "/hypotheses").body())
        .contains("not yet weighed", "holds no more", "Version 2");
    assertThat(world.bo().get(path + "/versions").text("/items/0/leading/0")).isEqualTo("H1");
    assertThat(world.bean(Ledger.class).timeline(new CaseId(id)))
        .extracting(TimelineLine::words)
        .contains("Hypotheses weighed: none leads", "Hypotheses weighed: H1 least contradicted");
  }

  @Test
  void whatMayBeMeantToDeceiveCountsLess() {
    weigh(body(0, List.of()));
    assertThat(world.ana().get(path).text("/findings/0/credibility")).isEqualTo("high");
    Map<String, Object> flag =
        Map.of("finding", 0, "kind", "deception", "value", "set", "reason", "Planted, they say.");
    world.ana().post("/api/v1/reports/" + first + "/marks", flag);
    Answer shown = world.ana().get(path);
    assertThat(shown.text("/findings/0/credibility")).isEqualTo("low");
    assertThat(shown.text("/findings/0/possibleDeception")).isEqualTo("true");
    assertThat(world.ana().page("/desk/cases/" + id + "/hypotheses").body())
        .contains("possible deception");
  }

  @Test
  void whatCannotBeKeptIsRefused() {
    assertThat(weigh(Map.of("hypotheses", List.of(Map.of("text", "Only one.")))).problem())
        .isEqualTo("T3022");
    assertThat(weigh(body(0, List.of())).status()).isEqualTo(201);
    assertThat(weigh(body(0, List.of())).problem()).isEqualTo("T3023");
    assertThat(weigh(body(1, List.of(weighing(first, "X", "C")))).body())
        .contains("T3022", "none of CC, C, N, I, II, NA");
    String another = first.replaceAll(".$", first.endsWith("0") ? "1" : "0");
    assertThat(weigh(body(1, List.of(weighing(another, "C", "C")))).problem()).isEqualTo("T3022");
    assertThat(
            weigh(
                    body(
                        1,
                        List.of(Map.of("report", first, "finding", 0, "cells", Map.of("H9", "C")))))
                .body())
        .contains("which is no hypothesis");
  }

  @Test
  void anOfficerWeighsByPageAlone() {
    String page = "/desk/cases/" + id + "/hypotheses";
    world.ana().page(page);
    Answer stated =
        world
            .ana()
            .submit(
                page,
                Map.of("base", "0", "new.0", "A concert is attacked.", "new.1", "It is a hoax."));
    assertThat(stated.status()).as(stated.body()).isEqualTo(303);
    Map<String, String> fields = new HashMap<>();
    fields.put("base", "1");
    fields.put("text.H1", "A concert is attacked.");
    fields.put("text.H2", "It is a hoax.");
    fields.put("why", "First look.");
    fields.put("relevance." + first + ":0", "high");
    fields.put("cell." + first + ":0.H1", "C");
    fields.put("cell." + first + ":0.H2", "I");
    assertThat(world.ana().submit(page, fields).status()).isEqualTo(303);
    Answer kept = world.ana().get(path);
    assertThat(kept.text("/findings/0/relevance")).isEqualTo("high");
    assertThat(kept.text("/findings/0/cells/H2")).isEqualTo("I");
    assertThat(kept.text("/findings/0/diagnosticity")).isEqualTo("4.0");
    fields.put("base", "2");
    fields.put("drop.H2", "on");
    Answer refused = world.ana().submit(page, fields);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("State 2 to 7").contains("First look.");
    fields.put("new.0", "x".repeat(501));
    assertThat(world.ana().submit(page, fields).body())
        .as("in the words of the page, and what was ticked stays so")
        .contains("<a href=\"#n-0\">Another hypothesis</a>: has 501 characters")
        .contains("name=\"drop.H2\" checked")
        .doesNotContain("hypotheses[");
    fields.put("new.0", "Something else is attacked.");
    assertThat(world.ana().submit(page, fields).status()).isEqualTo(303);
    assertThat(world.ana().get(path).body()).contains("\"key\":\"H3\"").doesNotContain("\"H2\"");
  }
}
