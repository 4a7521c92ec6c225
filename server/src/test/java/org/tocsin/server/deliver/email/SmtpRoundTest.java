// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.server.deliver.email.MailSamples.parcel;
import static org.tocsin.server.deliver.email.MailSamples.parcels;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.sim.Fault;
import org.tocsin.sim.Faults;
import org.tocsin.sim.ReceivedMail;
import org.tocsin.sim.SmtpReceiver;

/**
 * FEATURE UNDER TEST: whatever a server does in the middle of many mails, of each is known whether
 * it was taken, refused, cannot have arrived, or may have.
 */
class SmtpRoundTest {

  static final String PIPELINING = "PIPELINING";
  static final String CHUNKING = "CHUNKING";

  static List<Outcome> send(ScriptedSmtp server, List<Parcel> parcels) {
    return send(SmtpSettings.of(server.port()).settings(), parcels);
  }

  private static List<Outcome> send(MailSettings settings, List<Parcel> parcels) {
    try (SmtpLine line = line(settings)) {
      return line.send(parcels);
    }
  }

  static SmtpLine line(MailSettings settings) {
    return new SmtpLine(settings, Trust.ofPlatform(), new Mails(settings, SmtpSettings.PLAIN));
  }

  /** Takes everything that comes, with whole mails in a row. */
  static void takeChunks(ScriptedSmtp.Peer peer) throws IOException {
    for (String command = peer.hear(); !command.isEmpty(); command = peer.hear()) {
      if (command.startsWith("EHLO")) {
        peer.say("250-scripted", "250 CHUNKING");
      } else {
        peer.hear(2);
        peer.skipChunk();
        peer.say("250 ok", "250 ok", "250 ok", "250 taken");
      }
    }
  }

  /** Takes everything that comes, a mail at a time. */
  private static void takeMails(ScriptedSmtp.Peer peer) throws IOException {
    while (!peer.hear().isEmpty()) {
      peer.hear(2);
      peer.say("250 ok", "250 ok", "354 go on");
      peer.hearMail();
      peer.say("250 taken");
    }
  }

