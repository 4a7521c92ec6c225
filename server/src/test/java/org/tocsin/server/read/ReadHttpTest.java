// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: every report is read once, shown with its findings, and its copies are told.
 */
class ReadHttpTest {

  private static final String TEXT =
      "The embassy warned citizens on Thursday to avoid large gatherings in Moscow over the next 48"
          + " hours because extremists plan to attack concerts.";

  private final ServerWorld world = ServerWorld.running();

  private String send(String source, String type, String text) {
    Answer made =
        world.ana().post("/api/v1/reports?source=" + source, type, text.getBytes(UTF_8), Map.of());
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.text("id");
  }

  @Test
  void aReportIsReadOnceAndGivesTheContract() {
    String id = send("Reader", "text/plain", TEXT);
    Answer reading = world.ana().get("/api/v1/reports/" + id + "/reading");
    assertThat(reading.status()).as(reading.toString()).isEqualTo(200);
    assertThat(reading.json().at("/findings").isArray()).isTrue();
    assertThat(reading.json().at("/places").toString()).contains("Moscow");
    world.beat();
    assertThat(
            world
                .bean(JdbcClient.class)
                .sql("select count(*) from read.reading where report_id = ?")
                .param(id)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void thePageMarksFindingsAndEscapesEverything() {
    String id =
        send(
            "Page",
            "text/html",
            "<html><body><p>" + TEXT + " &lt;script&gt;alert(1)&lt;/script&gt;</p></body></html>");
    world.beat();
    String page = world.bo().page("/desk/reports/" + id).body();
    assertThat(page).contains("<mark class=\"kind-").contains("aria-label=\"Finding 1: ");
    assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert(1)");
  }

  @Test
  void aFewLinesDoNotWaitBehindALongText() {
    Readings readings = world.bean(Readings.class);
    ReportId lengthy;
    // As if a long text were being read meanwhile.
    synchronized (readings.turn(Lane.LONG)) {
      lengthy = new ReportId(send("Lengthy", "text/plain", TEXT + " ".repeat(100_000)));
      ReportId brief = new ReportId(send("Brief", "text/plain", TEXT));
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !readings.waits(brief));
      assertThat(readings.waits(lengthy)).isTrue();
    }
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !readings.waits(lengthy));
    JdbcClient jdbc = world.bean(JdbcClient.class);
    jdbc.sql("delete from read.shared where report_id = ?").param(lengthy.value()).update();
    world.beat();
    assertThat(
            jdbc.sql("select count(*) from read.shared where report_id = ?")
                .param(lengthy.value())
                .query(Integer.class)
                .single())
        .as("it is compared once more with what was read beside it")
        .isPositive();
  }

  /** Two nodes read at once: neither sees what the other has not committed. */
  @Test
  void twoReportsThatAreReadAtTheSameMomentAreLinkedABeatLater() {
    Readings readings = world.bean(Readings.class);
    JdbcClient jdbc = world.bean(JdbcClient.class);
    String words =
        "The keeper of the lock at Visby saw two men carry crates into the boathouse, and one of"
            + " them told him to be nowhere near it on Saturday evening.";
    ReportId one;
    ReportId other;
    synchronized (readings.turn(Lane.SHORT)) {
      one = new ReportId(send("NodeOne", "text/plain", words));
      other = new ReportId(send("NodeTwo", "text/plain", "As told: " + words));
      world
          .bean(TransactionTemplate.class)
          .executeWithoutResult(_ -> {
            readings.readNow(one);
            CompletableFuture.runAsync(() -> readings.readNow(List.of(other))).join();
          });
    }
    assertThat(linked(jdbc, one, other)).as("neither saw the other").isZero();
    jdbc.sql("delete from assess.matching where subject = any(?)")
        .param(new String[] {one.value(), other.value()})
        .update();
    world.bean(LateComparing.class).runDue(world.clock().instant());
    assertThat(linked(jdbc, one, other)).isPositive();
    assertThat(
            jdbc.sql("select count(*) from assess.matching where subject = any(?)")
                .param(new String[] {one.value(), other.value()})
                .query(Integer.class)
                .single())
        .as("suggestions look again at both")
        .isEqualTo(2);
    ReportId younger = one.compareTo(other) > 0 ? one : other;
    assertThat(world.ana().page("/desk/reports/" + younger).body()).contains("Same text span as");
  }

  /** How many of the two tell of the other. */
  private static int linked(JdbcClient jdbc, ReportId one, ReportId other) {
    return jdbc.sql(
            "select count(distinct report_id) from read.shared"
                + " where report_id = any(?) and other_id = any(?)")
        .param(new String[] {one.value(), other.value()})
        .param(new String[] {one.value(), other.value()})
        .query(Integer.class)
        .single();
  }

  @Test
  void aCopyIsMarkedInTheInboxWithWhatItCopies() {
    send("First", "text/plain", "FIRST OF TWO. " + TEXT);
    world.beat();
    String copy = send("Second", "text/plain", "Second of two: " + TEXT);
    world.beat();
    assertThat(world.ana().page("/desk/reports/" + copy).body()).contains("Same text span as");
    assertThat(world.ana().page("/desk/inbox").body()).contains("Same text span as");
  }

  @Test
  void aReportThatCannotBeReadIsRecordedAsSuch() {
    String deep =
        "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>x</identifier></alert>";
    world
        .bean(JdbcClient.class)
        .sql(
            """
            insert into collect.report (id, sha256, media_type, bytes, title, source, reliability,
                credibility, marking, via, received_at, received_by)
            values ('report_00000000000000000000BADXMK', '\\x00', 'application/cap+xml', ?, 'Bad', 'Bad', 'F', '6',
                'TLP:RED', 'api', now(), 'system')
            on conflict do nothing
            """)
        .param(deep.substring(0, 40).getBytes(UTF_8))
        .update();
    world
        .bean(JdbcClient.class)
        .sql("insert into read.waiting values ('report_00000000000000000000BADXMK', now())")
        .update();
    world.beat();
    Answer reading = world.ana().get("/api/v1/reports/report_00000000000000000000BADXMK/reading");
    assertThat(reading.problem()).as(reading.toString()).isEqualTo("T2002");
    assertThat(world.ana().page("/desk/reports/report_00000000000000000000BADXMK").body())
        .contains("Could not be read");
  }

  @Test
  void theInboxListsItsRowsAloneForALivePage() {
    // Reports of the same moment stand in no order that a test could know.
    world.clock().forwardTo(world.clock().instant().plusSeconds(1));
    String id = send("Live", "text/plain", "A live line for the inbox.");
    Answer rows = world.ana().page("/desk/inbox/rows");
    assertThat(rows.body()).contains(id).doesNotContain("<html");
    assertThat(world.ana().page("/desk").body()).contains("Reports in 24 hours");
  }
}
