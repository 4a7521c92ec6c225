// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.kernel.tls.TlsSettings;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.server.world.TestAuthority;

/**
 * FEATURE UNDER TEST: a real Postfix takes what we send in each of the three ways, and refuses whom
 * it does not know. Needs Postfix and root; says so where they are missing.
 */
class PostfixTest {

  private static final Path POSTFIX = Path.of("/usr/sbin/postfix");

  private Path folder;
  private int port;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Files.isExecutable(POSTFIX), "Postfix is not installed (Debian package postfix)");
    assumeTrue(System.getProperty("user.name").equals("root"), "Postfix starts as root only");
    // Not a TempDir: its daemons are other users and must reach it.
    folder = Files.createTempDirectory("tocsin-postfix");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    port = freePort();
  }

  @AfterEach
  void stop() throws Exception {
    if (folder != null) {
      postfix("stop");
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private int postfix(String word) throws Exception {
    Process process =
        new ProcessBuilder(POSTFIX.toString(), "-c", folder.resolve("etc").toString(), word)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private void run(String discarded) throws Exception {
    begin(discarded, "", SmtpSettings.of(port).settings(), Trust.ofPlatform());
  }

  private void begin(String discarded, String more, MailSettings settings, Trust trust)
      throws Exception {
    for (String each : List.of("etc", "queue")) {
      Files.createDirectories(folder.resolve(each));
    }
    for (String each : List.of("data", "mail")) {
      Path made = Files.createDirectories(folder.resolve(each));
      Files.setOwner(
          made,
          made.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
    }
    Object user = Files.getAttribute(folder.resolve("mail"), "unix:uid");
    Files.writeString(
        folder.resolve("etc/main.cf"),
        """
        compatibility_level = 3.6
        queue_directory = %1$s/queue
        data_directory = %1$s/data
        mail_owner = postfix
        setgid_group = postdrop
        myhostname = mx.example.org
        mydestination =
        mynetworks = 127.0.0.0/8
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        alias_maps =
        local_recipient_maps =
        virtual_mailbox_domains = example.org
        virtual_mailbox_base = %1$s/mail
        virtual_mailbox_maps = static:all/
        virtual_uid_maps = static:%2$s
        virtual_gid_maps = static:%2$s
        virtual_minimum_uid = 1
        smtpd_discard_ehlo_keywords = %3$s
        smtpd_recipient_restrictions = check_recipient_access inline:{{p3@example.org = 550 5.1.1 nobody here}, {p5@example.org = 450 4.2.1 not now}}, permit_mynetworks, reject
        maillog_file = /dev/stdout
        %4$s
        """
            .formatted(folder, user, discarded, more));
    Files.writeString(
        folder.resolve("etc/master.cf"),
        """
        127.0.0.1:%d inet n - n - - smtpd
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        tlsmgr unix - - n 1000? 1 tlsmgr
        proxymap unix - - n - - proxymap
        error unix - - n - - error
        retry unix - - n - - error
        virtual unix - n n - - virtual
        anvil unix - - n - 1 anvil
        postlog unix-dgram n - n - 1 postlogd
        """
            .formatted(port));
    assertThat(postfix("start")).isZero();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> answers(settings, trust));
  }

  private static boolean answers(MailSettings settings, Trust trust) {
    try (SmtpConnection connection = SmtpConnection.open(settings, trust)) {
      return connection.offers("SIZE");
    } catch (IOException e) {
      return false;
    }
  }

  private List<Path> kept() throws IOException {
    Path box = folder.resolve("mail/all/new");
    if (!Files.isDirectory(box)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(box)) {
      return all.toList();
    }
  }

  @ParameterizedTest(name = "without {0}")
  @ValueSource(strings = {"", "chunking", "chunking, pipelining"})
  void everyMailIsTakenOnceAndWhoIsRefusedIsNamed(String discarded) throws Exception {
    run(discarded);
    MailSettings settings = SmtpSettings.of(port).patient().settings();
    List<Parcel> parcels = MailSamples.parcels(60);
    List<Outcome> outcomes;
    try (SmtpLine line =
        new SmtpLine(settings, Trust.ofPlatform(), new Mails(settings, SmtpSettings.PLAIN))) {
      outcomes = line.send(parcels);
    }
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome expected =
          switch (i) {
            case 3 -> new Outcome.Failed("the mail server said 550 5.1.1");
            case 5 -> Outcome.later("the mail server said 450 4.2.1", false);
            default -> new Outcome.Told();
          };
      assertThat(outcomes.get(i)).as("mail %d", i).isEqualTo(expected);
    }
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> kept().size() == 58);
    List<String> subjects =
        kept().stream().map(PostfixTest::messageId).sorted().distinct().toList();
    assertThat(subjects).hasSize(58);
  }

  private static String messageId(Path mail) {
    try (Stream<String> lines = Files.lines(mail)) {
      return lines.filter(line -> line.startsWith("Message-ID: ")).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "from the first octet: {0}")
  @ValueSource(booleans = {true, false})
  void overTlsEveryMailIsTakenFromWhoBelievesTheAuthorityAndNoneGoesOtherwise(boolean implicit)
      throws Exception {
    TestAuthority authority = new TestAuthority(folder, "Example Authority");
    TestAuthority.Issued certificate = authority.server("127.0.0.1");
    Trust trust = new Trust(new TlsSettings(authority.file().toString()));
    MailSettings settings =
        new MailSettings(
            "127.0.0.1",
            port,
            "desk@example.org",
            "",
            "",
            MailSettings.Starttls.REQUIRED,
            implicit,
            "",
            "",
            1,
            64,
            Duration.ofSeconds(30));
    begin(
        "",
        "smtpd_tls_security_level = %s\nsmtpd_tls_wrappermode = %s\nsmtpd_tls_chain_files = %s, %s"
            .formatted(
                "encrypt",
                implicit ? "yes" : "no",
                certificate.key(folder.resolve("server.key")),
                certificate.certificate(folder.resolve("server.pem"))),
        settings,
        trust);
    Mails mails = new Mails(settings, SmtpSettings.PLAIN);
    try (SmtpLine line = new SmtpLine(settings, Trust.ofPlatform(), mails)) {
      assertThat(line.send(MailSamples.parcels(1)).getFirst())
          .isInstanceOfSatisfying(
              Outcome.Deferred.class,
              later -> assertThat(later.reason()).contains("tocsin.tls.trust"));
    }
    try (SmtpLine line = new SmtpLine(settings, trust, mails)) {
      assertThat(line.send(MailSamples.parcels(3))).allMatch(Outcome.Told.class::isInstance);
    }
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> kept().size() == 3);
  }

  @Test
  void itOffersWhatWeUse() throws Exception {
    run("");
    try (SmtpConnection connection =
        SmtpConnection.open(SmtpSettings.of(port).settings(), Trust.ofPlatform())) {
      assertThat(connection.offers("PIPELINING") && connection.offers("CHUNKING")).isTrue();
    }
  }
}
