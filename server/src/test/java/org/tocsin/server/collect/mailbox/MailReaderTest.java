// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.mailbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: who sent a mail, whether that is proven, and what is attached to it. */
class MailReaderTest {

  private final MailReader reader = new MailReader("mx.example.org");

  private MailReader.Mail read(String headers, String body) throws MessagingException, IOException {
    return reader.read(
        ("From: Jo <Jo@Sub.Example.com>\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n of mine\n"
                + headers
                + "\n"
                + body)
            .replace("\n", "\r\n")
            .getBytes(ISO_8859_1));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "mx.example.org; dkim=pass header.d=example.com|PASS",
        "mx.example.org; spf=pass; dkim=pass header.i=@sub.example.com|PASS",
        "mx.example.org; dkim=fail header.d=other.com; dkim=pass header.d=sub.example.com|PASS",
        "mx.example.org; dkim=pass header.d=evil-example.com|FAIL",
        "mx.example.org; dkim=pass header.d=com|FAIL",
        "mx.example.org; dkim=fail header.d=example.com|FAIL",
        "mx.example.org; dkim=none|NONE",
        "mx.example.org; dkim=fail (bad; dkim=pass header.d=example.com) header.d=x.org|FAIL",
        "mx.example.org; dkim=fail reason=\"x; dkim=pass header.d=example.com\" header.d=x.org|FAIL",
        "mx.example.org; dkim=fail reason=\"open; dkim=pass header.d=example.com|FAIL",
        "mx.example.org (a (nested;) one) 1; dkim=pass (ok; \\) fine) header.d=example.com|PASS",
        "mx.example.org; dkim=pass header.i=a@example.com@evil.org|FAIL",
        "mx.example.org; dkim=pass header.i=\"a@example.com header.d=example.com\"@evil.org|FAIL",
        "mx.example.org; dkim=pass header.i=x@example.com header.d=evil.org|FAIL",
        "mx.example.org; dkim=pass header.i=@evil.org header.d=example.com|PASS",
        "mx.example.org; dkim=passed header.d=example.com|FAIL",
        "mx.evil.org; dkim=pass header.d=example.com|UNKNOWN"
      })
  void onlyTheReceivingServersWordProvesASender(String results, MailReader.Dkim dkim)
      throws MessagingException, IOException {
    assertThat(read("Authentication-Results: " + results + "\n", "x").dkim()).isEqualTo(dkim);
  }

  @Test
  void aHeaderThatTheSenderWroteBelowIsNotBelieved() throws MessagingException, IOException {
    String forged =
        "Authentication-Results: mx.example.org; dkim=none\n"
            + "Authentication-Results: mx.example.org; dkim=pass header.d=example.com\n";
    assertThat(read(forged, "x").dkim()).isEqualTo(MailReader.Dkim.NONE);
    assertThat(
            new MailReader("")
                .read(
                    "From: a@b.c\r\nAuthentication-Results: ; dkim=pass header.d=b.c\r\n\r\nx"
                        .getBytes(ISO_8859_1))
                .dkim())
        .isEqualTo(MailReader.Dkim.UNKNOWN);
  }

  @Test
  void senderAndSubjectAreDecodedAndOnOneLine() throws MessagingException, IOException {
    MailReader.Mail mail = read("Message-ID: <1@x>\n", "x");
    assertThat(mail.from()).isEqualTo("jo@sub.example.com");
    assertThat(mail.subject()).isEqualTo("Grüße of mine");
    assertThat(mail.messageId()).isEqualTo("<1@x>");
    assertThat(mail.files()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Auto-Submitted: auto-replied|true",
        "Auto-Submitted: auto-generated|false",
        "Precedence: list|false",
        "X-Autoreply: yes|true",
        "Return-Path: <>|true",
        "Content-Type: multipart/report; boundary=b|true",
        "X-Nothing: x|false"
      })
  void whatAMachineAnswersByItselfIsToldFromWhatAMachineReports(String header, boolean automatic)
      throws MessagingException, IOException {
    assertThat(read(header + "\n", "x").automatic()).isEqualTo(automatic);
  }

  @Test
  void filesAreFoundAndTextsAreNotFiles() throws MessagingException, IOException {
    MailReader.Mail mail =
        read(
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n",
            "--b\nContent-Type: text/plain\n\nHello\n--b\nContent-Type: image/gif; name=\"a.gif\"\n"
                + "Content-Disposition: attachment; filename=\"a.gif\"\n"
                + "Content-Transfer-Encoding: base64\n\nR0lGODlh\n--b\n"
                + "Content-Type: text/plain\nContent-Disposition: attachment; filename=n.txt\n\nnote\n--b--\n");
    assertThat(mail.files()).extracting("name").containsExactly("a.gif", "n.txt");
    assertThat(new String(mail.files().getFirst().bytes(), ISO_8859_1)).isEqualTo("GIF89a");
  }

  @Test
  void aSubjectIsNeverCutInsideAPair() throws MessagingException, IOException {
    MailReader.Mail mail =
        reader.read(
            ("From: a@b.c\r\nSubject: =?utf-8?b?"
                    + java.util.Base64.getEncoder()
                        .encodeToString(("x" + "\uD83D\uDEA8".repeat(100)).getBytes(UTF_8))
                    + "?=\r\n\r\nx")
                .getBytes(ISO_8859_1));
    assertThat(mail.subject()).hasSizeLessThanOrEqualTo(160).endsWith("\uD83D\uDEA8…");
  }
}
