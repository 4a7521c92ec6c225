// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapFeeds;
import org.tocsin.cap.CapReader;
import org.tocsin.record.VerifyCommand;
import org.tocsin.server.kernel.FreePort;
import org.tocsin.server.scenario.StartGuide.Section;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.Served;

/**
 * FEATURE UNDER TEST: {@code docs/start} takes a reader from an empty folder to a first real
 * warning of their own, received, answered, public and proven, by what the guide says and nothing
 * else.
 */
class B01_FirstWarningTest {

  private static final String PASSWORD = "four words of my own";
  private static final int MAIL_WAIT_MILLIS = 30_000;
  private static final Pattern LINK = Pattern.compile("http://\\S+/a/\\S+");

  @TempDir private Path folder;
  private StartGuide guide;
  private GreenMail mailServer;
  private Path data;
  private int port;
  private Served desk;
  private GuidedReader first;
  private GuidedReader second;
  private GuidedReader phone;
  private String caseAddress = "";
  private String headline = "";

  @BeforeEach
  void sitDown() throws IOException {
    guide = StartGuide.read();
    mailServer =
        new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
            .withConfiguration(
                new GreenMailConfiguration()
                    .withUser("you@example.org", "you@example.org", PASSWORD));
    mailServer.start();
    data = folder.resolve("my-desk");
    port = FreePort.find();
    String address = "http://localhost:" + port;
    first = new GuidedReader(BrowserWorld.running().anonymous(address, 1280));
    second = new GuidedReader(BrowserWorld.running().anonymous(address, 1280));
    phone = new GuidedReader(BrowserWorld.running().anonymous(address, 390));
    desk = Served.start(data, Map.of(), "--port", Integer.toString(port));
  }

  @AfterEach
  void getUp() {
    first.close();
    second.close();
    phone.close();
    desk.close();
    mailServer.stop();
  }

  @Test
  void theGuideLeadsToAWarningThatIsReceivedAnsweredAndProven() throws Exception {
    startsTheDesk(guide.section(3));
    tellsItTheMailServer(guide.section(4));
    putsThemselvesOnTheList(guide.section(5));
    takesInAReport(guide.section(6));
    opensACaseAndAssesses(guide.section(7));
    decidesWithTheSecondOfficer(guide.section(8));
    writesLooksAndSigns(guide.section(9));
    receivesItAndAnswers(guide.section(10));
    seesThatItIsPublic(guide.section(10));
    provesIt(guide.section(11));
    endsWithoutNoise();
  }

  private void startsTheDesk(Section guide) throws IOException {
    assertThat(desk.address()).hasToString("http://localhost:" + port + "/");
    first.opens("/setup").looks("setup");
    Locator code = first.page().getByLabel(guide.named("Set-up code"));
    code.fill(Files.readString(data.resolve("setup-code")));
    for (String who : List.of("First officer", "Second officer")) {
      Locator officer =
          first
              .page()
              .getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(guide.named(who)));
      officer.getByLabel(guide.named("Name")).fill(who);
      officer.getByLabel(guide.named("E-mail address")).fill(mailOf(who));
      officer.getByLabel(guide.named("Password")).fill(PASSWORD);
    }
    first.presses(guide, "Create both");
    assertThat(first.page()).hasURL(Pattern.compile(".*/login"));
    signsIn(guide, first, "First officer");
    signsIn(guide, second.opens("/login"), "Second officer");
    guide.isFollowed();

