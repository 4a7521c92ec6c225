// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.server.deliver.email.MailSamples.parcels;
import static org.tocsin.server.deliver.email.SmtpRoundTest.CHUNKING;
import static org.tocsin.server.deliver.email.SmtpRoundTest.PIPELINING;
import static org.tocsin.server.deliver.email.SmtpRoundTest.send;
import static org.tocsin.server.deliver.email.SmtpRoundTest.told;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.deliver.Outcome;

/**
 * FEATURE UNDER TEST: with CHUNKING a server that is a reply ahead or breaks is believed only what
 * it must have taken.
 */
class SmtpStepTest {

  private static final Outcome AHEAD =
      Outcome.later("the mail server answered more often than it was asked", true);
  private static final Outcome BROKE =
      Outcome.later("the connection to the mail server broke", true);

  /** Takes two mails; with one reply too much, the last that it says to them is left over. */
  private static void takeTwo(ScriptedSmtp.Peer peer, boolean twice, String last)
      throws IOException {
    peer.greet(PIPELINING, CHUNKING);
    peer.hearChunk();
    peer.hearChunk();
    if (twice) {
      peer.say("250 ok");
    }
    peer.say("250 ok", "250 ok", "250 ok", "250 taken");
    peer.say("250 ok", "250 ok", "250 ok", last);
  }

  @Test
  void aServerOfChunksThatHasSaidSomethingTwiceIsBelievedNothingOfThatRound() throws IOException {
    try (ScriptedSmtp server =
        new ScriptedSmtp(
            peer -> {
              peer.greet(PIPELINING, CHUNKING);
              peer.hearChunk();
              peer.say("250 ok", "250 ok", "250 ok", "250 ok", "250 taken");
              peer.hearChunk();
              peer.say("250 ok", "250 ok", "250 ok", "250 taken");
              peer.hear();
              peer.say("250-scripted", "250 CHUNKING");
            },
            peer -> {
              peer.greet(PIPELINING, CHUNKING);
              SmtpRoundTest.takeChunks(peer);
            })) {
      assertThat(send(server, parcels(2)))
          .allMatch(
              Outcome.later("the mail server answered more often than it was asked", true)::equals);
      assertThat(send(server, parcels(2))).hasToString(told(0, 2));
    }
  }

  /** What is left over looks like the refusal of a second hello; the good-bye shows which it is. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRefusalThatIsLeftOverIsNotTakenForThatOfTheHello(boolean twice) throws IOException {
    try (ScriptedSmtp server =
        new ScriptedSmtp(peer -> {
          takeTwo(peer, twice, twice ? "554 not taken" : "250 taken");
          assertThat(peer.hear()).startsWith("EHLO");
          peer.say(twice ? "250 scripted" : "503 no second hello");
          assertThat(peer.hear()).isEqualTo("QUIT");
          peer.say("221 bye");
        })) {
      List<Outcome> outcomes = send(server, parcels(2));
      if (twice) {
        assertThat(outcomes).containsExactly(AHEAD, AHEAD);
      } else {
        assertThat(outcomes).hasToString(told(0, 2));
      }
    }
  }

  @Test
  void aServerThatWantsNoSecondHelloGetsAConnectionForEachRound() throws IOException {
    try (ScriptedSmtp server =
            new ScriptedSmtp(peer -> {
              takeTwo(peer, false, "250 taken");
              peer.hear();
              peer.say("503 no second hello");
              peer.hear();
              peer.say("221 bye");
            });
        SmtpLine line = SmtpRoundTest.line(SmtpSettings.of(server.port()).settings())) {
      for (int round = 1; round <= 2; round++) {
        assertThat(line.send(parcels(2))).hasToString(told(0, 2));
        assertThat(server.mails()).hasSize(2 * round);
      }
    }
  }

  @Test
  void whoSaysGoodByeAfterTheLastMailLeavesThatOneInDoubt() throws IOException {
    try (ScriptedSmtp server =
        new ScriptedSmtp(peer -> {
          takeTwo(peer, false, "250 taken");
          peer.hear();
          peer.say("421 enough");
        })) {
      List<Outcome> outcomes = send(server, parcels(2));
      assertThat(outcomes.get(0)).isInstanceOf(Outcome.Told.class);
      assertThat(outcomes.get(1)).isEqualTo(BROKE);
    }
  }

  /** Else a server that closes after each mail would be sent the same one again and again. */
  @Test
  void whoLeavesWithoutAWordHasLeftNothingOver() throws IOException {
    try (ScriptedSmtp server = new ScriptedSmtp(peer -> takeTwo(peer, false, "250 taken"))) {
      assertThat(send(server, parcels(2))).hasToString(told(0, 2));
    }
  }

  /**
   * Three of four replies came to the second, and the fourth seems to: a reply ahead, none more.
   */
  @Test
  void aMailWhoseAnswerWasTheLastBeforeABreakIsInDoubt() throws IOException {
    try (ScriptedSmtp server =
        new ScriptedSmtp(
            peer -> {
              peer.greet(PIPELINING, CHUNKING);
              for (int i = 0; i < 3; i++) {
                peer.hearChunk();
              }
              peer.say("250 ok", "250 ok", "250 ok", "250 ok", "250 taken");
              peer.say("250 ok", "250 ok", "250 ok");
            },
            peer -> {
              peer.greet(PIPELINING, CHUNKING);
              SmtpRoundTest.takeChunks(peer);
            })) {
      List<Outcome> outcomes = send(server, parcels(3));
      assertThat(outcomes.get(0)).isInstanceOf(Outcome.Told.class);
      assertThat(outcomes.subList(1, 3)).containsExactly(BROKE, BROKE);
    }
  }
}
