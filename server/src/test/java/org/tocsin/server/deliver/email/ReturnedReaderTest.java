// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.ReportedState;
import org.tocsin.server.deliver.ReturnTokens;
import org.tocsin.server.deliver.SampleTokens;

/**
 * FEATURE UNDER TEST: of what comes back, reports and people's replies are understood, machines'
 * answers and forgeries are not.
 */
class ReturnedReaderTest {

  private static final ReturnTokens TOKENS = SampleTokens.of(new byte[32]);
  private static final ReturnSettings SETTINGS =
      new ReturnSettings(
          "returns+{token}@example.org",
          "",
          993,
          "",
          "",
          true,
          "INBOX",
          Duration.ofSeconds(30),
          false);
  private static final String BOUNCE = address(ReturnTokens.Purpose.BOUNCE);
  private static final String REPLY = address(ReturnTokens.Purpose.REPLY);

  private final ReturnedReader reader = new ReturnedReader(TOKENS, SETTINGS.pattern());

  private static String address(ReturnTokens.Purpose purpose) {
    Parcel parcel = MailSamples.parcel(6, "p1@example.org", false);
    return SETTINGS.with(TOKENS.series(parcel.letter().warning().id()).of(purpose, parcel));
  }

  private Returned read(String mail) {
    return reader.read(mail.getBytes(UTF_8));
  }

  private static void isNothing(Returned returned, String why) {
    assertThat(returned)
        .isInstanceOfSatisfying(
            Returned.Nothing.class, nothing -> assertThat(nothing.why()).contains(why));
  }

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource({
    "failed, 5.1.1, FAILED",
    "failed (gave up), 5.0.0 (permanent), FAILED",
    "failed, 4.4.7, EXPIRED",
    "failed, 5.7.1, REJECTED",
    "Delayed, 4.4.1, DELAYED",
    "delivered, 2.0.0, DELIVERED"
  })
  void aReportSaysWhatBecameOfTheMail(String action, String status, ReportedState state) {
    assertThat(read(Returns.report(BOUNCE, action, status)))
        .isInstanceOfSatisfying(
            Returned.Report.class,
            report -> {
              assertThat(report.state()).isEqualTo(state);
              assertThat(report.told().watcher().number()).isEqualTo(7);
            });
  }

  @Test
  void aReportThatLeavesItOpenIsNotCounted() {
    isNothing(read(Returns.report(BOUNCE, "relayed", "2.0.0")), "nothing that we count");
  }

  @Test
  void aReportWithoutOurTokenOrWithAnInventedOneIsNothing() {
    isNothing(read(Returns.report("returns@example.org", "failed", "5.1.1")), "no token");
    char last = BOUNCE.charAt(20) == 'a' ? 'b' : 'a';
    String forged = BOUNCE.substring(0, 20) + last + BOUNCE.substring(21);
    isNothing(read(Returns.report(forged, "failed", "5.1.1")), "no token");
  }

  @Test
  void whoMayReplyCannotSayThatTheMailBounced() {
    isNothing(read(Returns.report(REPLY, "failed", "5.1.1")), "a machine answered");
    isNothing(read(Returns.reply(BOUNCE, "", "I am safe")), "no delivery report");
  }

  @Test
  void theTokenIsFoundWhereverTheServerNotesTheAddress() {
    String mail = Returns.report("undisclosed-recipients:;", "failed", "5.1.1");
    for (String header : new String[] {"Delivered-To", "X-Original-To", "Envelope-To"}) {
      assertThat(read(header + ": " + BOUNCE.toUpperCase(java.util.Locale.ROOT) + "\r\n" + mail))
          .isInstanceOf(Returned.Report.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: auto-replied (vacation)",
        "X-Autoreply: yes",
        "Precedence: auto_reply",
        "X-Auto-Response-Suppress: All",
        "Return-Path: <>"
      })
  void whatAMachineAnswersByItselfIsNoReply(String header) {
    isNothing(read(Returns.reply(REPLY, header, "I am on holiday and safe")), "a machine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          I am safe. ~~On Thu, 26 Nov 2026 at 02:08, Tocsin desk <desk@example.org> wrote:~> help ; I am safe.
          2~~-----Original Message-----~From: desk ; 2
          Нужна помощь!~~26 нояб. 2026 г., Tocsin <desk@example.org> написал(а):~> [TLP:CLEAR] ; Нужна помощь!
          Ich bin in Sicherheit~~Am 26.11.26 um 02:08 schrieb Tocsin desk:~> help ; Ich bin in Sicherheit
          """)
  void aPersonsOwnWordsAreWhatStandsAboveTheQuote(String text, String own) {
    assertThat(read(Returns.reply(REPLY, "Auto-Submitted: no", text.replace("~", "\r\n"))))
        .isInstanceOfSatisfying(
            Returned.Reply.class, reply -> assertThat(reply.text()).isEqualTo(own));
  }

  @Test
  void aReplyInHtmlAloneIsReadAsText() {
    String mail =
        Returns.reply(REPLY, "", "<p>I need <b>help</b></p><script>alert(1)</script>")
            .replace("text/plain", "text/html");
    assertThat(read(mail))
        .isInstanceOfSatisfying(
            Returned.Reply.class, reply -> assertThat(reply.text()).isEqualTo("I need help"));
  }

  @Test
  void aReplyThatOnlyQuotesSaysNothing() {
    isNothing(read(Returns.reply(REPLY, "", "> I am safe")), "nothing of its own");
  }

  @Test
  void aMailOfEndlessPartsOrDepthIsGivenUp() {
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      deep.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b");
      deep.append(i).append("\r\n");
    }
    assertThat(read("To: " + BOUNCE + "\r\n" + deep)).isInstanceOf(Returned.Nothing.class);
    String wide =
        "To: "
            + BOUNCE
            + "\r\nContent-Type: multipart/report; boundary=b\r\n\r\n"
            + "--b\r\n\r\nx\r\n".repeat(10_000)
            + "--b--\r\n";
    assertThat(read(wide)).isInstanceOf(Returned.Nothing.class);
    assertThat(read("To: " + (BOUNCE + ", ").repeat(2_000) + "\r\n".repeat(10)))
        .isInstanceOf(Returned.Nothing.class);
  }

  @Test
  void whateverIsChangedInAMailItIsReadWithoutAnException() {
    Random dice = new Random(7);
    byte[] mail = Returns.report(BOUNCE, "failed", "5.1.1").getBytes(UTF_8);
    for (int i = 0; i < 2_000; i++) {
      byte[] changed = mail.clone();
      for (int j = 0; j < 1 + dice.nextInt(8); j++) {
        changed[dice.nextInt(changed.length)] = (byte) dice.nextInt(256);
      }
      assertThat(reader.read(changed)).isNotNull();
    }
  }
}
