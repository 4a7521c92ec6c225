// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.ServerWorld;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * FEATURE UNDER TEST: a model that is set up is asked about reports that it may see, after they
 * were read; what it says is shown as what it is.
 */
class AdviserTest {

  private static final String TEXT =
      "On Tuesday the governor spoke of unrest. Whoever goes to the square on Friday will regret it,"
          + " a leaflet of the Lantern Front says.";

  /** The same words of the same source would be the same report. */
  private static final AtomicInteger LEAFLETS = new AtomicInteger();

  private static final JsonMapper JSON = JsonMapper.builder().build();
  @TempDir private static Path folder;
  private static HttpServer model;
  private static ServerWorld world;
  private static final List<String> asked = new CopyOnWriteArrayList<>();
  private static final List<String> keys = new CopyOnWriteArrayList<>();
  private static volatile int status = 200;
  private static volatile String words = "";

  @BeforeAll
  static void setUp() throws IOException {
    model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    model.createContext(
        "/v1/chat/completions",
        exchange -> {
          asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          byte[] answer =
              JSON.writeValueAsBytes(
                  Map.of("choices", List.of(Map.of("message", Map.of("content", words)))));
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    model.start();
    String host = "127.0.0.1:" + model.getAddress().getPort();
    Path key = Files.writeString(folder.resolve("key"), "sesame\n");
    world =
        ServerWorld.another(
            Map.of(
                "tocsin.synthetic.every",
                "0",
                "tocsin.outbound.allow",
                host,
                "tocsin.read.adviser.url",
                "http://" + host + "/v1",
                "tocsin.read.adviser.model",
                "owl-7b",
                "tocsin.read.adviser.key-file",
                key,
                "tocsin.read.adviser.up-to",
                "TLP:GREEN"));
  }

  @AfterAll
  static void end() {
    world.stop();
    model.stop(0);
  }

  @BeforeEach
  void forget() {
    asked.clear();
    keys.clear();
    status = 200;
    words =
        JSON.writeValueAsString(
            Map.of(
                "records",
                List.of(
                    Map.of(
                        "type", "threat",
                        "voice", "feared",
                        "quote", "Whoever goes to the square on Friday will regret it",
                        "actor", "the Lantern Front"),
                    Map.of("type", "attack", "voice", "fact", "quote", "a bomb went off"))));
  }

  private static String send(String marking) {
    Answer made =
        world
            .ana()
            .post(
                "/api/v1/reports?source=Leaflet&marking=" + marking.replace("+", "%2B"),
                "text/plain",
                (TEXT + " Leaflet " + LEAFLETS.incrementAndGet()).getBytes(UTF_8),
                Map.of());
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.text("id");
  }

  private static Answer advice(String report) {
    return world.ana().get("/api/v1/reports/" + report + "/advice");
  }

  private static List<String> acts(String report) {
    return world
        .bean(JdbcClient.class)
        .sql(
            "select type from ledger.entry where subject = ? and type like 'Advice%' order by number")
        .param(report)
        .query((row, i) -> row.getString(1))
        .list();
  }

  @Test
  void whatItSaysWordForWordIsKeptAndShownAsSuggestionsThatNobodyChecked() {
    String report = send("TLP:CLEAR");
    world.beat();
    JsonNode question = JSON.readTree(asked.getFirst());
    assertThat(question.at("/messages/1/content").asString()).startsWith(TEXT);
    assertThat(question.at("/model").asString()).isEqualTo("owl-7b");
    assertThat(keys).containsExactly("Bearer sesame");
    Answer advice = advice(report);
    assertThat(advice.status()).as(advice.toString()).isEqualTo(200);
    assertThat(advice.json().at("/suggestions")).hasSize(1);
    assertThat(advice.json().at("/dropped").asInt()).isEqualTo(1);
    assertThat(world.ana().page("/desk/reports/" + report).body())
        .contains("Suggestions of a model", "Nobody has checked them", "owl-7b")
        .contains("Whoever goes to the square on Friday will regret it")
        .doesNotContain("a bomb went off");
    assertThat(acts(report)).containsExactly("AdviceAsked", "AdviceGiven");
    world.beat();
    assertThat(asked).as("asked once").hasSize(1);
  }

  @Test
  void aReportThatIsMarkedTooNarrowlyIsNeverSent() {
    String report = send("TLP:AMBER");
    world.beat();
    assertThat(asked).isEmpty();
    assertThat(advice(report).status()).isEqualTo(404);
    assertThat(acts(report)).isEmpty();
  }

  @Test
  void aModelThatIsBusyIsAskedAgainWithLongerWaitsAndThenGivenUp() {
    status = 503;
    String report = send("TLP:GREEN");
    for (int attempt = 1; attempt <= 4; attempt++) {
      world.beat();
      assertThat(asked).hasSize(attempt);
      world.beat();
      assertThat(asked).as("not at once").hasSize(attempt);
      world.clock().forwardTo(world.clock().instant().plus(Duration.ofMinutes(20)));
    }
    assertThat(advice(report).json().at("/failure").asString()).contains("status 503");
    world.beat();
    assertThat(asked).hasSize(4);
    assertThat(world.ana().page("/desk/reports/" + report).body()).contains("gave none");
  }

  @Test
  void aModelThatTalksIsGivenUpAtOnce() {
    words = "As a model I would rather not.";
    String report = send("TLP:GREEN");
    world.beat();
    assertThat(advice(report).json().at("/failure").asString()).contains("no JSON");
  }

  @Test
  void theSuggestionsCanBeReadWideAndNarrowAndTakenOverAsFindings() {
    String report = send("TLP:CLEAR");
    world.beat();
    try (BrowserWorld.Window desk = BrowserWorld.running().signedIn(world, world.ana(), 1280)) {
      desk.open("/desk/reports/" + report);
      desk.check("report-advice", 1280, 390);
      Page page = desk.page();
      page.locator("a[aria-label='Take over suggestion 1']").click();
      assertThat(page.locator("#add #f-type").inputValue()).isEqualTo("threat");
      assertThat(page.locator("#add #f-voice").inputValue()).isEqualTo("feared");
      assertThat(page.locator("#add input[name=actor]").inputValue())
          .isEqualTo("the Lantern Front");
      desk.check("report-advice-taken", 1280, 390);
      page.locator("#add button[type=submit]").click();
      PlaywrightAssertions.assertThat(page.locator("#history")).containsText("(threat) added");
    }
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    URI url = URI.create("https://models.example.org/v1");
    assertThatThrownBy(
            () -> new AdviserSettings(url, "", null, "TLP:CLEAR", Duration.ofSeconds(60)))
        .hasMessageContaining("tocsin.read.adviser.model");
    assertThatThrownBy(() ->
            new AdviserSettings(
                URI.create("file:///etc/passwd"), "m", null, "TLP:CLEAR", Duration.ofSeconds(60)))
        .hasMessageContaining("tocsin.read.adviser.url");
    assertThatThrownBy(() -> new AdviserSettings(url, "m", null, "TLP:CLEAR", Duration.ZERO))
        .hasMessageContaining("tocsin.read.adviser.timeout");
  }
}
