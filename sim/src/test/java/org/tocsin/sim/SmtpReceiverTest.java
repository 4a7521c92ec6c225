// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: a mail server that speaks SMTP on the wire and hands every mail on. */
class SmtpReceiverTest {
  private static final Instant NOW = Instant.parse("2024-03-07T16:15:00Z");
  private static final SmtpReceiver.Settings PLAIN =
      SmtpReceiver.Settings.of(InstantSource.fixed(NOW));

  private final List<ReceivedMail> mails = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aMailIsTakenLineByLineAndHandedOn() throws IOException {
    try (SmtpReceiver receiver = SmtpReceiver.start(PLAIN, mails::add);
        Sender sender = new Sender(receiver.port())) {
      assertThat(sender.line()).startsWith("220 ").contains("EXERCISE");
      assertThat(sender.say("EHLO localhost")).startsWith("250");
      assertThat(sender.say("MAIL FROM:<desk@exercise.invalid> BODY=8BITMIME SIZE=200"))
          .startsWith("250 2.1.0");
      assertThat(sender.say("RCPT TO:<person-00017@exercise.invalid>")).startsWith("250 2.1.5");
      assertThat(sender.say("DATA")).startsWith("354");
      assertThat(
              sender.say(
                  "Subject: =?UTF-8?B?0KPQp9CV0J3QmNCV?= Security alert\r\nMessage-ID: <1@x>\r\n"
                      + "Content-Type: text/plain; charset=UTF-8\r\n"
                      + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                      + "=D0=98=D0=B7=D0=B1=D0=B5=D0=B3=D0=B0=D0=B9=D1=82=D0=B5 http://127.0.0.1:1/a/to=\r\n"
                      + "ken1234=3D\r\n..dot\r\n."))
          .startsWith("250 2.0.0");
      assertThat(sender.say("QUIT")).startsWith("221");
      assertThat(receiver.counts()).isEqualTo(new SmtpReceiver.Counts(1, 0, 0, 0, 0));
    }
    ReceivedMail mail = mails.getFirst();
    assertThat(mail.from()).isEqualTo("desk@exercise.invalid");
    assertThat(mail.watcherId()).isEqualTo("person-00017");
    assertThat(mail.receivedAt()).isEqualTo(NOW);
    assertThat(mail.subject()).isEqualTo("УЧЕНИЕ Security alert");
    assertThat(mail.text()).isEqualTo("Избегайте http://127.0.0.1:1/a/token1234=\r\n.dot\r\n");
  }

  @Test
  void pipelinedMailsAreAllTakenInOneGo() throws IOException {
    try (SmtpReceiver receiver = SmtpReceiver.start(PLAIN, mails::add);
        Sender sender = new Sender(receiver.port())) {
      sender.line();
      StringBuilder all = new StringBuilder("EHLO localhost\r\n");
      for (int i = 0; i < 50; i++) {
        all.append("MAIL FROM:<a@x>\r\nRCPT TO:<p").append(i).append("@x>\r\nDATA\r\n");
        all.append("Subject: ").append(i).append("\r\n\r\nbody\r\n.\r\n");
      }
      sender.send(all + "QUIT\r\n");
      assertThat(sender.rest()).filteredOn(line -> line.startsWith("250 2.0.0")).hasSize(50);
    }
    assertThat(mails).hasSize(50);
    assertThat(mails.get(49).subject()).isEqualTo("49");
  }

  @Test
  void anAnswerMayComeTwiceOrBreakAndTheMailIsTakenAllTheSame() throws IOException {
    Tears always = new Tears(3, 1, Duration.ofMillis(1));
    try (SmtpReceiver receiver = SmtpReceiver.start(PLAIN.withTears(always), mails::add)) {
      for (int attempt = 1; attempt <= 20; attempt++) {
        try (Sender sender = new Sender(receiver.port())) {
          sender.line();
          sender.say("EHLO localhost");
          String said = sender.mail("p@x", "body");
          switch (always.tearOf("p@x", attempt)) {
            case TWICE -> {
              assertThat(sender.line()).isEqualTo(said).startsWith("250 ");
              assertThat(sender.say("NOOP")).startsWith("250 2.0.0 fine");
            }
            case NONE -> throw new IllegalStateException("all break");
            case NOTHING, NO_BODY -> assertThat(said).isEmpty();
            case STALL, HALF -> assertThat(said).isEqualTo("25");
            case HALF_BODY -> assertThat(said).startsWith("250 ");
          }
        }
      }
    }
    assertThat(mails).hasSize(20);
  }

