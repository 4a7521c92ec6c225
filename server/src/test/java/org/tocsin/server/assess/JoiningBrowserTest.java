// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.BrowserWorld.Window;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: the pages of joining and grading are sound at every width. */
class JoiningBrowserTest {

  private final ServerWorld world = ServerWorld.running();

  private String report(String source, String text) {
    return world
        .ana()
        .post(
            "/api/v1/reports?reliability=C&credibility=3&source=" + source,
            "text/plain",
            text.getBytes(UTF_8),
            Map.of())
        .text("id");
  }

  @Test
  void pagesOfJoiningAndGradingAreSound() {
    String wire =
        """
        (Reuters) - The Islamic State claimed responsibility for the attack on a market in Vilnius on
        Monday. The Lithuanian government said that 12 people were killed in the attack in Vilnius on
        Monday, and that the roads into the city stay closed until the evening.
        """;
    String first = report("Desk", wire);
    String second = report("Paper", "Evening paper.\n" + wire);
    String third = report("Radio", "Morning radio.\n" + wire);
    world.beat();
    String id =
        world
            .ana()
            .post(
                "/api/v1/cases",
                Map.of("title", "Vilnius market", "reports", List.of(first, second)))
            .text("id");
    world
        .ana()
        .post(
            "/api/v1/cases/" + id + "/assessments",
            Map.of(
                "actor", "Islamic State",
                "target", "markets",
                "method", "firearms",
                "place",
                    Map.of(
                        "name",
                        "Vilnius",
                        "latitude",
                        54.69,
                        "longitude",
                        25.28,
                        "radiusMetres",
                        9000),
                "window",
                    Map.of(
                        "from", world.clock().instant().toString(),
                        "until", world.clock().instant().plusSeconds(86400).toString()),
                "likelihood", "likely",
                "confidence", "low",
                "statements",
                    List.of(
                        Map.of(
                            "text",
                            "The group says that it attacked a market.",
                            "cites",
                            List.of(
                                Map.of("report", first, "finding", 0),
                                Map.of("report", second, "finding", 0))))));
    world
        .ana()
        .post(
            "/api/v1/reports/" + second + "/marks",
            Map.of(
                "kind", "deception", "value", "set", "reason", "The layout is not that paper's."));
    world.beat();
    try (Window desk =
        BrowserWorld.running().signedIn(world, world.ana(), BrowserWorld.EVERY_WIDTH)) {
      desk.open("/desk/cases/" + id);
      desk.page().locator("#origins details summary").first().click();
      desk.check("case-origins");
      desk.open("/desk/reports/" + third);
      desk.page().locator("#marks details summary").first().click();
      desk.check("report-same-danger");
      desk.open("/desk/suggestions");
      desk.check("suggestions");
      desk.open("/desk/inbox");
      desk.check("inbox-suggested");
    }
  }
}
