// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: the doors that are closed by default, open: the public tip form protects
 * whoever uses it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntakeDoorsTest {

  private ServerWorld world;

  @BeforeAll
  void open() {
    world =
        ServerWorld.another(
            Map.of(
                "tocsin.synthetic.every",
                "0",
                "tocsin.tips.enabled",
                "true",
                "tocsin.tips.an-hour",
                "40"));
  }

  @AfterAll
  void close() {
    world.stop();
  }

  private List<String> entries(String like) {
    return world
        .bean(JdbcClient.class)
        .sql("select convert_from(body, 'UTF8') from ledger.entry where type like ?")
        .param(like)
        .query(String.class)
        .list();
  }

  /** Ids sort by time, and the clock stands unless it is moved. */
  private void later() {
    world.clock().forwardTo(world.clock().instant().plusSeconds(1));
  }

  private String newestReport() {
    return world
        .bean(JdbcClient.class)
        .sql("select id from collect.report order by id desc limit 1")
        .query(String.class)
        .single();
  }

  @Test
  void aTipsterStaysUnknownAndReadsByTheReceiptWhatTheDeskAsks() {
    later();
    Answer form = world.nobody().page("/tip");
    assertThat(form.status()).as(form.toString()).isEqualTo(200);
    assertThat(form.body()).contains("call 112");
    assertThat(form.headers("Set-Cookie")).isEmpty();
    assertThat(form.header("Cache-Control")).contains("no-store");

    Answer given =
        world
            .nobody()
            .submit(
                "/tip",
                Map.of(
                    "words",
                    "They hide weapons under the stage of <b>the hall</b>.",
                    "contact",
                    "Mara Witness, mara@example.org"));
    assertThat(given.status()).as(given.toString()).isEqualTo(201);
    assertThat(given.headers("Set-Cookie")).isEmpty();
    String code = given.body().replaceAll("(?s).*<code><b>([0-9A-Z-]{24})</b>.*", "$1");
    assertThat(code).hasSize(24);
    String report = newestReport();
    world.beat();
    assertThat(world.ana().page("/desk/inbox").body()).contains("Tip: They hide weapons");
    assertThat(world.ana().get("/api/v1/reports/" + report + "/original").body())
        .doesNotContain("mara@example.org");
    assertThat(entries("%"))
        .noneMatch(entry -> entry.contains("Mara Witness") || entry.contains("mara@example"))
        .noneMatch(entry -> entry.contains("127.0.0.1"))
        .noneMatch(entry -> entry.contains(code));

    Answer list = world.ana().get("/api/v1/tips");
    String tip = list.text("/items/0/id");
    assertThat(world.ana().page("/desk/reports/" + report).body()).contains("/desk/tips/" + tip);
    Answer asked =
        world
            .ana()
            .submit("/desk/tips/" + tip + "/questions", Map.of("question", "Which door is used?"));
    assertThat(asked.status()).as(asked.toString()).isEqualTo(303);
    Answer read = world.nobody().submit("/tip/receipt", Map.of("code", code.toLowerCase(java.util.Locale.ROOT)));
    assertThat(read.body())
        .contains("Which door is used?")
        .as("whoever finds the code does not learn what was told")
        .doesNotContain("weapons");
    Answer more =
        world.nobody().submit("/tip/more", Map.of("code", code, "words", "The north door."));
    assertThat(more.body()).contains("has arrived");
    assertThat(world.ana().page("/desk/tips/" + tip).body())
        .contains("Tip, more: The north door.")
        .contains("Which door is used?");
    assertThat(world.ana().page("/desk/tips").body()).contains("answered");

    Answer shown = world.ana().submit("/desk/reports/" + report + "/contact", Map.of());
    assertThat(shown.body()).contains("mara@example.org");
    assertThat(entries("ContactShown")).anyMatch(entry -> entry.contains(report));
  }

  @Test
  void tipsComeByTheApiTooAndAWrongCodeOpensNothing() {
    later();
    Answer given = world.nobody().post("/api/v1/tips", Map.of("words", "A bag stands alone."));
    assertThat(given.status()).as(given.toString()).isEqualTo(201);
    assertThat(given.text("emergency")).contains("112");
    String code = given.text("code");
    assertThat(
            world
                .nobody()
                .post("/api/v1/tips/more", Map.of("code", code, "words", "It is blue."))
                .status())
        .isEqualTo(204);
    Answer asked =
        world
            .bo()
            .post(
                "/api/v1/tips/"
                    + world.ana().get("/api/v1/tips").text("/items/0/id")
                    + "/questions",
                Map.of("question", "Where does it stand?"));
    assertThat(asked.status()).as(asked.toString()).isEqualTo(201);
    assertThat(
            world.nobody().post("/api/v1/tips/receipt", Map.of("code", code)).text("/0/question"))
        .isEqualTo("Where does it stand?");
    assertThat(
            world.nobody().post("/api/v1/tips/receipt", Map.of("code", "0000-0000")).problem())
        .isEqualTo("T1023");
    assertThat(world.nobody().post("/api/v1/tips", Map.of("words", " ")).problem())
        .isEqualTo("T1022");
    assertThat(world.nobody().get("/api/v1/tips").status()).isEqualTo(401);
  }

  @Test
  void aTipsFileThatRunsIsRefusedAndTheWordsStay() {
    String boundary = "xxTOCSINxx";
    String body =
        "--%1$s\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\nLook at this.\r\n--%1$s\r\nContent-Disposition: form-data; name=\"files\"; filename=\"photo.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nMZ\u0001run\r\n--%1$s--\r\n"
            .formatted(boundary);
    Answer refused =
        world
            .nobody()
            .post(
                "/tip", "multipart/form-data; boundary=" + boundary, body.getBytes(UTF_8), Map.of());
    assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
    assertThat(refused.body()).contains("Look at this.").contains("T1017");
    later();
    Answer taken =
        world
            .nobody()
            .post(
                "/tip",
                "multipart/form-data; boundary=" + boundary,
                body.replace("MZ\u0001run", "ÿØÿà").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                Map.of());
    assertThat(taken.status()).as(taken.toString()).isEqualTo(201);
    assertThat(world.ana().get("/api/v1/reports/" + newestReport() + "/attachments").text("/0/mediaType"))
        .isEqualTo("image/jpeg");
  }

  @Test
  void whereTheFormIsOffItSaysSo() {
    assertThat(ServerWorld.running().nobody().page("/tip").status()).isEqualTo(404);
    assertThat(
            ServerWorld.running().nobody().post("/api/v1/tips", Map.of("words", "x")).problem())
        .isEqualTo("T1020");
  }
}