  @Test
  void chunkedMailsAreTakenOctetByOctetAndARefusedOneIsPassedOver() throws IOException {
    Faults someone = new Faults(5, 0.5, 0, 0, Duration.ZERO, 0, 0);
    try (SmtpReceiver receiver =
            SmtpReceiver.start(
                PLAIN.withSpeech(SmtpReceiver.Speech.CHUNKED).withFaults(someone), mails::add);
        Sender sender = new Sender(receiver.port())) {
      sender.line();
      StringBuilder all = new StringBuilder("EHLO localhost\r\n");
      for (int i = 0; i < 50; i++) {
        all.append("RSET\r\nMAIL FROM:<a@x>\r\nRCPT TO:<p").append(i).append("@x>\r\n");
        all.append("BDAT 11\r\nSubject: x\nBDAT 7 LAST\r\n\r\n\r\n.\r\n");
      }
      sender.send(all + "QUIT\r\n");
      assertThat(sender.rest())
          .filteredOn(line -> line.startsWith("554"))
          .hasSize(2 * (50 - mails.size()));
    }
    assertThat(mails)
        .hasSizeBetween(5, 45)
        .allMatch(mail -> mail.raw().equals("Subject: x\n\r\n\r\n.\r\n"));
  }

  @Test
  void aLoneLineFeedDoesNotSmuggleASecondMail() throws IOException {
    try (SmtpReceiver receiver = SmtpReceiver.start(PLAIN, mails::add);
        Sender sender = new Sender(receiver.port())) {
      sender.line();
      sender.say("EHLO localhost");
      sender.say("MAIL FROM:<a@x>");
      sender.say("RCPT TO:<b@x>");
      sender.say("DATA");
      assertThat(sender.say("Subject: x\r\n\r\nhello\n.\nMAIL FROM:<evil@x>\r\n.\r\r\n."))
          .startsWith("250 2.0.0");
    }
    assertThat(mails).hasSize(1);
    assertThat(mails.getFirst().text()).contains("MAIL FROM:<evil@x>");
  }

  @Test
  void commandsOutOfOrderAreRefusedInWords() throws IOException {
    try (SmtpReceiver receiver = SmtpReceiver.start(PLAIN, mails::add);
        Sender sender = new Sender(receiver.port())) {
      sender.line();
      assertThat(sender.say("MAIL FROM:<a@x>")).isEqualTo("503 5.5.1 say EHLO first");
      sender.say("EHLO localhost");
      assertThat(sender.say("RCPT TO:<b@x>")).isEqualTo("503 5.5.1 say MAIL FROM first");
      assertThat(sender.say("MAIL FROM: nobody")).startsWith("501 5.5.4");
      assertThat(sender.say("MAIL FROM:<a@x> SIZE=99999999")).startsWith("552 5.3.4");
      sender.say("MAIL FROM:<>");
      assertThat(sender.say("DATA")).startsWith("554 5.5.1");
      assertThat(sender.say("STARTTLS")).startsWith("502 5.5.1");
      assertThat(sender.say("NOOP " + "x".repeat(5_000))).startsWith("500 5.5.6");
      assertThat(sender.say("NOOP")).startsWith("250");
    }
    assertThat(mails).isEmpty();
  }

  @Test
  void aMailBeyondTheLimitIsRefusedAndTheNextIsTaken() throws IOException {
    try (SmtpReceiver receiver = SmtpReceiver.start(PLAIN, mails::add);
        Sender sender = new Sender(receiver.port())) {
      sender.line();
      sender.say("EHLO localhost");
      assertThat(sender.mail("b@x", "x".repeat(SmtpReceiver.MAX_MAIL_BYTES + 1)))
          .startsWith("552 5.3.4");
      assertThat(sender.mail("b@x", "small")).startsWith("250 2.0.0");
    }
    assertThat(mails).hasSize(1);
  }

