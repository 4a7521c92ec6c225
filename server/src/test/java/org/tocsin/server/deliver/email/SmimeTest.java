// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.james.jdkim.DKIMVerifier;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.deliver.DkimKey;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.kernel.Audit;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.server.world.TestAuthority;

/**
 * FEATURE UNDER TEST: mails signed by the desk's certificate are verified by others, with DKIM
 * around them and whichever way they go, and what was changed on the way is seen.
 */
class SmimeTest {

  private static final String SENDER = "desk@example.org";
  private static final Path OPENSSL = Path.of("/usr/bin/openssl");

  @TempDir private Path folder;
  private TestAuthority authority;

  @BeforeEach
  void authority() throws Exception {
    authority = new TestAuthority(folder, "Example Authority");
  }

  private static Instant tomorrow() {
    return Instant.now().plus(Duration.ofDays(1));
  }

  private SmimeSettings file(String address, KeyPair keys, Instant until) throws Exception {
    Path file = authority.writer(address, keys, until).pkcs12(folder.resolve("desk.p12"));
    return new SmimeSettings(file.toString(), "password");
  }

  private Smime smime(KeyPair keys) throws Exception {
    return Smime.of(file(SENDER, keys, tomorrow()), SENDER, Clock.systemUTC()).orElseThrow();
  }

  private static Mails mails(Smime smime, @Nullable Dkim dkim) {
    return new Mails(
        SmtpSettings.of(25).settings(),
        new MailParts(SmtpSettings.PLAIN.returns(), null, null, dkim, smime));
  }

  private static KeyPair keys(boolean rsa) throws Exception {
    return rsa ? TestAuthority.rsa() : TestAuthority.curve();
  }

  /** Verifies with Bouncy Castle what Jakarta Mail finds; gives the type of what was signed. */
  private String verified(byte[] mail) throws Exception {
    MimeMessage message =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
    assertThat(message.getContentType()).startsWith("multipart/signed");
    MimeMultipart parts = (MimeMultipart) message.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    parts.getBodyPart(0).writeTo(signed);
    byte[] signature = ((MimeBodyPart) parts.getBodyPart(1)).getInputStream().readAllBytes();
    CMSSignedData data =
        new CMSSignedData(new CMSProcessableByteArray(signed.toByteArray()), signature);
    for (SignerInformation each : data.getSignerInfos()) {
      var holder =
          (org.bouncycastle.cert.X509CertificateHolder)
              data.getCertificates().getMatches(each.getSID()).iterator().next();
      if (!each.verify(new JcaSimpleSignerInfoVerifierBuilder().build(holder))) {
        throw new IOException("the signature is of something else");
      }
    }
    assertThat(data.getSignerInfos().size()).isEqualTo(1);
    return parts.getBodyPart(0).getContentType().toLowerCase(Locale.ROOT);
  }

