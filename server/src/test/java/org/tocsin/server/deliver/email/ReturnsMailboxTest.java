// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Deliveries;
import org.tocsin.server.deliver.Progress;
import org.tocsin.server.deliver.ReplyReceived;
import org.tocsin.server.deliver.ReturnTokens;
import org.tocsin.server.deliver.StubWarnings;
import org.tocsin.server.deliver.TokenReports;
import org.tocsin.server.kernel.Heartbeat;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.StageWorld;
import org.tocsin.server.world.TestAuthority;
import org.tocsin.server.world.TlsDoor;
import org.tocsin.sim.ReceivedMail;
import org.tocsin.sim.SmtpReceiver;

/**
 * FEATURE UNDER TEST: what comes back is read from a real mailbox, over TLS, and counts once it is
 * durable.
 */
class ReturnsMailboxTest {

  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");
  private static final List<ReplyReceived> REPLIES = new CopyOnWriteArrayList<>();
  private static final List<ReceivedMail> MAILS = new CopyOnWriteArrayList<>();

  private static SmtpReceiver smtp;
  @TempDir private static Path folder;
  private static GreenMail imap;
  private static TlsDoor door;
  private static GreenMailUser mailbox;
  private static StageWorld world;
  private static long looks;

  /** Hears replies as the stage after this one does. */
  static class Listener {
    @EventListener
    void replied(ReplyReceived reply) {
      REPLIES.add(reply);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    TestAuthority authority = new TestAuthority(folder, "Example Authority");
    smtp = SmtpReceiver.start(SmtpReceiver.Settings.of(Clock.systemUTC()), MAILS::add);
    imap = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    imap.start();
    door = new TlsDoor(authority.server("127.0.0.1"), imap.getImap().getPort());
    mailbox = imap.setUser("returns@example.org", "returns", "secret");
    world =
        StageWorld.with(
            PostgresWorld.freshDatabase(),
            List.of(StubWarnings.class, Listener.class),
            "tocsin.mail.host",
            "127.0.0.1",
            "tocsin.mail.port",
            smtp.port(),
            "tocsin.mail.from",
            "Desk <desk@example.org>",
            "tocsin.mail.returns.address",
            "returns+{token}@example.org",
            "tocsin.mail.returns.host",
            "127.0.0.1",
            "tocsin.mail.returns.port",
            door.port(),
            "tocsin.mail.returns.user",
            "returns",
            "tocsin.mail.returns.password",
            "secret",
            "tocsin.tls.trust",
            authority.file(),
            "tocsin.deliver.public-url",
            "https://warn.example.org");
    StringBuilder csv =
        new StringBuilder("id,name,kind,lat,lon,radiusMetres,languages,channel,address\n");
    for (int i = 0; i < 4; i++) {
      csv.append("p%d,N,person,55,37,10,en,email,p%d@example.org\n".formatted(i, i));
    }
    csv.append("two,N,person,55,37,10,en,email,two-a@example.org\n");
    csv.append("two,N,person,55,37,10,en,email,two-b@example.org\n");
    world
        .get(Watchers.class)
        .importFile(
            new ByteArrayInputStream(csv.toString().getBytes(UTF_8)),
            WatcherFiles.Format.CSV,
            OFFICER);
  }

  @AfterAll
  static void stop() throws IOException {
    world.close();
    door.close();
    imap.stop();
    smtp.close();
  }

  private static WatcherId watcher(String id) {
    return world.get(Watchers.class).find(id).orElseThrow();
  }

  private static WarningId tell(String... ids) {
    WarningId id = WarningId.next(world.get(IdMaker.class));
    Instant now = world.get(Clock.class).instant();
    ApprovedWarning warning =
        StubWarnings.approve(id, now, now.plus(Duration.ofHours(48)), List.of("email"));
    long[] numbers =
        List.of(ids).stream().mapToLong(each -> watcher(each).number()).sorted().toArray();
    new TransactionTemplate(world.get(PlatformTransactionManager.class))
        .executeWithoutResult(status ->
            world.get(Deliveries.class).queue(warning, 0, numbers, Deliveries.Cause.APPROVED));
    world.get(Heartbeat.class).beat();
    return id;
  }

  private static ReceivedMail mail(WarningId warning, String to) {
    return MAILS.stream()
        .filter(each -> each.recipients().contains(to))
        .filter(each -> each.findHeader("Tocsin-Warning").orElse("").equals(warning.value()))
        .findFirst()
        .orElseThrow();
  }

