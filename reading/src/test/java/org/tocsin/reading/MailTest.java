// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: mails as they are sent: parts, character sets, quotations, signatures. */
class MailTest {
  private static Reading read(String mail) {
    byte[] bytes = mail.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    return Reader.standard().read(Document.of(bytes, "message/rfc822"));
  }

  @Test
  void subjectAndDateComeFromTheHeader() {
    Reading reading =
        read(
            """
            From: Duty desk <desk@example.org>
            Subject: =?utf-8?Q?Explosi=C3=B3n?= in Lyon
            Date: Fri, 22 Mar 2024 21:30:00 +0300 (MSK)

            A bomb exploded in Lyon yesterday.
            """);
    assertThat(reading.title()).contains("Explosión in Lyon");
    assertThat(reading.text()).isEqualTo("Explosión in Lyon\n\nA bomb exploded in Lyon yesterday.");
    assertThat(reading.origin().date().orElseThrow().value())
        .isEqualTo(ZonedDateTime.parse("2024-03-22T21:30:00+03:00"));
    assertThat(reading.origin().date().orElseThrow().cause()).isEqualTo("the mail's Date");
    assertThat(reading.times().getFirst().timex().value()).isEqualTo("2024-03-21");
    assertThat(reading.origin().genre().value()).isEqualTo(Genre.MAIL);
  }

  @Test
  void ofTwoFormsThePlainOneIsReadAndAttachmentsAreLeft() {
    Reading reading =
        read(
            """
            Subject: two forms
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="out"

            --out
            Content-Type: multipart/alternative; boundary="in"

            --in
            Content-Type: text/html; charset=utf-8

            <p>In <b>HTML</b></p>
            --in
            Content-Type: text/plain; charset=windows-1251
            Content-Transfer-Encoding: base64

            %s
            --in--
            --out
            Content-Type: text/plain; name=notes.txt
            Content-Disposition: attachment; filename=notes.txt

            The attached notes.
            --out
            Content-Type: image/png
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --out--
            """
                .formatted(
                    Base64.getEncoder()
                        .encodeToString(
                            "Взрыв в Москве."
                                .getBytes(java.nio.charset.Charset.forName("cp1251")))));
    assertThat(reading.text()).isEqualTo("two forms\n\nВзрыв в Москве.");
    assertThat(reading.origin().language().orElseThrow().value()).isEqualTo("ru");
  }

  @Test
  void whereThereIsOnlyHtmlOrAnAttachmentThatIsRead() {
    String html =
        "Subject: s\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
            + "<style>p {color=3A red}</style><p>A bomb =\nexploded.<br>Stay away.</p><blockquote>Where?</blockquote>";
    assertThat(read(html).text()).isEqualTo("s\n\nA bomb exploded.\nStay away.\n\n> Where?");
    String attached =
        "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Disposition: attachment\n\nThe notes.\n--b--\n";
    assertThat(read(attached).text()).isEqualTo("s\n\nThe notes.");
  }

  @Test
  void aMessagePassedOnCountsFromItsOwnDate() {
    Reading reading =
        read(
            """
            Subject: Fwd: warning
            Date: Mon, 25 Mar 2024 09:00:00 +0000
            Content-Type: multipart/mixed; boundary=b

            --b

            See below. We met today.
            --b
            Content-Type: message/rfc822

            Subject: warning
            Date: Thu, 7 Mar 2024 12:00:00 +0000

            The embassy warned of attacks today.
            --b--
            """);
    assertThat(reading.times())
        .filteredOn(t -> t.text().equals("today"))
        .extracting(t -> t.timex().value())
        .containsExactly("2024-03-25", "2024-03-07");
  }

  @Test
  void quotedWordsAreReadWithoutTheirMarksAndFromTheirOwnDate() {
    String text =
        """
        From: Ines
        Date: Mon, 25 Mar 2024 09:12:00 +0100
        Subject: Re: Moscow

        Nobody was hurt yesterday.

        > On 8 March 2024 at 10:02, Duty desk wrote:
        > The US embassy warned yesterday that extremists plan to attack large
        > gatherings in Moscow.

        Ours stays closed until tomorrow.
        """;
    Reading reading = Reader.standard().read(Document.text(text));
    assertThat(reading.text()).isEqualTo(text);
    assertThat(reading.times())
        .filteredOn(t -> t.timex().value().length() == 10)
        .extracting(t -> t.text() + " " + t.timex().value())
        .contains("yesterday 2024-03-24", "yesterday 2024-03-07", "tomorrow 2024-03-26");
    Finding warning = reading.findings(FindingType.WARNING).getFirst();
    assertThat(warning.text())
        .startsWith("The US embassy warned")
        .contains("large\n> gatherings in Moscow");
  }

  @Test
  void signaturesAndNoticesAreNotRead() {
    Reading reading =
        read(
            """
            Subject: Oslo

            Shots were fired in Bergen.

            This e-mail and any attachments are confidential to our office in Paris.
            If not meant for you, ring Madrid.

            --\u0020
            Ana, 12 High Street, Dublin
            Berlin office
            """);
    assertThat(reading.places()).extracting(PlaceMention::name).contains("Bergen");
    assertThat(reading.places())
        .extracting(PlaceMention::name)
        .doesNotContain("Paris", "Madrid", "Dublin", "Berlin");
    assertThat(reading.text()).contains("Berlin office");
  }

  @Test
  void bombsAreRefused() {
    StringBuilder nested = new StringBuilder("Subject: s\n");
    for (int i = 0; i < 3_000; i++) {
      nested.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(i, i));
    }
    String flat =
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(5_000) + "--b--\n";
    String messages = "Content-Type: message/rfc822\n\n".repeat(3_000);
    String header = "Subject: " + "x".repeat(1_000_000) + "\n\nwords";
    String fields = "X-A: b\n".repeat(100_000) + "\nwords";
    for (String mail : List.of(nested.toString(), flat, messages, header, fields)) {
      assertThatThrownBy(() -> read(mail))
          .isInstanceOf(UnreadableDocumentException.class)
          .hasMessageStartingWith("mail ")
          .hasMessageEndingWith("; send its text instead");
    }
  }
}
