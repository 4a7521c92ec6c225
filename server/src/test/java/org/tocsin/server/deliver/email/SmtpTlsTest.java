// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.kernel.tls.TlsSettings;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.server.world.TestAuthority;

/**
 * FEATURE UNDER TEST: mails go to a mail server that proves its name over TLS, from the first octet
 * or after STARTTLS, and nothing goes to one that does not.
 */
class SmtpTlsTest {

  private static final String HERE = "127.0.0.1";

  @TempDir private Path folder;
  private TestAuthority authority;
  private Trust trust;

  @BeforeEach
  void authority() throws Exception {
    authority = new TestAuthority(folder, "Example Authority");
    trust = new Trust(new TlsSettings(authority.file().toString()));
  }

  /** A mail server that takes what comes, with TLS in one of the two ways. */
  private static final class Server implements AutoCloseable {
    private final SSLServerSocket tls;
    private final java.net.ServerSocket plain;
    private final boolean implicit;
    private final TestAuthority.Issued certificate;
    private final String offer;
    private final String afterStart;

    /** Commands that came encrypted, and those that came in the clear. */
    private final List<String> secret = new CopyOnWriteArrayList<>();

    private final List<String> open = new CopyOnWriteArrayList<>();

    Server(TestAuthority.Issued certificate, boolean implicit, String offer, String afterStart)
        throws Exception {
      this.certificate = certificate;
      this.implicit = implicit;
      this.offer = offer;
      this.afterStart = afterStart;
      this.tls = certificate.listen();
      this.plain = new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress());
      Thread.startVirtualThread(this::accept);
    }

    Server(TestAuthority.Issued certificate, boolean implicit) throws Exception {
      this(certificate, implicit, "STARTTLS", "");
    }

    int port() {
      return implicit ? tls.getLocalPort() : plain.getLocalPort();
    }

    private void accept() {
      while (true) {
        try {
          Socket socket = implicit ? tls.accept() : plain.accept();
          Thread.startVirtualThread(() -> {
            try (socket) {
              serve(socket, implicit, true);
            } catch (IOException | java.security.GeneralSecurityException e) {
              // The client went away; what that means is the test's to say.
            }
          });
        } catch (IOException e) {
          return;
        }
      }
    }

    private static void say(Socket socket, String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
      socket.getOutputStream().flush();
    }

