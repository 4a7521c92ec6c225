// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.SampleParcels;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.sim.ReceivedMail;
import org.tocsin.sim.SmtpReceiver;

/** FEATURE UNDER TEST: a second mail server for when the first is gone. */
class MailServersTest {

  private static MailServers second(int port) {
    return new MailServers(
        100,
        Map.of(
            "second",
            new MailServers.Another(
                0, "127.0.0.1", port, "", "", MailSettings.Starttls.NONE, false)));
  }

  private static List<Parcel> parcels(int count) {
    return IntStream.range(0, count)
        .mapToObj(i ->
            SampleParcels.of(
                "p" + i + "@example.org", SampleParcels.text("Avoid", "A threat.", "Stay away.")))
        .toList();
  }

  @Test
  void whatTheFirstCannotTakeIsTakenByTheSecondInTheSameRound() throws IOException {
    List<ReceivedMail> mails = new CopyOnWriteArrayList<>();
    SmtpReceiver gone = SmtpReceiver.start(SmtpReceiver.Settings.of(Clock.systemUTC()), _ -> {});
    gone.close();
    try (SmtpReceiver there =
        SmtpReceiver.start(SmtpReceiver.Settings.of(Clock.systemUTC()), mails::add)) {
      EmailChannel channel =
          new EmailChannel(
              SmtpSettings.of(gone.port()).settings(),
              second(there.port()),
              Trust.ofPlatform(),
              SmtpSettings.PLAIN);
      try (Channel.Line line = channel.open()) {
        assertThat(line.send(parcels(20))).hasSize(20).allMatch(Outcome.Told.class::isInstance);
      }
      assertThat(mails).hasSize(20);
    }
  }

  @Test
  void aCheckGoesAsFarAsTheFirstMail() throws IOException {
    List<ReceivedMail> mails = new CopyOnWriteArrayList<>();
    SmtpReceiver receiver =
        SmtpReceiver.start(SmtpReceiver.Settings.of(Clock.systemUTC()), mails::add);
    SmtpProvider provider =
        new SmtpProvider(
            "main",
            100,
            SmtpSettings.of(receiver.port()).settings(),
            SmtpSettings.PLAIN,
            Trust.ofPlatform());
    assertThat(provider.check()).isEmpty();
    assertThat(mails).isEmpty();
    receiver.close();
    assertThat(provider.check().orElseThrow()).contains("cannot be reached");
  }

  @Test
  void aServerWithoutANameOrAHostIsRefused() {
    assertThatThrownBy(
            () -> new MailServers.Another(0, "", 25, "", "", MailSettings.Starttls.NONE, false))
        .hasMessageContaining("needs a host");
    assertThatThrownBy(() -> new MailServers(2_000, Map.of())).hasMessageContaining("0 to 1000");
    assertThatThrownBy(() ->
            new MailServers(
                1,
                Map.of(
                    "main",
                    new MailServers.Another(
                        0, "h", 25, "", "", MailSettings.Starttls.NONE, false))))
        .hasMessageContaining("tocsin.mail.providers.main");
  }
}