  private static void comesBack(String mail) throws Exception {
    mailbox.deliver(
        new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(UTF_8))));
  }

  /** Looks into the mailbox as the beat does when the pause is over. */
  private static int look() {
    looks++;
    return world.get(ReturnsMailbox.class).runDue(Instant.now().plus(Duration.ofMinutes(looks)));
  }

  private static Progress progress(WarningId id) {
    return world.get(Deliveries.class).progress(id);
  }

  @Test
  void aBounceMarksTheOneWhoseMailItWasAndNobodyElse() throws Exception {
    WarningId id = tell("p0", "p1", "p2");
    assertThat(progress(id).reported()).isEmpty();
    comesBack(Returns.report(mail(id, "p1@example.org").from(), "failed", "5.1.1"));
    comesBack(Returns.report(mail(id, "p2@example.org").from(), "delayed", "4.4.1"));
    assertThat(look()).isEqualTo(2);
    assertThat(look()).isZero();
    assertThat(progress(id).reported()).containsExactly(new Progress.Reported("email", 3, 0, 1));
    assertThat(world.get(Deliveries.class).neverArrived(id, 0, 10))
        .extracting(Progress.Unreached::watcher)
        .containsExactly(watcher("p1").number());
  }

  @Test
  void aForgedBounceMarksNobody() throws Exception {
    WarningId id = tell("p0");
    String sender = mail(id, "p0@example.org").from();
    comesBack(
        Returns.report(
            sender.replaceFirst("\\+.", sender.contains("+a") ? "+b" : "+a"), "failed", "5.1.1"));
    comesBack(Returns.report("returns@example.org", "failed", "5.1.1"));
    assertThat(look()).isEqualTo(2);
    assertThat(progress(id).reported()).isEmpty();
  }

  @Test
  void whoHasTwoAddressesIsLostWhenBothBounced() throws Exception {
    WarningId id = tell("two");
    comesBack(Returns.report(mail(id, "two-a@example.org").from(), "failed", "5.1.1"));
    comesBack(Returns.report(mail(id, "two-a@example.org").from(), "failed", "5.1.1"));
    look();
    assertThat(progress(id).reported()).containsExactly(new Progress.Reported("email", 1, 0, 0));
    comesBack(Returns.report(mail(id, "two-b@example.org").from(), "failed", "5.1.1"));
    look();
    assertThat(progress(id).reported()).containsExactly(new Progress.Reported("email", 1, 0, 1));
  }

  @Test
  void aReplyIsPassedOnAndAHolidayNoticeIsNot() throws Exception {
    WarningId id = tell("p3");
    String to = mail(id, "p3@example.org").findHeader("Reply-To").orElseThrow();
    comesBack(Returns.reply(to, "Auto-Submitted: auto-replied", "I am on holiday"));
    comesBack(Returns.reply(to, "", "I am safe\r\n\r\n> Avoid large gatherings"));
    assertThat(look()).isEqualTo(2);
    assertThat(REPLIES)
        .filteredOn(each -> each.warning().equals(id))
        .singleElement()
        .satisfies(reply -> {
          assertThat(reply.watchers()).containsExactly(watcher("p3"));
          assertThat(reply.text()).isEqualTo("I am safe");
          assertThat(reply.channel()).isEqualTo("email");
        });
  }

  @Test
  void aMailboxThatProvesNothingIsNotReadAndGetsNoPassword() throws Exception {
    int before = door.handshakes();
    ReturnsMailbox believer =
        new ReturnsMailbox(
            world.get(ReturnSettings.class),
            world.get(MailSettings.class),
            world.get(ReturnTokens.class),
            world.get(TokenReports.class),
            world.get(DataSource.class),
            Trust.ofPlatform());
    WarningId id = tell("p0");
    comesBack(Returns.report(mail(id, "p0@example.org").from(), "failed", "5.1.1"));
    assertThat(believer.runDue(Instant.now())).isZero();
    assertThat(door.handshakes()).isEqualTo(before);
    assertThat(look()).as("it is there still, for who believes the authority").isEqualTo(1);
    assertThat(door.handshakes()).isGreaterThan(before);
  }

  @Test
  void betweenTwoLooksThereIsAPause() {
    look();
    assertThat(
            world
                .get(ReturnsMailbox.class)
                .runDue(Instant.now().plus(Duration.ofMinutes(looks)).plusSeconds(1)))
        .isZero();
  }
}
