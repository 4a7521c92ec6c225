// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Nested;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.ChannelContract;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.sim.Faults;
import org.tocsin.sim.ReceivedMail;
import org.tocsin.sim.SmtpReceiver;

/**
 * FEATURE UNDER TEST: warnings by e-mail, against a real SMTP server, however much of the protocol
 * it speaks.
 */
class EmailChannelTest {

  /** A server that takes mails one after the other, with PIPELINING. */
  @Nested
  class Pipelined extends Mailboxes {
    Pipelined() {
      super(SmtpReceiver.Speech.PIPELINED);
    }
  }

  /** A server that takes whole mails without a pause, with CHUNKING. */
  @Nested
  class Chunked extends Mailboxes {
    Chunked() {
      super(SmtpReceiver.Speech.CHUNKED);
    }
  }

  /** A server that takes a command after the other. */
  @Nested
  class LockStep extends Mailboxes {
    LockStep() {
      super(SmtpReceiver.Speech.LOCK_STEP);
    }
  }

  /** The contract, held by a server that speaks so much of the protocol. */
  abstract static class Mailboxes extends ChannelContract {
    private final SmtpReceiver.Speech speech;

    Mailboxes(SmtpReceiver.Speech speech) {
      this.speech = speech;
    }

    @Override
    protected Peer peer(Faults faults) throws IOException {
      List<Taken> taken = new CopyOnWriteArrayList<>();
      SmtpReceiver receiver =
          SmtpReceiver.start(
              SmtpReceiver.Settings.of(Clock.systemUTC()).withFaults(faults).withSpeech(speech),
              mail -> taken.add(taken(mail)));
      return new Office(channel(receiver.port()), taken, receiver::close);
    }

    @Override
    protected Peer nowhere() throws IOException {
      SmtpReceiver gone = SmtpReceiver.start(SmtpReceiver.Settings.of(Clock.systemUTC()), _ -> {});
      gone.close();
      return new Office(channel(gone.port()), List.of(), () -> {});
    }

    @Override
    protected List<String> noAddresses() {
      return List.of("somebody", "a@b@c", "two@example.org, three@example.org", "<a@example.org>");
    }
  }

  private static ChannelContract.Taken taken(ReceivedMail mail) {
    String id = mail.findHeader("Message-ID").orElse("");
    return new ChannelContract.Taken(
        mail.findHeader("To").orElse(""),
        id.substring(1, id.indexOf('@')),
        mail.findHeader("Tocsin-Repeat").isPresent(),
        mail.subject() + "\n" + mail.text());
  }

  private static Channel channel(int port) {
    return new EmailChannel(
        SmtpSettings.of(port).starttls(MailSettings.Starttls.NONE).settings(),
        MailServers.NO_OTHERS,
        Trust.ofPlatform(),
        SmtpSettings.PLAIN);
  }

  private record Office(Channel channel, List<ChannelContract.Taken> taken, Runnable end)
      implements ChannelContract.Peer {
    @Override
    public String address(int person) {
      return "p" + person + "@example.org";
    }

    @Override
    public void close() {
      end.run();
    }
  }
}