    String said = String.join("\n", desk.said());
    for (String line : guide.fence("").strip().lines().toList()) {
      assertThat(said).contains(line.replace("8470", "" + port).replace("…/my-desk", "" + data));
    }
  }

  private static String mailOf(String who) {
    return who.substring(0, who.indexOf(' ')).toLowerCase(java.util.Locale.ROOT) + "@desk.example";
  }

  private static void signsIn(Section guide, GuidedReader reader, String who) {
    reader.types(guide, "E-mail address", mailOf(who)).types(guide, "Password", PASSWORD);
    reader.presses(guide, "Sign in");
    assertThat(reader.page()).hasURL(Pattern.compile(".*/desk"));
  }

  /** The file as the guide has it, with a mail server that is there and has no certificate. */
  private void tellsItTheMailServer(Section guide) throws IOException {
    // An open page asks for news of the desk again and again, and complains while there is none.
    first.leaves();
    second.leaves();
    assertThat(desk.stop()).isEqualTo(Served.TERMINATED);
    String settings =
        guide
            .fence("yaml")
            .replace("host: smtp.example.org", "host: 127.0.0.1")
            .replace("port: 587", "port: " + mailServer.getSmtp().getPort())
            .replace("starttls: required", "starttls: none");
    assertThat(settings).contains("127.0.0.1", "starttls: none").doesNotContain("587");
    Files.writeString(data.resolve("tocsin.yaml"), settings);
    desk =
        Served.start(
            data, Map.of("TOCSIN_MAIL_PASSWORD", PASSWORD), "--port", Integer.toString(port));
    assertThat(desk.address().getPort()).isEqualTo(port);
    assertThat(guide.fence("sh")).contains("TOCSIN_MAIL_PASSWORD=");
    guide.isFollowed();
  }

  private void putsThemselvesOnTheList(Section guide) throws IOException {
    Path list = Files.writeString(folder.resolve("me.csv"), guide.fence("csv"));
    first.opens("/desk").looks("desk").presses(guide, "Watchers");
    Locator form = first.part(guide, "Take in a file");
    form.getByLabel(guide.named("CSV, NDJSON or GeoJSON")).setInputFiles(list);
    first.presses(guide, "Take in");
    assertThat(first.page().getByRole(AriaRole.MAIN))
        .containsText(guide.shown("1 watcher with 1 place was taken"));
    first.looksTwice("watchers");
    guide.isFollowed();
  }

  private void takesInAReport(Section guide) {
    first.presses(guide, "Inbox").presses(guide, "New report");
    first
        .types(guide, "Text, HTML page or CAP alert", guide.quotation())
        .enters(guide, "Source")
        .types(guide, "Published", now())
        .looks("report-new")
        .presses(guide, "Keep the report");
    assertThat(first.page()).hasURL(Pattern.compile(".*/desk/reports/report_.*"));
    first.presses(guide, "Inbox");
    Locator row = first.page().locator(".inbox .line");
    assertThat(row).containsText(guide.shown("threat"));
    first.looks("inbox");
    row.getByRole(AriaRole.LINK).first().click();
    Locator finding = first.page().locator(".found").first();
    assertThat(finding).containsText("threat");
    assertThat(finding).containsText("police");
    for (String part : List.of("who", "where", "when")) {
      assertThat(finding.locator("b", new Locator.LocatorOptions().setHasText(part))).isVisible();
    }
    first.looks("report");
    guide.isFollowed();
  }

  private void opensACaseAndAssesses(Section guide) {
    first.presses(guide, "Put into a case").enters(guide, "Title");
    first.presses(guide, "Open the case");
    assertThat(first.page().getByRole(AriaRole.HEADING, level(1))).hasText(guide.typedFor("Title"));
    assertThat(first.page().getByText(guide.named("Assess"), exactly())).isVisible();
    first
        .enters(guide, "Actor", "Target", "Method")
        .enters(guide, "Place", "Latitude", "Longitude", "Radius, km")
        .types(guide, "From", now())
        .types(guide, "Until", tomorrowEvening())
        .enters(guide, "Likelihood", "Confidence in the basis")
        .enters(guide, "Statement", "Rests on")
        .presses(guide, "Keep the assessment");
    assertThat(first.page().locator(".judgement")).containsText(guide.typedFor("Likelihood"));
    assertThat(first.page().locator(".judgement")).containsText(guide.typedFor("Place"));
    caseAddress = first.page().url().replaceAll(".*(/desk/cases/[^#?]*).*", "$1");
    first.looksTwice("case-assessed");
    guide.isFollowed();
  }

  private void decidesWithTheSecondOfficer(Section guide) {
    first.part(guide, "Duty");
    first.presses(guide, "Fill in the duty test").enters(guide, "Who would be told");
    Locator questions =
        first
            .page()
            .locator("fieldset")
            .filter(
                new Locator.FilterOptions()
                    .setHas(
                        first
                            .page()
                            .getByRole(
                                AriaRole.RADIO, new Page.GetByRoleOptions().setName("unknown"))));
    assertThat(questions).hasCount(5);
    List<String> answers = List.of("unknown", "yes", "yes", "yes", "yes");
    for (int i = 0; i < answers.size(); i++) {
      Locator question = questions.nth(i);
      question.getByLabel(GuidedReader.beginning(answers.get(i))).check();
      question.getByLabel(guide.named("Why")).fill("As far as the report says.");
    }
    first
        .ticks(guide, "Warn them")
        .enters(guide, "Reasons for the whole")
        .looks("duty-test")
        .presses(guide, "Propose");
    assertThat(first.page()).hasURL(Pattern.compile(".*/desk/determinations/.*"));

    second.opens("/desk").presses(guide, "Cases");
    second.page().locator("main table a").first().click();
    second.part(guide, "Duty");
    second.presses(guide, "Read it").looks("determination-to-agree").presses(guide, "Agree");
    assertThat(second.page().locator(".status-agreed")).isVisible();
    guide.isFollowed();
  }

  private void writesLooksAndSigns(Section guide) {
    headline = guide.typedFor("Headline");
    first.opens(caseAddress).part(guide, "Warnings");
    first
        .presses(guide, "Write a public alert")
        .enters(guide, "Marking", "Category", "Severity", "Urgency", "Certainty")
        .ticks(guide, "Avoid")
        .enters(guide, "The area in words", "Its corners")
        .enters(guide, "Language", "Event", "Headline", "What, where, when, who says so")
        .enters(guide, "What to do");
    assertThat(first.page().getByLabel(guide.named("email"))).isChecked();
    assertThat(first.part(guide, "Who would be told")).containsText(guide.shown("1 watcher"));
    first.looks("composer").presses(guide, "Keep the draft");
    assertThat(first.page()).hasURL(Pattern.compile(".*/desk/warnings/warning_.*"));
    assertThat(first.actor("Sign: tell 1 now")).hasCount(0);

    second.opens("/desk").presses(guide, "Warnings");
    second.page().getByRole(AriaRole.LINK, named(headline)).click();
    second.looks("warning-to-sign").presses(guide, "Sign: tell 1 now");
    assertThat(second.page().locator(".standing.force")).isVisible();
    second.looks("warning-in-force");
    guide.isFollowed();
  }

  private void receivesItAndAnswers(Section guide) throws Exception {
    assertThat(mailServer.waitForIncomingEmail(MAIL_WAIT_MILLIS, 1)).as("a mail came").isTrue();
    MimeMessage mail = mailServer.getReceivedMessages()[0];
    assertThat(mail.getAllRecipients()[0]).hasToString("you@example.org");
    assertThat(mail.getSubject()).contains(headline);
    String text = ((Multipart) mail.getContent()).getBodyPart(0).getContent().toString();
    assertThat(text)
        .contains(this.guide.section(9).typedFor("What to do"), "Europe/Paris")
        .doesNotContain("example.invalid");

    second.presses(guide, "Deliveries");
    assertThat(second.page().getByRole(AriaRole.MAIN))
        .containsText(guide.shown("1 of 1 watchers told"));
    second.looks("deliveries");

    Matcher link = LINK.matcher(text);
    assertThat(link.find()).as(text).isTrue();
    assertThat(link.group()).startsWith("http://127.0.0.1:" + port + "/a/");
    phone.page().navigate(link.group());
    assertThat(phone.page().getByRole(AriaRole.HEADING, level(1))).hasText(headline);
    phone.looksTwice("answer");
    assertThat(phone.page().getByLabel(guide.named("I am safe"))).hasCount(0);
    phone.presses(guide, "I am safe");
    assertThat(phone.page().getByRole(AriaRole.STATUS)).containsText("Thank you");
    phone.looksTwice("answered");

    assertThat(first.opens(caseAddress).part(guide, "Answers"))
        .containsText(guide.shown("1 answered"));
    first.looksTwice("case-answered");
  }

  private void seesThatItIsPublic(Section guide) {
    phone.opens("/").looks("public");
    String feed = phone.actor(guide.named("Feed of these alerts")).getAttribute("href");
    assertThat(CapFeeds.read(desk.nobody().get(feed).body().getBytes(UTF_8)).entries()).hasSize(1);
    phone.page().getByRole(AriaRole.LINK, named(headline)).click();
    assertThat(phone.page().getByRole(AriaRole.HEADING, level(1))).hasText(headline);
    phone.looks("alert");
    String message = phone.actor(guide.named("As a CAP 1.2 message")).getAttribute("href");
    Alert alert = CapReader.readStrict(desk.nobody().get(message).body().getBytes(UTF_8));
    assertThat(alert.infos().getFirst().headline()).contains(headline);
    assertThat(alert.sender()).isEqualTo("desk@example.org");
    for (String used : List.of("Deliveries", "I am safe", "Answers")) {
      guide.named(used);
    }
    guide.isFollowed();
  }

  private void provesIt(Section guide) throws IOException {
    first.part(guide, "Record");
    Download bundle =
        first.page().waitForDownload(() -> first.presses(guide, "Download the case bundle"));
    assertThat(bundle.suggestedFilename()).matches("case_.*\\.tocsin-bundle");
    Path file = folder.resolve(bundle.suggestedFilename());
    bundle.saveAs(file);
    assertThat(guide.fence("sh")).contains("/record/vkey", "./tocsin verify", "--key");
    String key = desk.nobody().get("/record/vkey").body().strip();
    assertThat(verify(file, key)).isZero();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThat(verify(file, key)).isEqualTo(1);
    guide.isFollowed();
  }

  private static int verify(Path file, String key) {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    return VerifyCommand.run(List.of(file.toString(), "--key", key), nowhere, nowhere);
  }

  private void endsWithoutNoise() {
    assertThat(desk.stop()).isEqualTo(Served.TERMINATED);
    assertThat(desk.said()).noneMatch(line -> line.contains("WARN") || line.contains("\tat "));
  }

  private static String now() {
    return LocalDateTime.now(ZoneId.of("Europe/Paris")).truncatedTo(ChronoUnit.MINUTES).toString();
  }

  private static String tomorrowEvening() {
    return LocalDateTime.parse(now()).plusDays(1).withHour(20).withMinute(0).toString();
  }

  private static Page.GetByRoleOptions level(int level) {
    return new Page.GetByRoleOptions().setLevel(level);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }
}
