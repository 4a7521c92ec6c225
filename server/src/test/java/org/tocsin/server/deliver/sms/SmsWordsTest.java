// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.cap.convert.SmsText;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Letter;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.kernel.WarningId;

/** FEATURE UNDER TEST: a warning as a short text, of which the necessary is never cut. */
class SmsWordsTest {

  private static final Instant FROM = Instant.parse("2024-03-07T18:00:00Z");
  private static final String LINK = "https://warn.example.org/a/" + "x".repeat(60);

  private static Letter letter(
      String type, boolean exercise, Marking marking, String language, String words) {
    ApprovedWarning.Text text =
        new ApprovedWarning.Text(language, words, words, words, words, words, "");
    ApprovedWarning warning =
        new ApprovedWarning(
            new WarningId("warning_01HRS4000000000000000000AB"),
            new CaseId("case_01HRS4000000000000000000AB"),
            type,
            Urgency.IMMEDIATE,
            Severity.SEVERE,
            exercise,
            marking,
            new TimeWindow(FROM, FROM.plus(Duration.ofHours(48))),
            List.of(text),
            List.of(new ApprovedWarning.Step(List.of("sms"), 30)),
            "a".repeat(64));
    return new Letter(warning, text, "", "", "", "", "", "");
  }

  private static SmsText text(Letter letter, int parts, boolean repeat) {
    return new SmsWords(ZoneId.of("Europe/Moscow"), parts, true).text(letter, LINK, repeat);
  }

  @Test
  void itSaysWhatWhereUntilWhenWhatToDoAndWhereToAnswer() {
    assertThat(text(letter("Alert", false, Marking.CLEAR, "en", "Stay away."), 6, false).text())
        .isEqualTo(
            "Stay away. Where: Stay away. Until: Sat 9 Mar 21:00. Do: Stay away. Stay away."
                + " Contact: Stay away.\nAnswer: "
                + LINK
                + " or reply 1 = safe, 2 = help");
  }

  @ParameterizedTest
  @CsvSource({
    "Alert, true, CLEAR, EXERCISE: Stay",
    "Cancel, false, CLEAR, CANCELLED: Stay",
    "Update, true, AMBER, [TLP:AMBER] EXERCISE UPDATE: Stay"
  })
  void whatItIsComesFirst(String type, boolean exercise, Marking marking, String begin) {
    assertThat(text(letter(type, exercise, marking, "en", "Stay away."), 6, false).text())
        .startsWith(begin);
  }

  @ParameterizedTest
  @CsvSource({
    "en, 3, Stay away from it. ",
    "en, 6, Stay away. ",
    "ru, 4, Не ходите туда. ",
    "uk, 10, Не ходіть туди. "
  })
  void howeverLongTheWordsAreMarksAndLinkStayWhole(String language, int parts, String words) {
    SmsText text =
        text(letter("Alert", true, Marking.AMBER, language, words.repeat(100)), parts, true);
    assertThat(text.segments()).hasSizeLessThanOrEqualTo(parts);
    assertThat(text.text()).startsWith("[TLP:AMBER] ").contains(LINK + " ");
    assertThat(text.text()).endsWith(")");
    assertThat(text.text()).contains(words.strip().substring(0, 5));
  }
}
