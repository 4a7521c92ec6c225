// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: the text of a mail as a person reads it. */
class MimeTextTest {
  @Test
  void thePlainPartOfNestedMultipartsIsRead() {
    String raw =
        """
        Content-Type: multipart/mixed;
         boundary="outer"

        preamble
        --outer
        Content-Type: multipart/alternative; boundary=inner

        --inner
        Content-Type: text/html; charset=UTF-8

        <p>no</p>
        --inner
        Content-Type: text/plain; charset="UTF-8"
        Content-Transfer-Encoding: base64

        %s
        --inner--
        --outer--
        """
            .formatted(Base64.getEncoder().encodeToString("Избегайте".getBytes(UTF_8)))
            .replace("\n", "\r\n");

    assertThat(MimeText.text(raw)).isEqualTo("Избегайте");
  }

  @Test
  void headersAreUnfoldedAndWordsDecoded() {
    String raw = "Subject: =?utf-8?Q?=D0=A3=D0=A7?=\r\n =?utf-8?Q?_now?=\r\nX: 1\r\n\r\nbody";

    assertThat(MimeText.headers(raw))
        .extracting(ReceivedMail.MailHeader::name)
        .containsExactly("Subject", "X");
    assertThat(MimeText.decodeWords(MimeText.findHeader(raw, "subject").orElseThrow()))
        .isEqualTo("УЧ now");
  }

  @Test
  void anyBytesAreReadWithoutAnError() {
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      StringBuilder raw = new StringBuilder();
      String[] bits = {
        "Content-Type: multipart/mixed; boundary=b\r\n",
        "\r\n",
        "--b",
        "--b--",
        "=",
        "=D",
        "\r",
        "Content-Transfer-Encoding: base64\r\n",
        "Subject: =?x?B?!?=\r\n",
        "é",
        ":",
        " ",
        "text"
      };
      for (int i = random.nextInt(40); i > 0; i--) {
        raw.append(bits[random.nextInt(bits.length)]);
      }
      assertThat(MimeText.text(raw.toString())).as("seed " + seed).isNotNull();
      assertThat(MimeText.headers(raw.toString())).as("seed " + seed).isNotNull();
      assertThat(MimeText.decodeWords(raw.toString())).as("seed " + seed).isNotNull();
    }
  }
}