  @Test
  void anAddressThatNobodyReadsIsRefusedForGood() throws IOException {
    try (SmtpReceiver receiver = SmtpReceiver.start(PLAIN, mails::add);
        Sender sender = new Sender(receiver.port())) {
      sender.line();
      sender.say("EHLO localhost");
      sender.say("MAIL FROM:<a@x>");
      assertThat(sender.say("RCPT TO:<person-1@unreachable.exercise.invalid>"))
          .startsWith("550 5.1.1");
      assertThat(receiver.counts().refused()).isEqualTo(1);
    }
  }

  @Test
  void aRepeatIsTakenAndMarked() throws IOException {
    try (SmtpReceiver receiver = SmtpReceiver.start(PLAIN, mails::add);
        Sender sender = new Sender(receiver.port())) {
      sender.line();
      sender.say("EHLO localhost");
      sender.mail("b@x", "same");
      sender.mail("b@x", "same");
      sender.mail("c@x", "same");
      assertThat(receiver.counts().repeats()).isEqualTo(1);
    }
    assertThat(mails).extracting(ReceivedMail::repeat).containsExactly(false, true, false);
  }

  @Test
  void aListenerThatFailsMakesTheSenderTryAgain() throws IOException {
    try (SmtpReceiver receiver =
            SmtpReceiver.start(
                PLAIN,
                _ -> {
                  throw new IllegalStateException("exercise");
                });
        Sender sender = new Sender(receiver.port())) {
      sender.line();
      sender.say("EHLO localhost");
      assertThat(sender.mail("b@x", "text")).startsWith("451 4.3.0");
      assertThat(receiver.counts()).isEqualTo(new SmtpReceiver.Counts(0, 0, 0, 1, 0));
    }
  }

  @Test
  void faultsReplayTheSame() throws IOException {
    Faults faults = new Faults(5, 0.1, 0.2, 0.1, Duration.ofMillis(1), 0.1, 0.1);
    List<String> first = fates(faults);

    assertThat(fates(faults)).isEqualTo(first);
    assertThat(first).contains("taken", "closed", "lost reply");
    assertThat(first).anyMatch(fate -> fate.startsWith("550"));
    assertThat(first).anyMatch(fate -> fate.startsWith("451"));
  }

  /** What became of 120 mails, each on a connection of its own. */
  private List<String> fates(Faults faults) throws IOException {
    List<String> fates = new ArrayList<>();
    try (SmtpReceiver receiver = SmtpReceiver.start(PLAIN.withFaults(faults), mails::add)) {
      for (int i = 0; i < 120; i++) {
        try (Sender sender = new Sender(receiver.port())) {
          sender.line();
          sender.say("EHLO localhost");
          sender.say("MAIL FROM:<a@x>");
          String reply = sender.say("RCPT TO:<person-" + i + "@exercise.invalid>");
          if (reply.isEmpty()) {
            fates.add("closed");
          } else if (!reply.startsWith("250")) {
            fates.add(reply);
          } else {
            sender.say("DATA");
            fates.add(sender.say("Subject: x\r\n\r\ny\r\n.").isEmpty() ? "lost reply" : "taken");
          }
        }
      }
    }
    return fates;
  }

  /** The other end of the wire; says lines and reads what comes back. */
  private static final class Sender implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Sender(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(30_000);
      in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    }

    void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      socket.getOutputStream().flush();
    }

    /** Says something and returns the last line of the reply; empty when the other end hangs up. */
    String say(String text) throws IOException {
      send(text + "\r\n");
      return line();
    }

    String mail(String recipient, String body) throws IOException {
      say("MAIL FROM:<a@x>");
      say("RCPT TO:<" + recipient + ">");
      say("DATA");
      return say("Subject: x\r\nMessage-ID: <" + body.hashCode() + "@x>\r\n\r\n" + body + "\r\n.");
    }

    String line() throws IOException {
      String line = in.readLine();
      while (line != null && line.length() > 3 && line.charAt(3) == '-') {
        line = in.readLine();
      }
      return line == null ? "" : line;
    }

    List<String> rest() throws IOException {
      List<String> lines = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
      return lines;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
