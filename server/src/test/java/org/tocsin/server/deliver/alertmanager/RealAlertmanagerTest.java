// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Letter;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.SampleParcels;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.http.OutboundSettings;
import org.tocsin.server.world.ServerWorld;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * FEATURE UNDER TEST: a real Alertmanager takes our warnings and ends them, and what it sees itself
 * becomes a report here. Needs {@code prometheus-alertmanager} (Debian's package of that name) or
 * {@code alertmanager}; says so and does nothing where there is none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealAlertmanagerTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ApprovedWarning.Text TEXT =
      SampleParcels.text("Avoid large gatherings", "A threat to concerts.", "Stay away.");

  private final HttpClient http = HttpClient.newHttpClient();
  private final ServerWorld world = ServerWorld.running();
  private Process process;
  private String address;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Optional<Path> program =
        Stream.of(
                "/usr/bin/prometheus-alertmanager",
                "/usr/bin/alertmanager",
                "/usr/local/bin/alertmanager")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(
        program.isPresent(),
        "No Alertmanager on this machine; on Debian: apt-get install prometheus-alertmanager.");
    int port = freePort();
    Path config = folder.resolve("alertmanager.yml");
    Files.writeString(
        config,
        """
        route: {receiver: tocsin, group_by: [alertname], group_wait: 1s, group_interval: 1s, repeat_interval: 1s}
        receivers:
          - name: tocsin
            webhook_configs:
              - url: '%s/api/v1/sources/alertmanager?source=Real&reliability=B&credibility=2'
                send_resolved: true
                http_config: {authorization: {credentials: '%s'}}
        """
            .formatted(world.address(), world.ana().token()));
    process =
        new ProcessBuilder(
                program.orElseThrow().toString(),
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("data"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    address = "http://127.0.0.1:" + port;
    await(() -> get("/-/ready").isPresent());
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      process.waitFor();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Another program's time is not ours to set. */
  private static void await(BooleanSupplier found) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!found.getAsBoolean()) {
      assertThat(Instant.now()).as("nothing came within " + PATIENCE).isBefore(end);
      Thread.sleep(100);
    }
  }

  private Optional<String> get(String path) {
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<JsonNode> alerts(String warning) {
    JsonNode all = JSON.readTree(get("/api/v2/alerts?filter=warning%3D" + warning).orElseThrow());
    return all.valueStream().toList();
  }

  private static ApprovedWarning warning(String id, String msgType) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return new ApprovedWarning(
        new WarningId(id),
        new CaseId("case_01HRS4000000000000000000AB"),
        msgType,
        Urgency.IMMEDIATE,
        Severity.SEVERE,
        true,
        Marking.CLEAR,
        new TimeWindow(now.plusSeconds(3_600), now.plusSeconds(48 * 3_600)),
        List.of(TEXT),
        List.of(new ApprovedWarning.Step(List.of("alertmanager"), 30)),
        "a".repeat(64));
  }

  private Outcome send(ApprovedWarning warning, List<ApprovedWarning> earlier) {
    Parcel parcel =
        new Parcel(
            warning.id() + "-7-alertmanager-0",
            new WatcherId(7),
            address,
            new Letter(warning, TEXT, "[EXERCISE] Avoid large gatherings", "", "", "", "", ""),
            SampleParcels.LINK,
            false,
            Instant.now());
    OutboundSettings settings =
        new OutboundSettings(
            List.of(URI.create(address).getAuthority()),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            8);
    try (Outbound outbound = new Outbound(settings);
        Channel.Line line =
            new AlertmanagerChannel(
                    new AlertmanagerSettings(1, Duration.ofMinutes(5), List.of()),
                    id -> earlier,
                    outbound,
                    JSON)
                .open()) {
      return line.send(List.of(parcel)).getFirst();
    }
  }

  @Test
  void ourWarningStandsThereOnceAndIsOverWhenItIsTakenBack() throws Exception {
    String id = "warning_01HRS4000000000000000000B1";
    ApprovedWarning warning = warning(id, "Alert");
    assertThat(send(warning, List.of())).isInstanceOf(Outcome.Told.class);
    assertThat(send(warning, List.of())).as("a repeat").isInstanceOf(Outcome.Told.class);
    await(() -> !alerts(id).isEmpty());
    assertThat(alerts(id))
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.at("/labels/severity").asString()).isEqualTo("critical");
          assertThat(alert.at("/labels/exercise").asString()).isEqualTo("yes");
          assertThat(alert.at("/annotations/instruction").asString()).isEqualTo("Stay away.");
          assertThat(alert.at("/annotations/answer").asString()).isEqualTo(SampleParcels.LINK);
          assertThat(alert.at("/generatorURL").asString()).isEqualTo(SampleParcels.LINK);
          assertThat(Instant.parse(alert.at("/endsAt").asString()))
              .isEqualTo(warning.window().until());
        });

    String cancel = "warning_01HRS4000000000000000000B2";
    assertThat(send(warning(cancel, "Cancel"), List.of(warning))).isInstanceOf(Outcome.Told.class);
    await(() -> alerts(id).isEmpty() && alerts(cancel).size() == 1);
  }

  @Test
  void whatItSeesBecomesAReportHereOnceAndAnotherWhenItIsOver() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    post("Flood gauge at the bridge", now, now.plusSeconds(3_600));
    await(() -> reports("Flood gauge at the bridge") == 1);
    long seen = seen();
    // It repeats each second; once it has come again, it was counted and made no report.
    await(() -> seen() > seen);
    assertThat(reports("Flood gauge at the bridge")).isEqualTo(1);
    post("Flood gauge at the bridge", now, Instant.now());
    await(() -> reports("Resolved: Flood gauge at the bridge") == 1);
  }

  private void post(String summary, Instant from, Instant until) throws Exception {
    String body =
        "[{\"labels\":{\"alertname\":\"Gauge\"},\"annotations\":{\"summary\":\"%s\"},\"startsAt\":\"%s\",\"endsAt\":\"%s\"}]"
            .formatted(summary, from, until);
    assertThat(
            http.send(
                    HttpRequest.newBuilder(URI.create(address + "/api/v2/alerts"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                    BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(200);
  }

  private long reports(String title) {
    return world
        .bean(org.springframework.jdbc.core.simple.JdbcClient.class)
        .sql("select count(*) from collect.report where source = 'Real' and title = ?")
        .param(title)
        .query(Long.class)
        .single();
  }

  private long seen() {
    return world
        .bean(org.springframework.jdbc.core.simple.JdbcClient.class)
        .sql("select coalesce(sum(seen), 0) from collect.monitor_alert where source = 'Real'")
        .query(Long.class)
        .single();
  }
}
