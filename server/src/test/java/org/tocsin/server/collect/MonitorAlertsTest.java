// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.access.Role;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: an alert of a monitoring system becomes a report, once. */
class MonitorAlertsTest {

  private static final String DOOR = "/api/v1/sources/alertmanager";

  private final ServerWorld world = ServerWorld.running();

  private Answer send(String source, String body) {
    return send(source, body.getBytes(UTF_8));
  }

  private Answer send(String source, byte[] body) {
    return world
        .ana()
        .post(
            DOOR + "?source=" + source + "&reliability=B&credibility=2&marking=TLP:GREEN",
            "application/json",
            body,
            Map.of());
  }

  private static String group(String... alerts) {
    return """
    {"version":"4","groupKey":"{}:{alertname=\\"Siren\\"}","truncatedAlerts":0,"status":"firing",
     "receiver":"tocsin","groupLabels":{"alertname":"Siren"},"commonLabels":{},"commonAnnotations":{},
     "externalURL":"http://am.example:9093","alerts":[%s]}
    """
        .formatted(String.join(",", alerts));
  }

  private static String alert(String status, String place, String words) {
    return """
    {"status":"%s","labels":{"alertname":"Siren","place":"%s"},
     "annotations":{"summary":"Siren at %s","description":"%s"},
     "startsAt":"2024-03-07T07:58:00.5Z","endsAt":"%s","generatorURL":"http://prom.example/g",
     "fingerprint":"0123456789abcdef"}
    """
        .formatted(
            status,
            place,
            place,
            words,
            status.equals("firing") ? "0001-01-01T00:00:00Z" : "2024-03-07T07:59:00Z");
  }

  @Test
  void eachAlertIsAReportWithSourceGradeAndMarkingAndTheMessageIsKept() {
    String message =
        group(alert("firing", "North", "Level 3.2 m."), alert("firing", "South", "Level 2.1 m."));
    Answer made = send("Sirens-1", message);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    assertThat(made.text("/alerts")).isEqualTo("2");
    assertThat(made.json().at("/reports")).hasSize(2);
    String id = made.text("/reports/0/id");
    Answer report = world.bo().get("/api/v1/reports/" + id);
    assertThat(report.text("title")).matches("Siren at (North|South)");
    assertThat(report.text("grade")).isEqualTo("B2");
    assertThat(report.text("marking")).isEqualTo("TLP:GREEN");
    assertThat(report.text("source")).isEqualTo("Sirens-1");
    assertThat(report.text("via")).isEqualTo("alertmanager");
    assertThat(report.text("publishedAt")).isEqualTo("2024-03-07T07:58:00.500Z");
    assertThat(world.bo().get("/api/v1/reports/" + id + "/original").body())
        .contains("Level ", "alertname=Siren", "From: http://prom.example/g");
    byte[] kept =
        world
            .bean(JdbcClient.class)
            .sql(
                "select d.bytes from collect.document d join collect.report r on r.part_of = d.sha256"
                    + " where r.id = ?")
            .param(id)
            .query((row, i) -> row.getBytes(1))
            .single();
    assertThat(new String(kept, UTF_8)).isEqualTo(message);
  }

  @Test
  void whatIsSentAgainIsNoFurtherReport() {
    assertThat(reports("Sirens-2", group(alert("firing", "North", "Level 3.2 m.")))).isEqualTo(1);
    assertThat(reports("Sirens-2", group(alert("firing", "North", "Level 3.2 m."))))
        .as("the same bytes")
        .isZero();
    assertThat(reports("Sirens-2", group(alert("firing", "North", "Level 13.75 m."))))
        .as("another figure")
        .isZero();
    assertThat(
            reports(
                "Sirens-2",
                group(
                    alert("firing", "North", "Level 3.2 m."),
                    alert("firing", "South", "Level 3.2 m."))))
        .as("a group that has grown")
        .isEqualTo(1);
    assertThat(reports("Sirens-2", group(alert("firing", "North", "The dam has broken."))))
        .as("other words")
        .isEqualTo(1);
    assertThat(reports("Sirens-2", group(alert("resolved", "North", "Level 3.2 m."))))
        .as("it is over")
        .isEqualTo(1);
    assertThat(reports("Sirens-3", group(alert("firing", "North", "Level 3.2 m."))))
        .as("another source")
        .isEqualTo(1);
    assertThat(
            world
                .bean(JdbcClient.class)
                .sql("select max(seen) from collect.monitor_alert where source = 'Sirens-2'")
                .query(Integer.class)
                .single())
        .isEqualTo(4);
  }

