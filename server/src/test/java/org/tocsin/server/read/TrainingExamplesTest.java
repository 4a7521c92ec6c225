// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.access.Role;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FEATURE UNDER TEST: what people made of findings is given out as examples, by its marking. */
class TrainingExamplesTest {

  private static final String TEXT =
      "The embassy warned citizens to avoid large gatherings in Moscow. The ministry denied it.";

  private final ServerWorld world = ServerWorld.running();

  private String accepted(String marking) {
    String id =
        world
            .ana()
            .post(
                "/api/v1/reports?marking=" + marking + "&source=Examples" + System.nanoTime(),
                "text/plain",
                TEXT.getBytes(UTF_8),
                Map.of())
            .text("id");
    world.beat();
    Answer done =
        world
            .ana()
            .post(
                "/api/v1/reports/" + id + "/findings/0/acceptance",
                Map.of(),
                Map.of("If-Match", "\"0\""));
    assertThat(done.status()).as(done.toString()).isEqualTo(200);
    return id;
  }

  private static Answer export(Caller who, String marking) {
    return who.post("/api/v1/training-examples/export", Map.of("marking", marking));
  }

  @Test
  void anExampleHasTheFormOfAnAnnotationAndNobodysName() {
    String id = accepted("GREEN");
    Answer all = export(world.officerWith(Role.OFFICER), "TLP:GREEN");
    assertThat(all.status()).as(all.toString()).isEqualTo(200);
    JsonNode example =
        all.body()
            .lines()
            .map(line -> JsonMapper.shared().readTree(line))
            .filter(each -> each.path("document").asString("").equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(example.path("form").asString("")).isEqualTo("tocsin-training-example/1");
    assertThat(example.path("text").asString("")).isEqualTo(TEXT);
    assertThat(example.path("complete").asBoolean()).isFalse();
    JsonNode finding = example.at("/findings/0");
    assertThat(TEXT.substring(finding.path("start").asInt(), finding.path("end").asInt()))
        .isEqualTo(finding.path("text").asString(""));
    for (String words : List.of("actor", "recipient", "target", "place", "assertedBy")) {
      assertThat(TEXT).contains(finding.path(words).asString(""));
    }
    assertThat(example.at("/mends/0/act").asString("")).isEqualTo("accepted");
    assertThat(all.body()).doesNotContain("officer_").doesNotContain("Ana");
    assertThat(
            world
                .bean(JdbcClient.class)
                .sql("select count(*) from ledger.entry where type = 'TrainingExamplesExported'")
                .query(Integer.class)
                .single())
        .isPositive();
  }

  @Test
  void whatIsMarkedNarrowerNeedsAnApproverAndRedNeverLeaves() {
    String amber = accepted("AMBER");
    String red = accepted("RED");
    Caller officer = world.officerWith(Role.OFFICER);
    Caller approver = world.officerWith(Role.APPROVER);
    assertThat(export(officer, "TLP:GREEN").body()).doesNotContain(amber).doesNotContain(red);
    assertThat(export(officer, "TLP:AMBER").problem()).isEqualTo("T2008");
    assertThat(export(approver, "TLP:AMBER").body()).contains(amber).doesNotContain(red);
    assertThat(export(approver, "TLP:RED").problem()).isEqualTo("T2008");
    assertThat(export(world.officerWith(Role.COLLECTOR), "TLP:CLEAR").status()).isEqualTo(403);
    Answer byPage = officer.submit("/desk/training-examples", Map.of("marking", "TLP:GREEN"));
    assertThat(byPage.status()).as(byPage.toString()).isEqualTo(200);
    assertThat(byPage.header("Content-Disposition")).contains("training-examples.jsonl");
  }
}
