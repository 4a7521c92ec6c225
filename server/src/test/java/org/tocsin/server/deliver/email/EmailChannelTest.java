// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.ChannelContract;
import org.tocsin.sim.Faults;
import org.tocsin.sim.ReceivedMail;
import org.tocsin.sim.SmtpReceiver;

/** FEATURE UNDER TEST: warnings by e-mail, against a real SMTP server. */
class EmailChannelTest extends ChannelContract {

  @Override
  protected Peer peer(Faults faults) throws IOException {
    List<Taken> taken = new CopyOnWriteArrayList<>();
    SmtpReceiver receiver =
        SmtpReceiver.start(
            SmtpReceiver.Settings.of(Clock.systemUTC()).withFaults(faults),
            mail -> taken.add(taken(mail)));
    return new Mailboxes(channel(receiver.port()), taken, receiver::close);
  }

  private static Taken taken(ReceivedMail mail) {
    String id = mail.findHeader("Message-ID").orElse("");
    return new Taken(
        mail.findHeader("To").orElse(""),
        id.substring(1, id.indexOf('@')),
        mail.findHeader("Tocsin-Repeat").isPresent(),
        mail.subject() + "\n" + mail.text());
  }

  @Override
  protected Peer nowhere() throws IOException {
    SmtpReceiver gone = SmtpReceiver.start(SmtpReceiver.Settings.of(Clock.systemUTC()), _ -> {});
    gone.close();
    return new Mailboxes(channel(gone.port()), List.of(), () -> {});
  }

  @Override
  protected List<String> noAddresses() {
    return List.of("somebody", "a@b@c", "two@example.org, three@example.org", "<a@example.org>");
  }

  private static Channel channel(int port) {
    return new EmailChannel(
        new MailSettings(
            "127.0.0.1",
            port,
            "desk@example.org",
            "",
            "",
            MailSettings.Starttls.NONE,
            1,
            Duration.ofSeconds(1)));
  }

  private record Mailboxes(Channel channel, List<Taken> taken, Runnable end) implements Peer {
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