  private int openssl(byte[] mail, String... words) throws Exception {
    Path file = Files.write(folder.resolve("mail.eml"), mail);
    List<String> command = new ArrayList<>(List.of(OPENSSL.toString()));
    command.addAll(List.of(words));
    command.addAll(
        List.of(
            "-in",
            file.toString(),
            "-CAfile",
            authority.file().toString(),
            "-out",
            folder.resolve("inside").toString(),
            "-signer",
            folder.resolve("signer.pem").toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @ParameterizedTest(name = "RSA: {0}")
  @ValueSource(booleans = {true, false})
  void bouncyCastleVerifiesWhatWasSignedAndSeesWhatWasChanged(boolean rsa) throws Exception {
    Mails mails = mails(smime(keys(rsa)), null);
    mails.of(MailSamples.parcel(1, "p1@example.org", false));
    byte[] mail = mails.of(MailSamples.parcel(2, "p2@example.org", true)).octets();
    assertThat(verified(mail)).startsWith("multipart/alternative");
    String text = new String(mail, ISO_8859_1);
    assertThat(text.lines()).allMatch(line -> line.length() <= 998 && !line.startsWith("."));
    // Within the first line of the plain part, after its head.
    int at = text.indexOf("base64\r\n\r\n") + 10;
    String changed =
        text.substring(0, at) + (text.charAt(at) == 'Q' ? 'R' : 'Q') + text.substring(at + 1);
    assertThatThrownBy(() -> verified(changed.getBytes(ISO_8859_1))).isInstanceOf(Exception.class);
  }

  @ParameterizedTest(name = "RSA: {0}")
  @ValueSource(booleans = {true, false})
  void opensslVerifiesItWithCmsAndSmimeAndSeesWhatWasChanged(boolean rsa) throws Exception {
    assumeTrue(Files.isExecutable(OPENSSL), "openssl is not installed (Debian package openssl)");
    byte[] mail =
        mails(smime(keys(rsa)), null).of(MailSamples.parcel(1, "p1@example.org", false)).octets();
    for (String word : List.of("cms", "smime")) {
      assertThat(openssl(mail, word, "-verify")).as(word).isZero();
      assertThat(Files.readString(folder.resolve("signer.pem"))).contains("BEGIN CERTIFICATE");
      assertThat(Files.readString(folder.resolve("inside"), UTF_8))
          .contains("multipart/alternative", "text/html");
      byte[] changed =
          new String(mail, ISO_8859_1).replace("text/html", "text/htm1").getBytes(ISO_8859_1);
      assertThat(openssl(changed, word, "-verify")).as(word).isNotZero();
    }
    Path stranger = new TestAuthority(folder, "Stranger").file();
    Files.copy(stranger, authority.file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(openssl(mail, "cms", "-verify")).as("by an authority nobody trusts").isNotZero();
  }

  @Test
  void dkimGoesAroundItAndBothAreVerified() throws Exception {
    Path key = folder.resolve("dkim.pem");
    String dns = DkimKey.make(key, true).dnsText();
    Dkim dkim =
        Dkim.of(new DkimSettings(key.toString(), "tocsin", ""), "example.org").orElseThrow();
    Mails mails = mails(smime(keys(false)), dkim);
    mails.of(MailSamples.parcel(1, "p1@example.org", false));
    byte[] mail = mails.of(MailSamples.parcel(2, "p2@example.org", false)).octets();
    assertThat(new String(mail, ISO_8859_1)).startsWith("DKIM-Signature:");
    assertThat(new DKIMVerifier((_, _, _) -> List.of(dns)).verify(new ByteArrayInputStream(mail)))
        .hasSize(1);
    assertThat(verified(mail)).startsWith("multipart/alternative");
    byte[] other =
        new String(mail, ISO_8859_1).replace("smime.p7s", "smime.p7x").getBytes(ISO_8859_1);
    assertThatThrownBy(() ->
            new DKIMVerifier((_, _, _) -> List.of(dns)).verify(new ByteArrayInputStream(other)))
        .as("the signature is signed too")
        .isInstanceOf(Exception.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itArrivesAsItWasSignedWhicheverWayTheServerTakesMails(boolean chunks) throws Exception {
    Smime smime = smime(keys(false));
    try (ScriptedSmtp server =
        new ScriptedSmtp(peer -> {
          peer.greet(chunks ? new String[] {"PIPELINING", "CHUNKING"} : new String[] {"X"});
          if (chunks) {
            peer.hearChunk();
            peer.say("250 ok", "250 ok", "250 ok", "250 taken");
          } else {
            peer.hear();
            peer.say("250 ok");
            peer.hear();
            peer.say("250 ok");
            peer.hear();
            peer.say("354 go on");
            peer.hearMail();
            peer.say("250 taken");
          }
        })) {
      try (SmtpLine line =
          new SmtpLine(
              SmtpSettings.of(server.port()).settings(), Trust.ofPlatform(), mails(smime, null))) {
        assertThat(line.send(MailSamples.parcels(1)).getFirst()).isInstanceOf(Outcome.Told.class);
      }
      assertThat(verified(server.mails().getFirst().getBytes(UTF_8)))
          .startsWith("multipart/alternative");
    }
  }

  @Test
  void onceTheCertificateHasEndedMailsGoUnsignedAndTheWatchdogSaysSo() throws Exception {
    Instant until = tomorrow();
    Instant[] now = {Instant.now()};
    Smime smime = Smime.of(file(SENDER, keys(false), until), SENDER, () -> now[0]).orElseThrow();
    Mails mails = mails(smime, null);
    byte[] before = mails.of(MailSamples.parcel(1, "p1@example.org", false)).octets();
    assertThat(verified(before)).startsWith("multipart/alternative");
    assertThat(SmimeAudit.found(smime, until.minus(Duration.ofDays(31)))).isEmpty();
    assertThat(SmimeAudit.found(smime, now[0]))
        .singleElement()
        .extracting(Audit.Finding::words)
        .asString()
        .contains("tocsin.mail.smime.file", "ends on");
    now[0] = until.plusSeconds(1);
    String after =
        new String(mails.of(MailSamples.parcel(1, "p1@example.org", false)).octets(), ISO_8859_1);
    assertThat(after).contains("multipart/alternative").doesNotContain("multipart/signed", "p7s");
    assertThat(SmimeAudit.found(smime, now[0]))
        .singleElement()
        .extracting(Audit.Finding::words)
        .asString()
        .contains("unsigned");
  }

  @Test
  void whatCannotSignIsRefusedAtTheStartWithWhatToDo() throws Exception {
    SmimeSettings other = file("other@example.org", keys(false), tomorrow());
    assertThatThrownBy(() -> Smime.of(other, SENDER, Clock.systemUTC()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("tocsin.mail.smime.file", SENDER, "tocsin.mail.from");
    SmimeSettings wrong = new SmimeSettings(other.file(), "not it");
    assertThatThrownBy(() -> Smime.of(wrong, SENDER, Clock.systemUTC()))
        .hasMessageContaining("password")
        .hasMessageNotContaining("not it");
    Path server = authority.server("127.0.0.1").pkcs12(folder.resolve("server.p12"));
    assertThatThrownBy(() ->
            Smime.of(new SmimeSettings(server.toString(), "password"), SENDER, Clock.systemUTC()))
        .hasMessageContaining("not for signing mails");
    assertThat(other.toString()).doesNotContain("password");
    assertThat(Smime.of(new SmimeSettings("", ""), SENDER, Clock.systemUTC())).isEmpty();
  }
}