  static String told(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "Told[how=]").toList().toString();
  }

  @ParameterizedTest
  @EnumSource(SmtpReceiver.Speech.class)
  void aRoundThatEndsWithARefusedRecipientLeavesNothingBehindForTheNextOne(
      SmtpReceiver.Speech speech) throws IOException {
    List<ReceivedMail> mails = new CopyOnWriteArrayList<>();
    List<Parcel> parcels = parcels(40);
    Faults faults = new Faults(2, 0.3, 0, 0, Duration.ZERO, 0, 0);
    try (SmtpReceiver server =
            SmtpReceiver.start(
                SmtpReceiver.Settings.of(Clock.systemUTC()).withFaults(faults).withSpeech(speech),
                mails::add);
        SmtpLine line = line(SmtpSettings.of(server.port()).settings())) {
      for (Parcel parcel : parcels) {
        assertThat(line.send(List.of(parcel)).getFirst())
            .isInstanceOf(
                faults.faultOf(parcel.address(), 1) == Fault.REJECT
                    ? Outcome.Failed.class
                    : Outcome.Told.class);
      }
      assertThat(server.counts().refused()).isBetween(5L, 35L);
      assertThat(mails).hasSize(40 - (int) server.counts().refused());
      assertThat(mails).allMatch(mail -> mail.findHeader("Message-ID").isPresent());
    }
  }

  @Test
  void aServerThatSaysEverythingTwiceGetsNoMailForAnotherAndNobodyCountsAsToldForNothing()
      throws IOException {
    for (String keyword : List.of(PIPELINING, "HELP")) {
      try (ScriptedSmtp server =
          new ScriptedSmtp(peer -> {
            peer.greet(keyword);
            while (!peer.hear().isEmpty()) {
              peer.say("250 ok");
              peer.hear();
              peer.say("250 ok");
              peer.hear();
              peer.say("354 go on");
              peer.hearMail();
              peer.say("250 taken", "250 taken");
            }
          })) {
        List<Outcome> outcomes = send(server, parcels(4));

        assertThat(outcomes).hasSize(4).hasOnlyElementsOfType(Outcome.Told.class);
        assertThat(server.mails()).as(keyword).hasSize(4).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void aBreakInTheMiddleOfAPipelineLeavesOneMailInDoubtAndTheNextIsSentOnce() throws IOException {
    try (ScriptedSmtp server =
        new ScriptedSmtp(
            peer -> {
              peer.greet(PIPELINING);
              peer.hear(3);
              peer.say("250 ok", "250 ok", "354 go on");
              peer.hearMail();
              peer.say("250 taken");
              peer.hear(3);
              peer.say("250 ok", "250 ok", "354 go on");
              peer.hearMail();
              peer.hear(3);
            },
            peer -> {
              peer.greet(PIPELINING);
              takeMails(peer);
            })) {
      List<Outcome> outcomes = send(server, parcels(4));
      assertThat(outcomes.get(0)).isInstanceOf(Outcome.Told.class);
      assertThat(outcomes.get(1))
          .isEqualTo(Outcome.later("the connection to the mail server broke", true));
      assertThat(outcomes.subList(2, 4)).hasToString(told(2, 4));
      assertThat(server.mails()).hasSize(4);
    }
  }

  @Test
  void aBreakBetweenManyMailsLeavesInDoubtExactlyThoseThatMayHaveBeenTaken() throws IOException {
    try (ScriptedSmtp server =
        new ScriptedSmtp(
            peer -> {
              peer.greet(PIPELINING, CHUNKING);
              for (int i = 0; i < 4; i++) {
                peer.hearChunk();
              }
              peer.say("250 ok", "250 ok", "250 ok", "250 taken");
              peer.say("250 ok", "250 ok", "550 5.1.1 nobody", "554 nobody");
              peer.say("250 ok", "250 ok", "250 ok");
            },
            peer -> {
              peer.greet(PIPELINING, CHUNKING);
              takeChunks(peer);
            })) {
      List<Outcome> outcomes = send(server, parcels(7));
      assertThat(outcomes.get(0)).isInstanceOf(Outcome.Told.class);
      assertThat(outcomes.get(1)).isEqualTo(new Outcome.Failed("the mail server said 550 5.1.1"));
      assertThat(outcomes.subList(2, 4))
          .allMatch(Outcome.later("the connection to the mail server broke", true)::equals);
      // Whether they were written before the break was seen depends on who was quicker.
      assertThat(outcomes.subList(4, 7))
          .allMatch(each ->
              each instanceof Outcome.Told
                  || each.equals(Outcome.later("the connection to the mail server broke", true)));
    }
  }

  @Test
  void whatMayHaveArrivedBeforeGoesAloneAndTakesNoOtherWithIt() throws IOException {
    List<Parcel> parcels = new ArrayList<>(parcels(3));
    parcels.set(0, parcel(0, "p0@example.org", true));
    try (ScriptedSmtp server =
        new ScriptedSmtp(
            peer -> {
              peer.greet(PIPELINING, CHUNKING);
              peer.hearChunk();
            },
            peer -> {
              peer.greet(PIPELINING, CHUNKING);
              takeChunks(peer);
            })) {
      List<Outcome> outcomes = send(server, parcels);
      assertThat(outcomes.get(0))
          .isEqualTo(Outcome.later("the connection to the mail server broke", true));
      assertThat(outcomes.subList(1, 3)).hasToString(told(1, 3));
    }
  }

  @Test
  void afterAGoodByeWhatHadNoAnswerIsSentOnAnotherConnection() throws IOException {
    for (boolean chunked : new boolean[] {true, false}) {
      try (ScriptedSmtp server =
          new ScriptedSmtp(
              peer -> {
                peer.greet(
                    chunked ? new String[] {PIPELINING, CHUNKING} : new String[] {PIPELINING});
                if (chunked) {
                  peer.hearChunk();
                  peer.say("250 ok", "250 ok", "250 ok", "250 taken");
                  peer.say("250 ok", "421 4.7.0 enough for one connection");
                } else {
                  peer.hear(3);
                  peer.say("250 ok", "250 ok", "354 go on");
                  peer.hearMail();
                  peer.say("250 taken", "421 4.7.0 enough for one connection");
                }
              },
              peer -> {
                peer.greet(
                    chunked ? new String[] {PIPELINING, CHUNKING} : new String[] {PIPELINING});
                if (chunked) {
                  takeChunks(peer);
                } else {
                  takeMails(peer);
                }
              })) {
        assertThat(send(server, parcels(4))).as("chunked: %s", chunked).hasToString(told(0, 4));
      }
    }
  }

  @Test
  void aServerThatSaysGoodByeAtOnceIsTriedAgainLaterAndNobodyHasGotIt() throws IOException {
    try (ScriptedSmtp server = new ScriptedSmtp(peer -> peer.say("421 too busy"))) {
      assertThat(send(server, parcels(2)))
          .containsOnly(Outcome.later("the mail server said 421 instead of a greeting", false));
    }
  }

  @Test
  void aMailWithoutARecipientIsNotTheNextOnes() throws IOException {
    try (ScriptedSmtp server =
        new ScriptedSmtp(peer -> {
          peer.greet(PIPELINING);
          peer.hear(3);
          // RFC 2920 §3.1: a server may want the text although nobody is to get it.
          peer.say("250 ok", "550 5.1.1 nobody", "354 go on");
          peer.hearMail();
          peer.say("554 no valid recipients");
          takeMails(peer);
        })) {
      List<Outcome> outcomes = send(server, parcels(3));
      assertThat(outcomes.get(0)).isEqualTo(new Outcome.Failed("the mail server said 550 5.1.1"));
      assertThat(outcomes.subList(1, 3)).hasToString(told(1, 3));
      assertThat(server.mails().getFirst()).isEmpty();
    }
  }

  @Test
  void aRefusedRecipientLeavesNothingBehindForTheNextMail() throws IOException {
    for (String[] keywords : new String[][] {{PIPELINING}, {}}) {
      try (ScriptedSmtp server =
          new ScriptedSmtp(peer -> {
            peer.greet(keywords);
            peer.hear();
            peer.say("250 ok");
            peer.hear();
            peer.say("452 4.2.2 full");
            if (keywords.length > 0) {
              peer.hear();
              peer.say("503 no valid recipients");
            }
            assertThat(peer.hear()).isEqualTo("RSET");
            peer.say("250 ok");
            for (String reply : List.of("250 ok", "250 ok", "354 go on")) {
              peer.hear();
              peer.say(reply);
            }
            peer.hearMail();
            peer.say("250 taken");
          })) {
        assertThat(send(server, parcels(2)))
            .hasToString(
                "[Deferred[reason=the mail server said 452 4.2.2, mayHaveArrived=false,"
                    + " notBefore=PT0S], Told[how=]]");
      }
    }
  }

  @Test
  void whatAServerHasAgainstOurSenderIsNobodysEnd() throws IOException {
    try (ScriptedSmtp server =
        new ScriptedSmtp(peer -> {
          peer.greet(PIPELINING);
          peer.hear(3);
          peer.say("553 5.7.1 not you", "503 no", "503 no");
        })) {
      assertThat(send(server, parcels(1)))
          .containsExactly(Outcome.later("the mail server said 553 5.7.1 to our sender", false));
    }
  }

  @Test
  void aServerThatTricklesOrNeverEndsALineIsLeft() throws IOException {
    for (String noise :
        List.of("250", "250 " + "x".repeat(100_000), "hello\r\n", "250-a\r\n999 b\r\n")) {
      try (ScriptedSmtp server =
          new ScriptedSmtp(peer -> {
            peer.greet(PIPELINING, CHUNKING);
            peer.hearChunk();
            peer.mumble(noise);
            peer.hear(1_000_000);
          })) {
        assertThat(send(server, parcels(1)))
            .containsExactly(Outcome.later("the connection to the mail server broke", true));
      }
    }
  }

  @Test
  void aServerThatReadsNothingHoldsNobodyUp() throws IOException {
    try (ScriptedSmtp server =
        new ScriptedSmtp(peer -> {
          peer.greet(PIPELINING, CHUNKING);
          peer.rest();
        })) {
      assertThat(send(server, parcels(3)))
          .allMatch(each -> each instanceof Outcome.Deferred later && later.mayHaveArrived());
    }
  }

  @Test
  void aMailLargerThanTheServerTakesAndAnAddressItCannotCarryAreNotSent() throws IOException {
    try (ScriptedSmtp server =
        new ScriptedSmtp(peer -> {
          peer.greet(PIPELINING, CHUNKING, "SIZE 100");
          takeChunks(peer);
        })) {
      assertThat(
              send(
                  server,
                  List.of(parcel(0, "p@example.org", false), parcel(1, "пётр@example.org", false))))
          .containsExactly(
              new Outcome.Failed("the mail is larger than the mail server takes (SIZE)"),
              new Outcome.Failed("the mail server takes no addresses beyond ASCII (SMTPUTF8)"));
      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  void anAddressOfAnyScriptIsCarriedWhereTheServerCan() throws IOException {
    try (ScriptedSmtp server =
        new ScriptedSmtp(peer -> {
          peer.greet(PIPELINING, CHUNKING, "SMTPUTF8");
          takeChunks(peer);
        })) {
      assertThat(send(server, List.of(parcel(0, "пётр@пример.example", false))))
          .hasToString("[Told[how=]]");
      assertThat(server.commands().get(2)).endsWith(" BODY=8BITMIME SMTPUTF8");
      assertThat(new String(server.commands().get(3).getBytes(ISO_8859_1), UTF_8))
          .isEqualTo("RCPT TO:<пётр@xn--e1afmkfd.example>");
    }
  }

  @Test
  void aLineThatBeginsWithADotGetsAnother() throws IOException {
    try (ScriptedSmtp server =
        new ScriptedSmtp(peer -> {
          peer.greet();
          peer.hearMail();
        })) {
      MailSettings settings = SmtpSettings.of(server.port()).settings();
      try (SmtpConnection connection = SmtpConnection.open(settings, Trust.ofPlatform())) {
        SmtpRound.body(connection, ".a\r\n..b\r\nc.\r\n.\r\n".getBytes(US_ASCII));
        connection.write(".\r\n".getBytes(US_ASCII));
        connection.flush();
        org.awaitility.Awaitility.await().until(() -> !server.mails().isEmpty());
      }
      assertThat(server.mails()).containsExactly("..a\r\n...b\r\nc.\r\n..\r\n");
    }
  }

  @Test
  void aPasswordGoesOverAnEncryptedConnectionOnly() throws IOException {
    try (ScriptedSmtp server =
        new ScriptedSmtp(peer -> {
          peer.greet("AUTH PLAIN LOGIN");
          peer.hear();
        })) {
      MailSettings settings =
          SmtpSettings.of(server.port()).signedInAs("warnings", "secret").settings();
      assertThat(send(settings, parcels(1)))
          .containsExactly(
              Outcome.later(
                  "the mail server offers no encryption, so our password is not sent to it",
                  false));
      assertThat(server.commands()).noneMatch(each -> each.contains("AUTH"));
    }
  }

  @Test
  void aPasswordIsSaidInTheWayThatTheServerTakes() throws IOException {
    for (String way : List.of("PLAIN", "LOGIN")) {
      try (ScriptedSmtp server =
          new ScriptedSmtp(peer -> {
            peer.greet("AUTH " + way);
            peer.hear();
            if (way.equals("LOGIN")) {
              peer.say("334 VXNlcm5hbWU6");
              peer.hear();
              peer.say("334 UGFzc3dvcmQ6");
              peer.hear();
            }
            peer.say("535 5.7.8 no");
          })) {
        MailSettings settings =
            SmtpSettings.of(server.port())
                .starttls(MailSettings.Starttls.NONE)
                .signedInAs("warnings", "secret")
                .settings();
        assertThat(send(settings, parcels(1)))
            .containsExactly(Outcome.later("the mail server refuses our sign-in", false));
        assertThat(server.commands().subList(1, server.commands().size()))
            .startsWith(
                way.equals("PLAIN")
                    ? new String[] {"AUTH PLAIN AHdhcm5pbmdzAHNlY3JldA=="}
                    : new String[] {"AUTH LOGIN", "d2FybmluZ3M=", "c2VjcmV0"});
      }
    }
  }

  @Test
  void whatIsSaidBeforeTheEncryptionIsNotTakenForWhatFollowsIt() throws IOException {
    try (ScriptedSmtp server =
        new ScriptedSmtp(peer -> {
          peer.greet("STARTTLS");
          peer.hear();
          peer.mumble("220 go on\r\n250 smuggled\r\n");
          peer.hear();
        })) {
      assertThat(send(server, parcels(1)))
          .containsExactly(
              Outcome.later(
                  "the mail server, or somebody between us, spoke before the encryption began;"
                      + " nothing was sent",
                  false));
    }
  }

  @Test
  void withoutEncryptionNothingIsSentWhereItIsRequired() throws IOException {
    try (ScriptedSmtp server =
        new ScriptedSmtp(peer -> {
          peer.greet(PIPELINING);
          peer.hear();
        })) {
      MailSettings settings =
          SmtpSettings.of(server.port()).starttls(MailSettings.Starttls.REQUIRED).settings();
      assertThat(send(settings, parcels(1)))
          .singleElement()
          .isInstanceOfSatisfying(
              Outcome.Deferred.class,
              later ->
                  assertThat(later.reason()).contains("no encryption", "tocsin.mail.starttls"));
    }
  }
}
