// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.DeliveryReports;
import org.tocsin.server.deliver.HandedOver;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.ReportedState;
import org.tocsin.server.deliver.SampleParcels;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.tls.TlsSettings;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.server.world.TestAuthority;
import org.tocsin.server.world.TlsDoor;
import org.tocsin.sim.ReceivedSms;
import org.tocsin.sim.SmscReceiver;

/** FEATURE UNDER TEST: SMPP over TLS reaches a centre that proves its name, and no other. */
class SmsTlsTest {

  @TempDir private Path folder;

  private static final DeliveryReports REPORTS =
      new DeliveryReports() {
        @Override
        public void handedOver(String kind, List<HandedOver> parts) {
          // What becomes of it is another test's.
        }

        @Override
        public void reported(String kind, String provider, String providerId, ReportedState state) {
          // As above.
        }

        @Override
        public boolean replied(String kind, String address, String text) {
          return false;
        }
      };

  private static SmsSettings settings(int port) {
    return new SmsSettings(
        "127.0.0.1",
        port,
        true,
        "exercise",
        "secret",
        64,
        0,
        Duration.ofSeconds(5),
        true,
        100,
        "54321",
        1,
        6,
        Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "right, ''",
    "expired, has expired",
    "another name, for another name",
    "unknown authority, tocsin.tls.trust"
  })
  void theCentreMustProveItsName(String which, String words) throws Exception {
    TestAuthority authority = new TestAuthority(folder, "Example Authority");
    TestAuthority.Issued certificate =
        switch (which) {
          case "right" -> authority.server("127.0.0.1");
          case "expired" -> authority.server("127.0.0.1", Instant.now().minus(Duration.ofDays(1)));
          case "another name" -> authority.server("other.example.org");
          default -> new TestAuthority(folder, "Stranger").server("127.0.0.1");
        };
    List<ReceivedSms> messages = new CopyOnWriteArrayList<>();
    Trust trust = new Trust(new TlsSettings(authority.file().toString()));
    try (SmscReceiver centre =
            SmscReceiver.start(SmscReceiver.Settings.of(Clock.systemUTC()), messages::add);
        TlsDoor door = new TlsDoor(certificate, centre.port());
        Outbound outbound = new Outbound(SmsChannelTest.OUTBOUND);
        SmsProviders providers =
            new SmsProviders(
                settings(door.port()), SmsChannelTest.DELIVERIES, REPORTS, outbound, trust);
        Channel.Line line =
            new SmsConfiguration().smsChannel(settings(door.port()), providers).open()) {
      Outcome outcome =
          line.send(
                  List.of(
                      SampleParcels.of(
                          "+79160000001",
                          SampleParcels.text("Avoid gatherings", "A threat.", "Stay away."))))
              .getFirst();
      if (words.isEmpty()) {
        assertThat(outcome).isInstanceOf(Outcome.Told.class);
        assertThat(messages).singleElement().extracting(ReceivedSms::address).isNotNull();
        assertThat(door.handshakes()).isEqualTo(1);
      } else {
        assertThat(outcome)
            .isInstanceOfSatisfying(
                Outcome.Deferred.class,
                later -> {
                  assertThat(later.reason()).contains(words);
                  assertThat(later.mayHaveArrived()).isFalse();
                });
        assertThat(messages).isEmpty();
      }
    }
  }
}
