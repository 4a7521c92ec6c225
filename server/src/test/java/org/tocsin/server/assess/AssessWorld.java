// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** Reports and cases of a test's own on the shared server. */
public final class AssessWorld {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final ServerWorld world;

  /** On this server. */
  public AssessWorld(ServerWorld world) {
    this.world = world;
  }

  /** Takes in a report of this grade, for example {@code B2}, has it read, and gives its id. */
  public String report(String grade, String text) {
    int number = COUNT.incrementAndGet();
    Answer made =
        world
            .ana()
            .post(
                "/api/v1/reports?source=Assess%d&reliability=%s&credibility=%s"
                    .formatted(number, grade.substring(0, 1), grade.substring(1)),
                "text/plain",
                (text + " Note " + number + ".").getBytes(UTF_8),
                Map.of());
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    world.beat();
    return made.text("id");
  }

  /** Opens a case with these reports and gives its id. */
  public String open(String title, String... reports) {
    Answer made =
        world.ana().post("/api/v1/cases", Map.of("title", title, "reports", List.of(reports)));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.text("id");
  }

  /** Rejects a finding as something that the text does not say. */
  public void reject(String report, int finding) {
    String path = "/api/v1/reports/" + report + "/findings";
    Answer rejected =
        world
            .ana()
            .post(
                path + "/" + finding + "/rejection",
                Map.of("reason", "not said"),
                Map.of("If-Match", world.ana().get(path).header("ETag")));
    assertThat(rejected.status()).as(rejected.toString()).isEqualTo(200);
  }
}
