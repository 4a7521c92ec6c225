// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: reports and replies that a provider brings by HTTP, in its own form. */
class SmsInletTest {

  private static final String SECRET = "a-secret-of-twenty-letters";
  private static final String PATH = "/in/sms/gate/" + SECRET;
  private static ServerWorld world;
  private static JdbcClient jdbc;

  @BeforeAll
  static void start() {
    String gate = "tocsin.sms.providers.gate.http.";
    world =
        ServerWorld.another(
            Map.ofEntries(
                Map.entry("tocsin.sms.from", "54321"),
                Map.entry(gate + "url", "https://sms.example.org/send"),
                Map.entry(gate + "body", "to={to}&text={text}"),
                Map.entry(gate + "secret", SECRET),
                Map.entry(gate + "report-id", "/results/*/messageId"),
                Map.entry(gate + "report-state", "/results/*/status/name"),
                Map.entry(gate + "delivered", "DELIVERED"),
                Map.entry(gate + "failed", "UNDELIVERABLE,REJECTED"),
                Map.entry(gate + "reply-from", "From"),
                Map.entry(gate + "reply-text", "Body")));
    jdbc = JdbcClient.create(world.bean(javax.sql.DataSource.class));
  }

  @AfterAll
  static void end() {
    world.stop();
  }

  private static Answer bring(String path, String type, String body) {
    return world.nobody().post(path, type, body.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private static List<String> reports() {
    return jdbc.sql(
            "select provider || ' ' || provider_id || ' ' || state from deliver.delivery_report"
                + " order by provider_id")
        .query(String.class)
        .list();
  }

  @Test
  void reportsInJsonAreKeptEachUnderItsIdAndWhatIsOnItsWayIsNot() {
    Answer answer =
        bring(
            PATH,
            "application/json",
            """
            {"results":[{"messageId":"a1","status":{"name":"DELIVERED"}},
                        {"messageId":"a2","status":{"name":"UNDELIVERABLE"}},
                        {"messageId":"a3","status":{"name":"PENDING"}}]}
            """);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(reports()).contains("gate a1 1", "gate a2 2").noneMatch(each -> each.contains("a3"));
  }

  @Test
  void aReplyInAFormIsTakenAndOneOfANumberThatWasToldNothingIsPassedOver() {
    Answer answer = bring(PATH, "application/x-www-form-urlencoded", "From=%2B79160000001&Body=1");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/in/sms/gate/another-secret-of-letters",
        "/in/sms/main/" + SECRET,
        "/in/sms/nobody/" + SECRET
      })
  void whoeverDoesNotKnowTheSecretIsToldNothing(String path) {
    Answer answer = bring(path, "application/json", "{}");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("T6051");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[", "{\"results\":[{\"messageId\":\"x\"}]}", "null", ""})
  void whatHoldsNothingIsRefusedAndSaysWhichFieldsAreWanted(String body) {
    Answer answer = bring(PATH, "application/json", body);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("T6052");
  }
}
