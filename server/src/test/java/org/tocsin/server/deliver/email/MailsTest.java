// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: subjects of every script are read by others as we wrote them (RFC 2047). */
class MailsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Avoid large gatherings",
        "[УЧЕНИЯ / EXERCISE] [TLP:CLEAR] Избегайте больших скоплений людей в Москве в ближайшие 48 часов",
        "警告：大規模な集会を避けてください。四十八時間は人混みに近づかないでください。",
        "تحذير: تجنبوا التجمعات الكبيرة",
        "=?UTF-8?B?c211Z2dsZWQ=?= is text here",
        "A long plain subject that would not fit on one line of a header if it were not folded somewhere",
        "🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔"
      })
  void aSubjectIsReadAsItWasWritten(String subject) throws Exception {
    String header = Mails.words(subject);

    assertThat(header).matches("[\\x20-\\x7E\\r\\n]*");
    assertThat(header.lines()).allMatch(line -> line.length() <= 76);
    assertThat(MimeUtility.decodeText(MimeUtility.unfold(header))).isEqualTo(subject);
  }
}