    private static String hear(Socket socket) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int octet = socket.getInputStream().read();
          octet >= 0 && octet != '\n';
          octet = socket.getInputStream().read()) {
        line.append((char) octet);
      }
      return line.toString().stripTrailing();
    }

    private void serve(Socket socket, boolean encrypted, boolean greets)
        throws IOException, java.security.GeneralSecurityException {
      if (greets) {
        say(socket, "220 test\r\n");
      }
      boolean data = false;
      for (String line = hear(socket); !line.isEmpty() || data; line = hear(socket)) {
        (encrypted ? secret : open).add(line);
        if (data) {
          data = !line.equals(".");
          say(socket, data ? "" : "250 taken\r\n");
        } else if (line.startsWith("EHLO")) {
          say(
              socket,
              "250-test\r\n"
                  + (encrypted || offer.isEmpty() ? "" : "250-" + offer + "\r\n")
                  + "250-AUTH PLAIN\r\n250 8BITMIME\r\n");
        } else if (line.equals("STARTTLS")) {
          say(socket, "220 go ahead\r\n" + afterStart);
          SSLSocket inside =
              (SSLSocket)
                  certificate
                      .context()
                      .getSocketFactory()
                      .createSocket(socket, HERE, socket.getPort(), true);
          inside.setUseClientMode(false);
          inside.startHandshake();
          serve(inside, true, false);
          return;
        } else if (line.equals("DATA")) {
          data = true;
          say(socket, "354 go on\r\n");
        } else {
          say(socket, "250 ok\r\n");
        }
      }
    }

    @Override
    public void close() throws IOException {
      tls.close();
      plain.close();
    }
  }

  private static MailSettings settings(Server server, MailSettings.Starttls starttls) {
    return new MailSettings(
        HERE,
        server.port(),
        "desk@example.org",
        "desk",
        "hunter2",
        starttls,
        server.implicit,
        "",
        "",
        1,
        64,
        Duration.ofSeconds(5));
  }

  private Outcome send(Server server, MailSettings.Starttls starttls) {
    MailSettings settings = settings(server, starttls);
    try (SmtpLine line = new SmtpLine(settings, trust, new Mails(settings, SmtpSettings.PLAIN))) {
      return line.send(MailSamples.parcels(1)).getFirst();
    }
  }

  private static String reason(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
    assertThat(((Outcome.Deferred) outcome).mayHaveArrived()).isFalse();
    return ((Outcome.Deferred) outcome).reason();
  }

  @ParameterizedTest(name = "from the first octet: {0}")
  @ValueSource(booleans = {true, false})
  void aServerThatProvesItsNameGetsTheMailAndThePasswordEncrypted(boolean implicit)
      throws Exception {
    try (Server server = new Server(authority.server(HERE), implicit)) {
      assertThat(send(server, MailSettings.Starttls.REQUIRED)).isInstanceOf(Outcome.Told.class);
      assertThat(server.secret)
          .anyMatch(line -> line.startsWith("AUTH PLAIN"))
          .anyMatch(line -> line.startsWith("RCPT TO:"));
      assertThat(server.open)
          .isEqualTo(implicit ? List.of() : List.of("EHLO example.org", "STARTTLS"));
    }
  }

  @ParameterizedTest(name = "{0}, from the first octet: {1}")
  @CsvSource({
    "expired, true, has expired",
    "expired, false, has expired",
    "another name, true, for another name",
    "another name, false, for another name",
    "unknown authority, true, tocsin.tls.trust",
    "unknown authority, false, tocsin.tls.trust",
  })
  void aCertificateThatProvesNothingGetsNothingAndTheReasonSaysWhatToDo(
      String fault, boolean implicit, String words) throws Exception {
    TestAuthority.Issued certificate =
        switch (fault) {
          case "expired" -> authority.server(HERE, Instant.now().minus(Duration.ofDays(2)));
          case "another name" -> authority.server("mail.example.org");
          default -> new TestAuthority(folder, "Stranger").server(HERE);
        };
    try (Server server = new Server(certificate, implicit)) {
      // Also when encryption is only used where it is offered: what is offered must be true.
      assertThat(reason(send(server, MailSettings.Starttls.OFFERED))).contains(words);
      assertThat(server.secret).isEmpty();
      assertThat(server.open)
          .isEqualTo(implicit ? List.of() : List.of("EHLO example.org", "STARTTLS"));
    }
  }

  @Test
  void whenEncryptionIsDemandedAServerThatDoesNotOfferItGetsNothing() throws Exception {
    try (Server server = new Server(authority.server(HERE), false, "", "")) {
      assertThat(reason(send(server, MailSettings.Starttls.REQUIRED)))
          .contains("STARTTLS", "tocsin.mail.starttls");
      assertThat(server.open).containsExactly("EHLO example.org");
    }
  }

  @Test
  void whatIsSaidInTheClearAfterStarttlsIsNotTakenForTheServers() throws Exception {
    try (Server server =
        new Server(authority.server(HERE), false, "STARTTLS", "250 AUTH PLAIN X-FORGED\r\n")) {
      assertThat(reason(send(server, MailSettings.Starttls.OFFERED)))
          .contains("before the encryption began");
      assertThat(server.secret).isEmpty();
      assertThat(server.open).doesNotContain("AUTH").hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void whatTheServerOfferedInTheClearIsForgottenOnceItIsEncrypted() throws Exception {
    try (Server server =
        new Server(authority.server(HERE), false, "STARTTLS\r\n250-PIPELINING", "")) {
      try (SmtpConnection connection =
          SmtpConnection.open(settings(server, MailSettings.Starttls.REQUIRED), trust)) {
        assertThat(connection.offers("PIPELINING")).isFalse();
        assertThat(connection.offers("8BITMIME")).isTrue();
      }
    }
  }

  @Test
  void aPortThatSpeaksNoTlsIsNamedAsSuch() throws Exception {
    try (ScriptedSmtp plain = new ScriptedSmtp(peer -> peer.say("220 in the clear"))) {
      MailSettings settings =
          new MailSettings(
              HERE,
              plain.port(),
              "desk@example.org",
              "",
              "",
              MailSettings.Starttls.NONE,
              true,
              "",
              "",
              1,
              64,
              Duration.ofSeconds(5));
      assertThatThrownBy(() -> SmtpConnection.open(settings, trust))
          .isInstanceOf(SmtpConnection.RefusedException.class)
          .hasMessageContaining("port");
    }
  }

  @Test
  void aFileOfItsOwnIsTrustedAloneAndWhatCannotBeReadStopsTheStart() throws Exception {
    Trust other = trust.orOnly(new TestAuthority(folder, "Other").file().toString(), "a.setting");
    try (Server server = new Server(authority.server(HERE), true)) {
      assertThatThrownBy(
              () -> SmtpConnection.open(settings(server, MailSettings.Starttls.NONE), other))
          .hasMessageContaining("a.setting");
    }
    List<String> wrong = new ArrayList<>(List.of(folder.resolve("nowhere.pem").toString()));
    wrong.add(java.nio.file.Files.writeString(folder.resolve("x.pem"), "hello").toString());
    for (String file : wrong) {
      assertThatThrownBy(() -> new Trust(new TlsSettings(file)))
          .hasMessageContainingAll("tocsin.tls.trust", file, "PEM");
    }
  }
}
