// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: bad input is refused aloud, with a number, the place and a remedy. */
class RefusalsTest {

  private final ServerWorld world = ServerWorld.running();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "JSON cut off          | {\"email\": \"a\", | T0002 | line 1, column",
        "JSON of another shape | {\"expiresInHours\": \"soon\"} | T0002 | in expiresInHours",
        "not JSON              | hello | T0002 | line 1, column",
        "a list for an object  | [1] | T0002 | line 1, column",
      })
  void jsonIsRefusedWithItsPlace(String name, String body, String problem, String detail) {
    Answer answer = world.nobody().post("/api/v1/tokens", body);
    assertThat(answer.problem()).as(answer.toString()).isEqualTo(problem);
    assertThat(answer.text("detail")).contains(detail).doesNotContain("org.tocsin");
  }

  @ParameterizedTest(name = "{0} at byte {2}")
  @CsvSource({
    "a lone continuation, 7b2280227d, 2",
    "an overlong slash, 7b22c0af227d, 2",
    "a surrogate, 7b22eda080227d, 3",
    "beyond Unicode, 7b22f4908080227d, 3",
    "a character cut off by another, 7b22c3227d, 3",
  })
  void bytesThatAreNotUtf8AreRefusedWithTheirPosition(String name, String hex, int position) {
    Answer answer =
        world
            .nobody()
            .post("/api/v1/tokens", "application/json", HexFormat.of().parseHex(hex), Map.of());
    assertThat(answer.problem()).as(answer.toString()).isEqualTo("T0002");
    assertThat(answer.text("detail")).startsWith("byte " + position + " of the body");
  }

  @Test
  void aTimeThatIsNoneIsRefusedAsOne() {
    Answer answer =
        world
            .ana()
            .post(
                "/api/v1/duty-roster/shifts", "{\"post\": \"seniorOfficer\", \"from\": \"soon\"}");
    assertThat(answer.problem()).as(answer.toString()).isEqualTo("T0008");
    assertThat(answer.text("detail")).startsWith("from: 'soon' is not a time with a zone");
  }

  @Test
  void aFormWhoseNamesAreNoNamesIsRefused() {
    Answer answer =
        world
            .nobody()
            .post(
                "/in/sms/x/y",
                "application/x-www-form-urlencoded",
                "{\"a\":1}\n{\"b\":2}\n".getBytes(StandardCharsets.UTF_8),
                Map.of());
    assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
    assertThat(answer.problem()).isEqualTo("T0002");
  }

  @Test
  void aFieldThatIsNotKnownIsRefusedWithThoseThatAre() {
    Answer answer = world.bo().post("/api/v1/cases", "{\"title\": \"a\", \"titel\": \"b\"}");
    assertThat(answer.problem()).as(answer.toString()).isEqualTo("T0002");
    assertThat(answer.text("detail")).isEqualTo("there is no field 'titel' here");
    assertThat(answer.json().path("faults").path(0).path("remedy").asString())
        .isEqualTo("Leave it out. Known: reports, title.");
  }

  @Test
  void aHostileInputIsAnsweredByLessThanItself() {
    String many = "\"Zz\",".repeat(20_000) + "\"Zz\"";
    Answer answer =
        world.bo().post("/api/v1/drills", "{\"channels\": [" + many + "], \"kind\": \"person\"}");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.body().length()).isLessThan(60_000);
    String names =
        IntStream.range(0, 5_000).mapToObj(i -> "\"Zz " + i + "\"").collect(joining(","));
    Answer group =
        world
            .bo()
            .post(
                "/api/v1/groups", "{\"name\": \"Zz\", \"areas\": [" + names + "], \"why\": \"w\"}");
    assertThat(group.problem()).as(group.toString()).isEqualTo("T3028");
    assertThat(group.json().path("faults").size()).isEqualTo(201);
  }

  @Test
  void whatIsMissingAnywhereInABodyIsToldAllAtOnce() {
    String id = world.bo().post("/api/v1/cases", "{\"title\": \"lacking\"}").text("id");
    Answer answer =
        world
            .bo()
            .post(
                "/api/v1/cases/" + id + "/determinations",
                """
                {"victims": "public", "policy": "us-icd-191", "result": "warn", "reasons": null,
                 "answers": [null, {"question": "q", "answer": "yes"}],
                 "evidence": [{"report": "report_x"}], "record": {"a": null}}
                """);
    assertThat(answer.problem()).as(answer.toString()).isEqualTo("T0002");
    assertThat(
            answer.json().path("faults").valueStream().map(each -> each.path("where").asString()))
        .containsExactly(
            "answers[0]", "answers[1].reason", "reasons", "evidence[0].of", "record[a]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/api/v1/reports?after=%FF, not UTF-8",
    "/api/v1/sources?after=%00, U+0000",
    "/api/v1/reports/%FF, the address or a header cannot be read",
    "/api/v1/reports/..%2F.., the address or a header cannot be read",
  })
  void whatNoTextHoldsIsRefusedInTheAddressToo(String path, String detail) {
    Answer answer = world.ana().get(path);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("T0002");
    assertThat(answer.text("detail")).contains(detail);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/reports?limit=many | limit: 'many' is no whole number | Write digits only, between -2147483648",
        "/api/v1/reports?limit=99999999999 | limit: '99999999999' is out of range | 2147483647.",
        "/api/v1/watchers?after=1.5 | after: '1.5' is no whole number | Write digits only",
        "/api/v1/watchers?unreachable=perhaps | unreachable: 'perhaps' is neither true nor | true or false",
        "/api/v1/watchers/nobody | id: 'nobody' is no whole number | Write digits only",
      })
  void aValueOfAnotherKindIsRefusedWithWhatIsWanted(String path, String detail, String remedy) {
    Answer answer = world.ana().get(path);
    assertThat(answer.problem()).as(answer.toString()).isEqualTo("T0002");
    assertThat(answer.text("detail")).startsWith(detail);
    assertThat(answer.text("/faults/0/remedy")).contains(remedy);
  }

  @ParameterizedTest(name = "{0} {1} as {2}")
  @CsvSource({
    "GET, /api/v1/nothing, '', T0001, 404",
    "PUT, /api/v1/me, application/json, T0010, 405",
    "POST, /api/v1/setup, text/plain, T0009, 415",
    "DELETE, /api/v1/tokens/x, '', T0004, 400",
    "GET, /problems/T9999, '', T0001, 404",
  })
  void springsRefusalsHaveOurNumbers(
      String method, String path, String type, String problem, int status) {
    Answer answer =
        world
            .ana()
            .send(
                method,
                path,
                type.isEmpty() ? null : type,
                type.isEmpty() ? new byte[0] : "{}".getBytes(StandardCharsets.UTF_8),
                Map.of());
    assertThat(answer.problem()).as(answer.toString()).isEqualTo(problem);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text("instance")).isEqualTo(path);
  }

  @Test
  void aBrowserGetsAPageInstead() {
    Answer answer = world.ana().page("/desk/nowhere");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.body()).contains("There is nothing here").contains("Back to the desk");
  }

  @Test
  void fiftyMegabytesAreRefusedAndTheCallerHearsWhy() {
    byte[] body = new byte[50_000_000];
    Answer answer = world.nobody().post("/api/v1/tokens", "application/json", body, Map.of());
    assertThat(answer.problem()).isEqualTo("T0003");
    assertThat(answer.text("detail")).contains("10000000 bytes");
  }

  @Test
  void aBodyWithoutALengthIsHeldToTheLimitToo() throws IOException {
    URI address = URI.create(world.address());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          """
          POST /api/v1/tokens HTTP/1.1\r
          Host: localhost\r
          Content-Type: application/json\r
          Transfer-Encoding: chunked\r
          Connection: close\r
          \r
          """
              .getBytes(StandardCharsets.US_ASCII));
      byte[] spaces = " ".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 12; i++) {
        out.write(
            (Integer.toHexString(spaces.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(spaces);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      new DataInputStream(socket.getInputStream()).transferTo(answer);
      assertThat(answer.toString(StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 413")
          .contains("T0003");
    }
  }

  @Test
  void theSameRequestWithTheSameKeyIsAnsweredOnceAndToldAgain() {
    Map<String, String> key = Map.of("Idempotency-Key", "the-key");
    Answer first = world.ana().post("/api/v1/replay-probe", "{}", key);
    Answer again = world.ana().post("/api/v1/replay-probe", "{}", key);
    assertThat(first.status()).isEqualTo(404);
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(again.status()).isEqualTo(404);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(world.ana().post("/api/v1/replay-probe", "{ }", key).problem()).isEqualTo("T0011");
    assertThat(world.bo().post("/api/v1/replay-probe", "{ }", key).status()).isEqualTo(404);
  }

  @Test
  void aKeyAtWorkIsRefusedUntilItsLeaseIsOver() {
    IdempotencyStore store = world.bean(IdempotencyStore.class);
    String ana = world.ana().get("/api/v1/me").text("id");
    Map<String, String> key = Map.of("Idempotency-Key", "busy");
    world.ana().post("/api/v1/busy-probe", "{}", key);
    byte[] request = store.find(ana, "busy").orElseThrow().request();
    store.release(ana, "busy");
    store.claim(ana, "busy", request, world.clock().instant());
    assertThat(world.ana().post("/api/v1/busy-probe", "{}", key).problem()).isEqualTo("T0012");
    store.release(ana, "busy");
    store.claim(
        ana,
        "busy",
        request,
        world.clock().instant().minus(IdempotencyStore.LEASE).minusSeconds(1));
    assertThat(world.ana().post("/api/v1/busy-probe", "{}", key).status()).isEqualTo(404);
  }

  @Test
  void keptAnswersAreForgottenAfterADay() {
    IdempotencyStore store = world.bean(IdempotencyStore.class);
    store.claim("somebody", "old", new byte[32], world.clock().instant());
    store.runDue(world.clock().instant().plus(IdempotencyStore.LIFE));
    assertThat(store.find("somebody", "old")).isPresent();
    store.runDue(world.clock().instant().plus(IdempotencyStore.LIFE).plusMillis(1));
    assertThat(store.find("somebody", "old")).isEmpty();
  }

  @Test
  void scriptsAndStylesAreAskedForAgainAndNotSentAgain() {
    for (String path :
        new String[] {
          "/assets/desk.css",
          "/assets/desk.js",
          "/webjars/htmx.org/dist/htmx.min.js",
          "/webjars/leaflet/dist/leaflet.js",
          "/assets/vendor/countries-50m.json"
        }) {
      Answer first =
          world.nobody().send("GET", path, null, new byte[0], Map.of("Accept-Encoding", "gzip"));
      assertThat(first.status()).as(path).isEqualTo(200);
      assertThat(first.header("Content-Encoding")).as(path).isEqualTo("gzip");
      String tag = first.header("ETag");
      assertThat(tag).startsWith("W/");
      Answer again =
          world.nobody().send("GET", path, null, new byte[0], Map.of("If-None-Match", tag));
      assertThat(again.status()).as(path).isEqualTo(304);
    }
  }
}