  @Test
  void whatHasNotComeForAYearIsForgottenAndItsReportIsNot() {
    String message = group(alert("firing", "North", "Level 3.2 m."));
    String report = send("Sirens-9", message).text("/reports/0/id");
    MonitorRetention retention = world.bean(MonitorRetention.class);
    Instant now = world.clock().instant();
    retention.runDue(now.plus(Duration.ofDays(364)));
    assertThat(reports("Sirens-9", message)).as("known still").isZero();
    assertThat(retention.runDue(now.plus(Duration.ofDays(366)))).isPositive();
    assertThat(retention.runDue(now.plus(Duration.ofDays(366)))).isZero();
    assertThat(reports("Sirens-9", message)).as("not known any more").isEqualTo(1);
    assertThat(world.bo().get("/api/v1/reports/" + report).status()).isEqualTo(200);
    assertThatThrownBy(() -> new MonitorSettings(Duration.ofHours(1)))
        .hasMessageContainingAll("tocsin.collect.keep-monitor-alerts", "1d");
  }

  private int reports(String source, String message) {
    Answer answer = send(source, message);
    assertThat(answer.status()).as(answer.toString()).isBetween(200, 201);
    return answer.json().at("/reports").size();
  }

  @Test
  void aWarningOfThisDeskThatComesBackIsNoNews() {
    String desk =
        URI.create(
                Objects.requireNonNull(
                    world.server().getEnvironment().getProperty("tocsin.deliver.public-url")))
            .getAuthority();
    String own =
        alert("firing", "North", "Stay away.")
            .replace("\"Siren\"", "\"TocsinWarning\",\"desk\":\"" + desk + "\"");
    Answer answer = send("Sirens-4", group(own));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("/own")).isEqualTo("1");
    assertThat(answer.json().at("/reports")).isEmpty();
    assertThat(reports("Sirens-4", group(own.replace(desk, "other.example")))).isEqualTo(1);
  }

  static Stream<Arguments> badMessages() {
    String good = alert("firing", "North", "x");
    return Stream.of(
        Arguments.of("no JSON", "{\"version\":\"4\",\n \"alerts\":[}", "line 2, column 12"),
        Arguments.of("cut off", group(good).substring(0, 200), "line "),
        Arguments.of("another version", group(good).replace("\"4\"", "\"5\""), "version"),
        Arguments.of("no alerts", group(), "alerts"),
        Arguments.of("a list", "[]", "version"),
        Arguments.of("no labels", group("{\"status\":\"firing\"}"), "alerts[0].labels"),
        Arguments.of(
            "a number for a text",
            group(good, good.replace("\"North\"", "7")),
            "alerts[1].labels.place"),
        Arguments.of(
            "no time", group(good.replace("2024-03-07T07:58:00.5Z", "now")), "alerts[0].startsAt"),
        Arguments.of(
            "no such state", group(good.replace("firing\",\"l", "on\",\"l")), "alerts[0].status"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badMessages")
  void whatCannotBeReadIsRefusedWithItsPlaceAndKeptApart(String what, String body, String where) {
    Answer answer = send("Sirens-5", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.body()).contains("T1031", where);
    String kept = answer.body().replaceAll("(?s).*(quarantine_[0-9A-Z]{26}).*", "$1");
    assertThat(world.bo().get("/api/v1/quarantine/" + kept + "/original").body()).isEqualTo(body);
  }

  @Test
  void bytesThatAreNoTextAreKeptApartAsWell() {
    byte[] bytes = group(alert("firing", "North", "x")).getBytes(UTF_8);
    bytes[40] = (byte) 0xff;
    Answer answer = send("Sirens-6", bytes);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("T1031", "quarantine_");
  }

  @Test
  void whoHasNoTokenOrNotTheRoleMayNotSend() {
    byte[] body = group(alert("firing", "North", "x")).getBytes(UTF_8);
    assertThat(world.nobody().post(DOOR, "application/json", body, Map.of()).status())
        .isEqualTo(401);
    assertThat(
            world.officerWith(Role.AUDITOR).post(DOOR, "application/json", body, Map.of()).status())
        .isEqualTo(403);
    assertThat(
            world
                .officerWith(Role.COLLECTOR)
                .post(DOOR + "?source=Sirens-7", "application/json", body, Map.of())
                .status())
        .isEqualTo(201);
  }
}
