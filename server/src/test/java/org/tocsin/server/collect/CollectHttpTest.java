// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.access.ActingAs;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: what arrives is kept as it arrived, or refused aloud and kept apart. */
class CollectHttpTest {

  private static final String CAP =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
        <identifier>urn:x:1</identifier><sender>desk@example.org</sender>
        <sent>2024-03-07T18:00:00+03:00</sent><status>Exercise</status><msgType>Alert</msgType><scope>Public</scope>
        <info><category>Security</category><event>Threat</event><urgency>Future</urgency><severity>Severe</severity>
        <certainty>Possible</certainty><headline>Avoid large gatherings</headline></info>
      </alert>
      """;

  private final ServerWorld world = ServerWorld.running();

  private Answer send(String query, String type, byte[] body) {
    return world.ana().post("/api/v1/reports?" + query, type, body, Map.of());
  }

  @Test
  void aReportKeepsItsBytesHashGradeAndMarking() {
    String text = "Embassy of Examplia warns: avoid stations on Friday.\nMore follows.";
    Answer made =
        send(
            "source=Wire&reliability=b&credibility=2&marking=GREEN&publishedAt=2024-03-07T10:00:00%2B03:00",
            "text/plain;charset=utf-8", text.getBytes(UTF_8));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    assertThat(made.text("title"))
        .isEqualTo("Embassy of Examplia warns: avoid stations on Friday.");
    assertThat(made.text("grade")).isEqualTo("B2");
    assertThat(made.text("marking")).isEqualTo("TLP:GREEN");
    assertThat(made.text("publishedAt")).isEqualTo("2024-03-07T07:00:00Z");
    assertThat(made.header("Location")).isEqualTo("/api/v1/reports/" + made.text("id"));
    Answer original = world.bo().get("/api/v1/reports/" + made.text("id") + "/original");
    assertThat(original.body()).isEqualTo(text);
    assertThat(original.header("Content-Disposition")).startsWith("attachment");
    assertThat(original.header("Content-Type")).startsWith("application/octet-stream");
  }

  @Test
  void theSameBytesFromTheSameSourceAreOneReport() {
    byte[] text = "One and the same.".getBytes(UTF_8);
    String first = send("source=Twice", "text/plain", text).text("id");
    assertThat(send("source=Twice", "text/plain", text).text("id")).isEqualTo(first);
    assertThat(send("source=Other", "text/plain", text).text("id")).isNotEqualTo(first);
  }

  @Test
  void whoeverListsOnSeesAReportThatWasMadeEarlierAndCommittedLater() {
    String start = send("source=ListStart", "text/plain", "Start.".getBytes(UTF_8)).text("id");
    String[] late = {""};
    String[] next = {""};
    world
        .bean(TransactionTemplate.class)
        .executeWithoutResult(_ -> {
          Intake slow =
              new Intake(
                  "Slow.".getBytes(UTF_8),
                  "text/plain",
                  Optional.empty(),
                  "ListSlow",
                  Grade.UNJUDGED,
                  Marking.AMBER,
                  "api",
                  Optional.empty());
          late[0] =
              ActingAs.of(
                  world.server(),
                  world.ana().email(),
                  () -> world.bean(Reports.class).receive(slow).getFirst().id().value());
          // Ids of one moment stand in no order.
          world.clock().forwardTo(world.clock().instant().plusSeconds(1));
          next[0] = send("source=ListQuick", "text/plain", "Quick.".getBytes(UTF_8)).text("id");
          assertThat(listed(start)).contains(next[0]).doesNotContain(late[0]);
        });
    assertThat(late[0]).isLessThan(next[0]);
    assertThat(listed(next[0])).contains(late[0]).doesNotContain(next[0]);
  }

  private List<String> listed(String after) {
    Answer page = world.bo().get("/api/v1/reports?limit=200&after=" + after);
    assertThat(page.status()).as(page.toString()).isEqualTo(200);
    return page.json().get("items").valueStream().map(each -> each.get("id").asString()).toList();
  }

  @Test
  void aCapAlertIsTitledByItsHeadlineAndAFeedGivesAReportAnEntry() {
    assertThat(send("source=Cap", "application/cap+xml", CAP.getBytes(UTF_8)).text("title"))
        .isEqualTo("Avoid large gatherings");
    String rss =
        "<rss version=\"2.0\"><channel><title>t</title><item><guid>1</guid><title>First</title>"
            + "<description>One.</description></item><item><guid>2</guid><title>Second</title></item></channel></rss>";
    Answer feed = send("source=Rss", "application/rss+xml", rss.getBytes(UTF_8));
    assertThat(feed.status()).isEqualTo(201);
    assertThat(feed.text("/reports/0/title")).isEqualTo("First");
    assertThat(feed.text("/reports/1/title")).isEqualTo("Second");
  }

  static Stream<Arguments> badInput() {
    String plain = "text/plain";
    String cap = "application/cap+xml";
    byte[] text = "x".getBytes(UTF_8);
    return Stream.of(
        Arguments.of("empty body", "source=S", plain, new byte[0], 422, "T1001", "no bytes"),
        Arguments.of(
            "invalid UTF-8",
            "source=S",
            plain,
            new byte[] {'a', 'b', (byte) 0xff, 'c'},
            422,
            "T1002",
            "byte 2 (0xff)"),
        Arguments.of(
            "unknown character set",
            "source=S",
            "text/plain;charset=klingon",
            text,
            415,
            "T0009",
            ""),
        Arguments.of(
            "CAP cut short",
            "source=S",
            cap,
            CAP.substring(0, 300).getBytes(UTF_8),
            422,
            "T1003",
            "line "),
        Arguments.of(
            "CAP with a DTD",
            "source=S",
            cap,
            ("<!DOCTYPE alert [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + CAP.substring(39))
                .getBytes(UTF_8),
            422,
            "T1003",
            "line 1"),
        Arguments.of(
            "unknown reliability", "source=S&reliability=G", plain, text, 422, "T1004", "'G'"),
        Arguments.of(
            "unknown credibility", "source=S&credibility=0", plain, text, 422, "T1004", "'0'"),
        Arguments.of("no source", "reliability=A", plain, text, 400, "T0002", "source"),
        Arguments.of("blank source", "source=%20", plain, text, 422, "T1005", "empty"),
        Arguments.of(
            "no feed",
            "source=S",
            "application/rss+xml",
            "<html/>".getBytes(UTF_8),
            422,
            "T1006",
            "feed"),
        Arguments.of("unknown marking", "source=S&marking=PINK", plain, text, 422, "T0006", "PINK"),
        Arguments.of(
            "time without a zone",
            "source=S&publishedAt=2024-03-07T10:00:00",
            plain,
            text,
            422,
            "T0008",
            "publishedAt"),
        Arguments.of("unsupported type", "source=S", "image/png", text, 415, "T0009", "image/png"),
        Arguments.of(
            "unknown JSON field",
            "",
            "application/json",
            "{\"content\":\"x\",\"sauce\":\"S\"}".getBytes(UTF_8),
            400,
            "T0002",
            "sauce"),
        Arguments.of(
            "no JSON",
            "",
            "application/json",
            "{\"content\"".getBytes(UTF_8),
            400,
            "T0002",
            "line 1"),
        Arguments.of(
            "empty JSON",
            "",
            "application/json",
            "{\"source\":\"S\"}".getBytes(UTF_8),
            422,
            "T1001",
            "no bytes"),
        Arguments.of("50 MB", "source=S", plain, new byte[50_000_000], 413, "T0003", "20"));
  }

  @ParameterizedTest(name = "{0}: {5}")
  @MethodSource("badInput")
  void refusesBadInputAloud(
      String name,
      String query,
      String type,
      byte[] body,
      int status,
      String problem,
      String says) {
    Answer answer = send(query, type, body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(problem);
    assertThat(answer.text("detail")).contains(says);
    assertThat(answer.text("remedy")).isNotEmpty();
  }

  @Test
  void whatCannotBeReadIsKeptInQuarantineWithItsReason() {
    byte[] bytes = {'b', 'a', 'd', (byte) 0xfe};
    Answer refused = send("source=Broken", "text/plain", bytes);
    String id = refused.text("detail").replaceAll("(?s).*(quarantine_\\w{26}).*", "$1");
    Answer list = world.ana().get("/api/v1/quarantine");
    assertThat(list.body()).contains(id).contains("T1002");
    assertThat(world.ana().page("/desk/quarantine").body())
        .contains(id, "Broken", "through the API")
        .contains("The text is not valid in its character set.", "To whoever sends it: Send UTF-8");
    assertThat(world.ana().get("/api/v1/quarantine/" + id + "/original").status()).isEqualTo(200);
  }

  @Test
  void aNewGradeNeedsAReasonAndTheOldOneStays() {
    String id = send("source=Graded", "text/plain", "To be graded.".getBytes(UTF_8)).text("id");
    String path = "/api/v1/reports/" + id + "/grades";
    assertThat(world.bo().post(path, Map.of("reliability", "B", "credibility", "2")).problem())
        .isEqualTo("T1012");
    Answer graded =
        world
            .bo()
            .post(path, Map.of("reliability", "B", "credibility", "2", "reason", "Confirmed."));
    assertThat(graded.text("grade")).isEqualTo("B2");
    Answer all = world.bo().get(path);
    assertThat(all.text("/0/grade")).isEqualTo("F6");
    assertThat(all.text("/1/reason")).isEqualTo("Confirmed.");
    assertThat(world.officerWith(Role.COLLECTOR).post(path, Map.of()).problem()).isEqualTo("T9003");
  }

  @Test
  void ofTwoGradesInOneInstantTheLaterHolds() {
    String id = send("source=Twice", "text/plain", "Graded twice.".getBytes(UTF_8)).text("id");
    String path = "/api/v1/reports/" + id + "/grades";
    for (String letter : List.of("C", "A", "B")) {
      Answer graded =
          world
              .bo()
              .post(path, Map.of("reliability", letter, "credibility", "3", "reason", "Asked."));
      assertThat(graded.status()).as(graded.toString()).isEqualTo(200);
    }
    world
        .bean(JdbcClient.class)
        .sql("update collect.grade set graded_at = '2024-03-07T09:00:00Z' where report_id = ?")
        .param(id)
        .update();
    assertThat(world.bo().get("/api/v1/reports/" + id).text("grade")).isEqualTo("B3");
    Answer all = world.bo().get(path);
    assertThat(List.of(all.text("/1/grade"), all.text("/2/grade"), all.text("/3/grade")))
        .containsExactly("C3", "A3", "B3");
  }

  @Test
  void aReportIsPastedByPageAndARefusedFormKeepsItsFields() {
    Answer refused =
        world.ana().submit("/desk/reports", Map.of("text", "A pasted text.", "source", ""));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("A pasted text.").contains("T1005");
    assertThat(
            world
                .ana()
                .submit("/desk/reports", Map.of("title", "x".repeat(201), "publishedAt", "at noon"))
                .body())
        .as("all faults at once, by the names of the page, tied to their fields")
        .containsSubsequence(
            "<a href=\"#f-text\">Text, HTML page or CAP alert</a>: is empty",
            "<a href=\"#f-source\">Source</a>: is empty",
            "<a href=\"#f-publishedAt\">Published</a>: is no time (<q>at noon</q>)",
            "<a href=\"#f-title\">Title</a>: has 201 characters",
            "aria-invalid=\"true\" aria-describedby=\"e-text h-text\"",
            "id=\"e-text\"");
    Answer kept =
        world
            .ana()
            .submit(
                "/desk/reports",
                Map.of(
                    "text",
                    "A pasted <b>text</b>.",
                    "source",
                    "Desk",
                    "publishedAt",
                    "2024-03-07T10:00"));
    assertThat(kept.status()).as(kept.toString()).isEqualTo(303);
    world.beat();
    Answer page = world.ana().page(kept.header("Location"));
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    assertThat(page.body())
        .contains("A pasted &lt;b&gt;text&lt;/b&gt;.")
        .doesNotContain("<b>text</b>");
  }

  @Test
  void onlyCollectorsAndOfficersSendReports() {
    assertThat(
            world
                .officerWith(Role.AUDITOR)
                .post("/api/v1/reports?source=S", "text/plain", "x".getBytes(UTF_8), Map.of())
                .problem())
        .isEqualTo("T9003");
    assertThat(world.nobody().get("/api/v1/reports").status()).isEqualTo(401);
  }
}
