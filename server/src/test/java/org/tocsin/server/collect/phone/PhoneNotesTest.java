// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.phone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.access.Role;
import org.tocsin.server.collect.attach.Attachment;
import org.tocsin.server.collect.attach.Attachments;
import org.tocsin.server.collect.attach.Upload;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: a call is taken down as a report, its files are kept by hash, and the
 * caller's number is nowhere but sealed.
 */
class PhoneNotesTest {

  private static final String NUMBER = "+49 30 5550 1234567";

  private final ServerWorld world = ServerWorld.running();

  private Map<String, Object> note(String said) {
    Map<String, Object> body = new HashMap<>();
    body.put("said", said);
    body.put("readBack", true);
    body.put("source", "A guard of the hall");
    body.put("contact", "Jo Guard, " + NUMBER);
    return body;
  }

  private String taken(String said) {
    Answer made = world.ana().post("/api/v1/phone-notes", note(said));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.text("report");
  }

  private List<String> entriesOf(String report) {
    return world
        .bean(JdbcClient.class)
        .sql(
            "select convert_from(body, 'UTF8') || ' ' || words from ledger.entry where subject = ?")
        .param(report)
        .query((row, i) -> row.getString(1))
        .list();
  }

  @Test
  void aCallIsAReportAndTheNumberIsNowhereButSealed() {
    String said = "Two men photographed the back doors. " + System.nanoTime();
    String id = taken(said);
    assertThat(taken(said)).as("sent twice it is one").isEqualTo(id);
    world.beat();
    Answer report = world.ana().get("/api/v1/reports/" + id);
    assertThat(report.text("via")).isEqualTo("phone");
    assertThat(report.text("title")).startsWith("Call: Two men photographed");
    assertThat(world.ana().get("/api/v1/reports/" + id + "/original").body())
        .contains(said)
        .contains("Read back to the caller.")
        .doesNotContain("1234567");
    assertThat(world.ana().get("/api/v1/reports/" + id + "/findings").json().path("findings"))
        .as("what the desk itself wrote above the words is no finding")
        .isEmpty();
    assertThat(world.ana().page("/desk/reports/" + id).body())
        .contains("What came with it")
        .as("which is no case")
        .doesNotContain("In the case");
    assertThat(entriesOf(id))
        .anyMatch(entry -> entry.contains("PhoneNoteTaken") && entry.contains("\"readBack\":true"))
        .noneMatch(entry -> entry.contains("1234567") || entry.contains("Jo Guard"));
    byte[] box =
        world
            .bean(JdbcClient.class)
            .sql("select box from collect.contact where report_id = ?")
            .param(id)
            .query((row, i) -> row.getBytes(1))
            .single();
    assertThat(new String(box, UTF_8)).doesNotContain("1234567");

    String with = "/desk/reports/" + id + "/with";
    assertThat(world.ana().page(with).body())
        .contains("yes, and the caller said")
        .doesNotContain("1234567");
    assertThat(
            world
                .officerWith(Role.COLLECTOR)
                .post("/api/v1/reports/" + id + "/contact", Map.of())
                .problem())
        .isEqualTo("T9003");
    Answer shown = world.ana().submit("/desk/reports/" + id + "/contact", Map.of());
    assertThat(shown.body()).contains("5550 1234567");
    assertThat(entriesOf(id)).anyMatch(entry -> entry.contains("ContactShown"));
    assertThat(world.ana().submit("/desk/reports/" + id + "/contact/erase", Map.of()).status())
        .isEqualTo(303);
    assertThat(world.ana().post("/api/v1/reports/" + id + "/contact", Map.of()).problem())
        .isEqualTo("T1027");
  }

  @Test
  void aNumberInTheWordsAndACallFromTheFutureAreRefusedAndTheFormKeepsItsFields() {
    Map<String, Object> body = note("Call me at 030 55501234567.");
    body.put("calledAt", "2099-01-01T00:00:00Z");
    Answer refused = world.ana().post("/api/v1/phone-notes", body);
    assertThat(refused.problem()).isEqualTo("T1019");
    assertThat(refused.json().get("faults")).hasSize(2);
    assertThat(refused.body()).doesNotContain("1234567");
    Answer form =
        world
            .ana()
            .submit("/desk/reports/phone", Map.of("said", "", "source", "A guard of the hall"));
    assertThat(form.status()).isEqualTo(422);
    assertThat(form.body()).contains("A guard of the hall").contains("T1019");
    assertThat(world.ana().submit("/desk/reports/phone", Map.of("calledAt", "at noon")).body())
        .as("all faults at once, by the names of the page")
        .contains("<a href=\"#f-said\">What the caller said</a>: is empty")
        .contains("<a href=\"#f-source\">Source</a>: is empty")
        .contains("<a href=\"#f-calledAt\">Time of the call</a>: is no time (<q>at noon</q>)")
        .contains("Is empty. Write down what the caller said");
    Answer kept =
        world
            .ana()
            .submit(
                "/desk/reports/phone",
                Map.of("said", "A bag stands alone. " + System.nanoTime(), "source", "A guard"));
    assertThat(kept.status()).as(kept.toString()).isEqualTo(303);
    assertThat(world.ana().page(kept.header("Location") + "/with").body())
        .contains("<dt>Read back</dt><dd>no</dd>");
  }

