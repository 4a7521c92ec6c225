// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;
import org.tocsin.server.world.TaxiiServer;

/**
 * FEATURE UNDER TEST: the doors that are closed by default, open: the public tip form protects
 * whoever uses it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntakeDoorsTest {

  private ServerWorld world;
  private GreenMail imap;
  private TaxiiServer taxii;
  private GreenMailUser mailbox;

  @BeforeAll
  void open() {
    imap = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    imap.start();
    mailbox = imap.setUser("reports@example.org", "reports", "secret");
    taxii = TaxiiServer.open("desk", "pass word");
    world =
        ServerWorld.another(
            Map.ofEntries(
                entry("tocsin.collect.mailbox.host", "127.0.0.1"),
                entry("tocsin.collect.mailbox.port", imap.getImap().getPort()),
                entry("tocsin.collect.mailbox.user", "reports"),
                entry("tocsin.collect.mailbox.password", "secret"),
                entry("tocsin.collect.mailbox.tls", "false"),
                entry("tocsin.collect.mailbox.authserv", "mx.example.org"),
                entry("tocsin.outbound.allow", taxii.host()),
                entry("tocsin.synthetic.every", "0"),
                entry("tocsin.tips.enabled", "true"),
                entry("tocsin.tips.an-hour", "40")));
  }

  @AfterAll
  void close() {
    world.stop();
    imap.stop();
    taxii.close();
  }

  private List<String> entries(String like) {
    return world
        .bean(JdbcClient.class)
        .sql("select convert_from(body, 'UTF8') from ledger.entry where type like ?")
        .param(like)
        .query((row, i) -> row.getString(1))
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
    String tooLong = "Which door? ".repeat(200);
    assertThat(
            world
                .ana()
                .submit("/desk/tips/" + tip + "/questions", Map.of("question", tooLong))
                .body())
        .contains("<a href=\"#f-question\">Ask the tipster</a>: has ")
        .contains(">" + tooLong + "</textarea>");
    Answer read =
        world
            .nobody()
            .submit("/tip/receipt", Map.of("code", code.toLowerCase(java.util.Locale.ROOT)));
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
    assertThat(world.nobody().post("/api/v1/tips/receipt", Map.of("code", "0000-0000")).problem())
        .isEqualTo("T1023");
    assertThat(world.nobody().post("/api/v1/tips", Map.of("words", " ")).problem())
        .isEqualTo("T1022");
    assertThat(world.nobody().get("/api/v1/tips").status()).isEqualTo(401);
  }

  @Test
  void aMistypedCodeIsToldBeforeAnythingElseAndWordsThatNoTableHoldsAreTaken() {
    Answer unknown = world.nobody().submit("/tip/more", Map.of("code", "0000-0000", "words", ""));
    assertThat(unknown.status()).as(unknown.toString()).isEqualTo(404);
    assertThat(unknown.body()).contains("T1023").contains("name=\"code\"");
    later();
    Answer given =
        world
            .nobody()
            .post(
                "/api/v1/tips",
                Map.of("words", "\u0000Look " + "\uD83D\uDEA8".repeat(80), "contact", ""));
    assertThat(given.status()).as(given.toString()).isEqualTo(201);
    assertThat(world.nobody().post("/api/v1/tips", Map.of("words", "x".repeat(200_001))).status())
        .isEqualTo(413);
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
                "/tip",
                "multipart/form-data; boundary=" + boundary,
                body.getBytes(UTF_8),
                Map.of());
    assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
    assertThat(refused.body()).contains("Look at this.").contains("T1017");
    later();
    Answer taken =
        world
            .nobody()
            .post(
                "/tip",
                "multipart/form-data; boundary=" + boundary,
                body.replace("MZ\u0001run", "ÿØÿà")
                    .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                Map.of());
    assertThat(taken.status()).as(taken.toString()).isEqualTo(201);
    assertThat(
            world
                .ana()
                .get("/api/v1/reports/" + newestReport() + "/attachments")
                .text("/0/mediaType"))
        .isEqualTo("image/jpeg");
  }

  private void mailed(String headers, String body) throws MessagingException {
    mailbox.deliver(
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(
                (headers + "\n" + body).replace("\n", "\r\n").getBytes(UTF_8))));
  }

  private void look() {
    world.clock().forwardTo(world.clock().instant().plusSeconds(60));
    world.beat();
  }

  private long mails(String title) {
    return world
        .bean(JdbcClient.class)
        .sql("select count(*) from collect.report where via = 'mailbox' and title = ?")
        .param(title)
        .query(Long.class)
        .single();
  }

  @Test
  void aMailIsOneReportOfItsSenderWithItsFilesByHash() throws MessagingException {
    String proven = "Authentication-Results: mx.example.org; dkim=pass header.d=agency.example\n";
    String headers =
        "From: Liaison <liaison@agency.example>\nSubject: Threat to the hall\n"
            + "Message-ID: <one@agency.example>\nDate: Thu, 7 Mar 2024 09:00:00 +0300\n"
            + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n";
    String body =
        "--b\n"
            + "Content-Type: text/plain; charset=iso-8859-1\n\n"
            + "The embassy warns that extremists have imminent plans to attack concerts in"
            + " Moscow.\n"
            + "--b\n"
            + "Content-Type: image/gif\n"
            + "Content-Disposition: attachment; filename=map.gif\n"
            + "Content-Transfer-Encoding: base64\n\n"
            + "R0lGODlh\n"
            + "--b\n"
            + "Content-Type: application/octet-stream\n"
            + "Content-Disposition: attachment; filename=run.exe\n"
            + "Content-Transfer-Encoding: base64\n\n"
            + "TVoAAQ==\n"
            + "--b--\n";
    mailed(proven + headers, body);
    mailed("Received: by another way\n" + proven + headers, body);
    mailed("From: x@y.example\nSubject: Away\nAuto-Submitted: auto-replied\n", "I am on holiday.");
    mailed("From: liaison@agency.example\nSubject: Forged\nMessage-ID: <two@x>\n", "Trust me.");
    look();
    look();
    assertThat(mails("Threat to the hall")).isEqualTo(1);
    assertThat(mails("Away")).isZero();
    String id =
        world
            .bean(JdbcClient.class)
            .sql("select id from collect.report where title = 'Threat to the hall'")
            .query(String.class)
            .single();
    Answer report = world.ana().get("/api/v1/reports/" + id);
    assertThat(report.text("source")).isEqualTo("liaison@agency.example");
    assertThat(report.text("via")).isEqualTo("mailbox");
    assertThat(report.text("publishedAt")).isEqualTo("2024-03-07T06:00:00Z");
    assertThat(world.ana().page("/desk/reports/" + id).body())
        .as("its text is read by its parts")
        .contains("imminent plans to attack");
    assertThat(world.ana().get("/api/v1/reports/" + id + "/attachments").text("/0/name"))
        .isEqualTo("map.gif");
    assertThat(world.ana().get("/api/v1/quarantine").body()).contains("T1017");
    assertThat(entries("MailTaken"))
        .anyMatch(entry -> entry.contains(id) && entry.contains("\"dkim\":\"pass\""))
        .noneMatch(entry -> entry.contains("@"));
    assertThat(
            world
                .bean(JdbcClient.class)
                .sql("select source from collect.report where title = 'Forged'")
                .query(String.class)
                .single())
        .as("nobody has proven it")
        .isEqualTo("liaison@agency.example (unproven)");
    assertThat(world.ana().page("/desk/reports/" + id + "/with").body()).contains("pass");
    Answer health = world.ana().get("/api/v1/mailbox");
    assertThat(health.text("state")).as(health.toString()).isEqualTo("well");
    assertThat(health.text("lastMailAt")).isNotEmpty();
    assertThat(world.ana().page("/desk/mailbox").body())
        .contains("Last look that succeeded")
        .contains("INBOX")
        .doesNotContain("secret");
  }

  private void stix(int number, String type, String fields) {
    String id = "%s--00000000-0000-4000-8000-00000000000%d".formatted(type, number);
    taxii.add(
        Instant.parse("2024-03-07T0%d:00:00.123456Z".formatted(number)),
        "{\"type\":\"%s\",\"id\":\"%s\",\"modified\":\"2024-03-07T08:00:00.000Z\",%s}"
            .formatted(type, id, fields.replace('\'', '"')));
  }

  @Test
  void aCollectionIsPolledPageByPageAndGoesOnWhereItStopped() {
    stix(
        1,
        "report",
        "'name':'Plot against a hall','description':'They plan to attack.',"
            + "'object_marking_refs':['marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb'],'confidence':70");
    stix(2, "malware", "'name':'no report'");
    stix(3, "note", "'content':'A second note.'");
    Map<String, Object> body =
        Map.of(
            "url",
            taxii.collection(),
            "name",
            "Partner feed",
            "user",
            "desk",
            "password",
            "pass word",
            "minutes",
            5);
    Answer added = world.ana().post("/api/v1/taxii", body);
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    assertThat(added.body()).doesNotContain("pass word");
    assertThat(world.ana().post("/api/v1/taxii", body).problem()).isEqualTo("T1010");
    String id = added.text("id");
    Answer first = world.ana().post("/api/v1/taxii/" + id + "/poll", Map.of());
    assertThat(first.text("reports")).as(first.toString()).isEqualTo("2");
    assertThat(first.text("objects")).isEqualTo("3");
    Answer again = world.ana().post("/api/v1/taxii/" + id + "/poll", Map.of());
    assertThat(again.text("reports")).isEqualTo("0");
    assertThat(taxii.asked().getLast()).contains("added_after=2024-03-07T03%3A00%3A00.123456Z");
    stix(4, "indicator", "'name':'A third','pattern':'[x:y = 1]','pattern_type':'stix'");
    world.clock().forwardTo(world.clock().instant().plusSeconds(600));
    world.beat();
    Answer reports = world.ana().get("/api/v1/reports?limit=200");
    assertThat(reports.body()).contains("A third").contains("Partner feed");
    String plot =
        world
            .bean(JdbcClient.class)
            .sql("select id from collect.report where title = 'Plot against a hall'")
            .query(String.class)
            .single();
    Answer report = world.ana().get("/api/v1/reports/" + plot);
    assertThat(report.text("marking")).isEqualTo("TLP:GREEN");
    assertThat(report.text("grade")).isEqualTo("F2");
    assertThat(report.text("via")).isEqualTo("taxii:" + id);
    assertThat(world.ana().page("/desk/taxii").body()).contains("Partner feed").contains("well");
    assertThat(entries("TaxiiCollectionAdded")).noneMatch(entry -> entry.contains("pass word"));
    oneTimeForManyObjects(id);
    Answer removed = world.ana().submit("/desk/taxii/" + id + "/remove", Map.of());
    assertThat(removed.status()).as(removed.toString()).isEqualTo(303);
    assertThat(world.ana().get("/api/v1/taxii/" + id).problem()).isEqualTo("T1025");
  }

  /** One more than a poll takes, so that it stops among objects that share their time. */
  private void oneTimeForManyObjects(String id) {
    for (int i = 0; i < 21; i++) {
      taxii.add(
          Instant.parse("2024-03-07T05:00:00Z"),
          "{\"type\":\"note\",\"id\":\"note--00000000-0000-4000-8000-0000000001%02d\",\"modified\":\"2024-03-07T08:00:00Z\",\"content\":\"Of one time, %d\"}"
              .formatted(i, i));
    }
    String poll = "/api/v1/taxii/" + id + "/poll";
    assertThat(world.ana().post(poll, Map.of()).text("reports")).isEqualTo("20");
    assertThat(taxii.asked().getLast()).contains("next=18");
    taxii.forgetMark();
    int documents = documents();
    Answer known = world.ana().post(poll, Map.of());
    assertThat(known.text("reports")).as(known.toString()).isEqualTo("0");
    assertThat(documents()).as("no document is kept without news").isEqualTo(documents);
    assertThat(world.ana().post(poll, Map.of()).text("reports")).isEqualTo("1");
    assertThat(world.ana().post(poll, Map.of()).text("objects")).isEqualTo("0");
  }

  private int documents() {
    return world
        .bean(JdbcClient.class)
        .sql("select count(*) from collect.document")
        .query(Integer.class)
        .single();
  }

  @Test
  void aCollectionThatRefusesIsShownAsFailingAndBadAddressesAreRefused() {
    Answer added =
        world
            .ana()
            .post(
                "/api/v1/taxii",
                Map.of(
                    "url",
                    taxii.collection().replace("/one/", "/other/"),
                    "name",
                    "Not there",
                    "user",
                    "desk",
                    "password",
                    "wrong"));
    Answer polled = world.ana().post("/api/v1/taxii/" + added.text("id") + "/poll", Map.of());
    assertThat(polled.text("error")).contains("404");
    assertThat(world.ana().get("/api/v1/taxii/" + added.text("id")).text("health"))
        .isEqualTo("failing (1)");
    Answer refused =
        world
            .ana()
            .post(
                "/api/v1/taxii",
                Map.of("url", "http://taxii.example/c/", "name", "", "user", "u", "minutes", 0));
    assertThat(refused.problem()).isEqualTo("T1024");
    assertThat(refused.json().get("faults")).hasSize(3);
    assertThat(world.ana().submit("/desk/taxii", Map.of("url", "x", "minutes", "0")).body())
        .contains("<a href=\"#f-url\">Address of the collection</a>: ")
        .contains("<a href=\"#f-minutes\">Minutes between two polls</a>: is out of range");
    Answer typed =
        world
            .ana()
            .submit(
                "/desk/taxii",
                Map.of("url", "https://taxii.example/c/", "name", "Kept", "minutes", "a quarter"));
    assertThat(typed.status()).as(typed.toString()).isEqualTo(422);
    assertThat(typed.body())
        .contains("Is no whole number. Write 1 to 10080.", "a quarter", "value=\"Kept\"");
    Answer inside =
        world.ana().post("/api/v1/taxii", Map.of("url", "https://10.0.0.1/c/", "name", "Inside"));
    Answer guarded = world.ana().post("/api/v1/taxii/" + inside.text("id") + "/poll", Map.of());
    assertThat(guarded.text("error")).as(guarded.toString()).isNotEmpty();
  }

  @Test
  void whereTheFormIsOffItSaysSo() {
    for (Caller each : List.of(ServerWorld.running().nobody(), ServerWorld.running().ana())) {
      for (String path : List.of("/tip", "/tip/receipt")) {
        Answer off = each.page(path);
        assertThat(off.status()).isEqualTo(404);
        assertThat(off.body())
            .as("in plain words, without a way to the desk and without names of settings")
            .contains("No tips are taken here", "tell the police", "Is life in danger now?")
            .doesNotContain("href=\"/desk\"", "tocsin.");
      }
      assertThat(each.submit("/tip", Map.of("words", "x")).body())
          .contains("nothing that you may have written here was kept")
          .doesNotContain("href=\"/desk\"", "tocsin.");
    }
    assertThat(ServerWorld.running().ana().page("/desk/tips").body())
        .contains("tocsin.tips.enabled");
    assertThat(ServerWorld.running().nobody().post("/api/v1/tips", Map.of("words", "x")).problem())
        .isEqualTo("T1020");
  }
}
