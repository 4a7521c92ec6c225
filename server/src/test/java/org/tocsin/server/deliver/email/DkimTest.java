// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.deliver.DkimKey;

/** FEATURE UNDER TEST: others verify our signatures, and see what was changed. */
class DkimTest {

  @TempDir private Path folder;

  private byte[] signed(Path file) {
    MailSettings settings = SmtpSettings.of(25).settings();
    MailParts parts =
        new MailParts(
            SmtpSettings.PLAIN.returns(),
            null,
            null,
            Dkim.of(new DkimSettings(file.toString(), "tocsin", ""), settings.domain())
                .orElseThrow());
    Mails mails = new Mails(settings, parts);
    mails.of(MailSamples.parcel(1, "p1@example.org", false));
    return mails.of(MailSamples.parcel(2, "p2@example.org", true)).octets();
  }

  private static List<SignatureRecord> verify(String dns, byte[] mail) throws Exception {
    return new DKIMVerifier(
            (method, selector, domain) -> {
              assertThat(selector + "._domainkey." + domain)
                  .isEqualTo("tocsin._domainkey.example.org");
              return List.of(dns);
            })
        .verify(new ByteArrayInputStream(mail));
  }

  @Test
  void aSignatureWithRsaIsVerifiedByAnotherLibrary() throws Exception {
    Path file = folder.resolve("rsa.pem");
    String dns = DkimKey.make(file, true).dnsText();
    byte[] mail = signed(file);
    assertThat(verify(dns, mail))
        .singleElement()
        .satisfies(record ->
            assertThat(record.getHeaders())
                .extracting(CharSequence::toString)
                .contains("from", "to", "subject", "date", "message-id", "auto-submitted"));
    assertThat(new String(mail, ISO_8859_1).lines()).allMatch(line -> line.length() <= 998);
  }

  @ParameterizedTest
  @ValueSource(strings = {"To: p2@", "Subject: =?UTF-8?B?", "Importance: high", "--=_tocsin--"})
  void whatWasChangedIsSeen(String where) throws Exception {
    Path file = folder.resolve("rsa.pem");
    String dns = DkimKey.make(file, true).dnsText();
    String mail = new String(signed(file), ISO_8859_1);
    assertThat(mail).contains(where);
    String changed = mail.replace(where, where + "x");
    assertThatThrownBy(() -> verify(dns, changed.getBytes(ISO_8859_1)))
        .isInstanceOf(FailException.class);
  }

  @Test
  void aSecondSenderPutBeforeTheFirstIsSeen() throws Exception {
    Path file = folder.resolve("rsa.pem");
    String dns = DkimKey.make(file, true).dnsText();
    String forged = "From: president@example.org\r\n" + new String(signed(file), ISO_8859_1);
    assertThatThrownBy(() -> verify(dns, forged.getBytes(ISO_8859_1)))
        .isInstanceOf(FailException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void dkimpyVerifiesBothAlgorithmsWhereItIsInstalled(boolean rsa) throws Exception {
    assumeTrue(python("import dkim, nacl") == 0, "python3-dkim and python3-nacl are not installed");
    Path file = folder.resolve("key.pem");
    String dns = DkimKey.make(file, rsa).dnsText();
    Path mail = folder.resolve("mail.eml");
    byte[] octets = signed(file);
    assertThat(new String(octets, UTF_8)).contains(rsa ? "a=rsa-sha256" : "a=ed25519-sha256");
    Files.write(mail, octets);
    String script =
        "import dkim,sys; sys.exit(0 if dkim.verify(open('%s','rb').read(), dnsfunc=lambda *a, **k: b'%s') else 1)";
    assertThat(python(script.formatted(mail, dns))).isZero();
    Files.writeString(
        mail, new String(octets, ISO_8859_1).replace("Importance: high", "Importance: low"));
    assertThat(python(script.formatted(mail, dns))).isEqualTo(1);
  }

  private static int python(String script) throws Exception {
    Path python = Path.of("/usr/bin/python3");
    return Files.isExecutable(python)
        ? new ProcessBuilder(python.toString(), "-c", script)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        : -1;
  }

  @Test
  void aFileThatHoldsNoKeyIsRefusedByItsNameAtTheStart() throws Exception {
    Path file = Files.writeString(folder.resolve("nothing.pem"), "hello");
    assertThatThrownBy(
            () -> Dkim.of(new DkimSettings(file.toString(), "tocsin", ""), "example.org"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("tocsin.mail.dkim.key", "nothing.pem", "openssl");
  }
}