  @Test
  void aContactThatComesLaterIsKeptAndAnotherDoesNotVanish() {
    Map<String, Object> body = note("A van stands there. " + System.nanoTime());
    body.remove("contact");
    body.put("calledAt", world.clock().instant().toString());
    String id = world.ana().post("/api/v1/phone-notes", body).text("report");
    body.put("contact", "Jo Guard, " + NUMBER);
    assertThat(world.ana().post("/api/v1/phone-notes", body).text("report")).isEqualTo(id);
    assertThat(world.ana().post("/api/v1/reports/" + id + "/contact", Map.of()).body())
        .contains("1234567");
    assertThat(entriesOf(id)).filteredOn(entry -> entry.contains("PhoneContactKept")).hasSize(1);
    body.put("contact", "Another caller, 030 7654321");
    Answer refused = world.ana().post("/api/v1/phone-notes", body);
    assertThat(refused.problem()).as(refused.toString()).isEqualTo("T1019");
    assertThat(refused.body()).doesNotContain("1234567").doesNotContain("7654321");
  }

  @Test
  void aFileIsKeptOnceByItsHashAndGivenBackAsADownloadOnly() {
    byte[] file = ("They meet at noon. " + System.nanoTime()).getBytes(UTF_8);
    String one = taken("First call " + System.nanoTime());
    String two = taken("Second call " + System.nanoTime());
    String id = attached(one, file).text("/0/id");
    Answer again = attached(one, file);
    assertThat(again.json()).as("the same file is one").hasSize(1);
    String sha256 = again.text("/0/sha256");
    attached(two, file);
    assertThat(
            world
                .bean(JdbcClient.class)
                .sql("select count(*) from collect.file where encode(sha256, 'hex') = ?")
                .param(sha256)
                .query(Long.class)
                .single())
        .isEqualTo(1);
    for (String path : List.of("/api/v1/attachments/" + id)) {
      Answer got = world.bo().get(path);
      assertThat(got.body()).isEqualTo(new String(file, UTF_8));
      assertThat(got.header("Content-Disposition")).startsWith("attachment");
      assertThat(got.headers("X-Content-Type-Options")).containsExactly("nosniff");
      assertThat(got.header("Content-Type")).startsWith("application/octet-stream");
    }
    assertThat(entriesOf(one))
        .anyMatch(entry -> entry.contains("AttachmentKept") && entry.contains(sha256))
        .noneMatch(entry -> entry.contains("plan.txt"));
    assertThat(world.ana().page("/desk/reports/" + one + "/with").body()).contains("plan.txt");
    assertThat(world.ana().page("/desk/inbox").body()).contains("1 file came with it");
    Answer refused =
        world
            .ana()
            .post(
                "/api/v1/reports/" + one + "/attachments?name=plan.txt",
                "application/octet-stream",
                new byte[] {'M', 'Z', 0, 1},
                Map.of());
    assertThat(refused.problem()).isEqualTo("T1017");
    assertThat(world.ana().get("/api/v1/attachments/attachment_" + "0".repeat(26)).problem())
        .isEqualTo("T1018");
  }

  @Test
  void filesOfOneInstantStandInTheOrderInWhichTheyCame() {
    ReportId report = new ReportId(taken("Ten pictures " + System.nanoTime()));
    List<Upload> files =
        IntStream.range(0, Upload.FILES_MAX)
            .mapToObj(i -> new Upload("page" + i + ".txt", ("Page " + i).getBytes(UTF_8)))
            .toList();
    Attachments attachments = world.bean(Attachments.class);
    List<Attachment> kept = attachments.keep(report, Upload.check(files));
    assertThat(kept).extracting(Attachment::addedAt).containsOnly(kept.getFirst().addedAt());
    assertThat(attachments.of(report)).isEqualTo(kept);
  }

  private Answer attached(String report, byte[] file) {
    Answer made =
        world
            .ana()
            .post(
                "/api/v1/reports/" + report + "/attachments?name=plan.txt",
                "application/octet-stream",
                file,
                Map.of());
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made;
  }
}
