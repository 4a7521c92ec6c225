// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.ChannelContract;
import org.tocsin.server.deliver.DeliveryReports;
import org.tocsin.server.deliver.DeliverySettings;
import org.tocsin.server.deliver.HandedOver;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.PhoneNumber;
import org.tocsin.server.deliver.ReportedState;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.http.OutboundSettings;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.sim.Faults;
import org.tocsin.sim.ReceivedSms;
import org.tocsin.sim.SmscReceiver;

/** FEATURE UNDER TEST: warnings as short messages, against a real SMPP peer. */
class SmsChannelTest extends ChannelContract {

  static final OutboundSettings OUTBOUND =
      new OutboundSettings(List.of(), Duration.ofSeconds(1), Duration.ofSeconds(2), 64);
  static final DeliverySettings DELIVERIES =
      new DeliverySettings(
          URI.create("https://warn.example.org"),
          ZoneId.of("Europe/Moscow"),
          500,
          100,
          100,
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(5),
          20);

  /** For who never hears of anything. */
  static final DeliveryReports NO_REPORTS =
      new DeliveryReports() {
        @Override
        public void handedOver(String kind, List<HandedOver> parts) {
          throw new AssertionError("nothing is handed over here");
        }

        @Override
        public void reported(String kind, String provider, String providerId, ReportedState state) {
          throw new AssertionError("nothing is reported here");
        }

        @Override
        public boolean replied(String kind, String address, String text) {
          return false;
        }
      };

  @Override
  protected Peer peer(Faults faults) throws IOException {
    return new Phones(faults, "secret");
  }

  @Override
  protected Peer nowhere() throws IOException {
    Phones gone = new Phones(Faults.none(), "secret");
    gone.receiver.close();
    return gone;
  }

  @Override
  protected List<String> noAddresses() {
    return List.of(
        "79161234567", "+0791612345", "+123456", "+1234567890123456", "+44 (0)20 7946 0000", "+7a");
  }

  @Test
  void whoeverRefusesOurPasswordIsTriedAgainAndHasGotNothing() throws Exception {
    try (Phones peer = new Phones(Faults.none(), "wrong")) {
      assertThat(outcomes(peer, 1))
          .singleElement()
          .isInstanceOfSatisfying(
              Outcome.Deferred.class,
              later -> {
                assertThat(later.mayHaveArrived()).isFalse();
                assertThat(later.reason()).contains("refuses our bind (0x0E)");
              });
    }
  }

  @Test
  void aRepeatSaysSoToWhoeverReadsIt() throws Exception {
    try (Phones peer = new Phones(Faults.none(), "secret")) {
      try (Channel.Line line = peer.channel().open()) {
        line.send(parcels(peer, 1, true));
      }
      assertThat(peer.taken().getFirst().text()).contains("(may be a repeat)");
    }
  }

  @Test
  void everyPartThatIsTakenIsKeptUnderTheProvidersId() throws Exception {
    try (Phones peer = new Phones(Faults.none(), "secret")) {
      outcomes(peer, 5);
      assertThat(peer.handed).hasSize((int) peer.receiver.counts().submitted());
      assertThat(peer.handed).extracting(HandedOver::providerId).doesNotHaveDuplicates();
      assertThat(peer.handed).allMatch(each -> each.parts() == peer.lastParts());
    }
  }

  @Test
  void aCheckGoesTheWholeWayAndSendsNothing() throws Exception {
    try (Phones peer = new Phones(Faults.none(), "secret")) {
      assertThat(peer.check()).isEmpty();
      assertThat(peer.receiver.counts().submitted()).isZero();
      peer.receiver.close();
      assertThat(peer.check()).isPresent();
    }
    try (Phones refused = new Phones(Faults.none(), "wrong")) {
      assertThat(refused.check().orElseThrow()).contains("refuses our bind (0x0E)");
    }
  }

  @Test
  void theConnectionIsMadeAnewWhenItBroke() throws Exception {
    try (Phones peer = new Phones(Faults.none(), "secret")) {
      outcomes(peer, 1);
      peer.receiver.breakConnections();
      assertThat(outcomes(peer, 3)).hasSize(3);
      // The first round after the break may still have met the dead connection; the next does not.
      assertThat(outcomes(peer, 3)).allMatch(Outcome.Told.class::isInstance);
    }
  }

  /** For the measurement beside this. */
  static List<Parcel> round(Peer peer, int count) {
    return parcels(peer, count, false);
  }

  /** Of how many parts the last message was that this peer took. */
  static int parts(Peer peer) {
    return ((Phones) peer).lastParts();
  }

  private static List<Outcome> outcomes(Phones peer, int count) {
    try (Channel.Line line = peer.channel().open()) {
      return line.send(parcels(peer, count, false));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "+7 916 123-45-67, +79161234567",
    "+1 (202) 555.0100, +12025550100",
    "+441632960000, +441632960000"
  })
  void numbersAreReadAsPeopleWriteThem(String written, String number) {
    assertThat(PhoneNumber.read(written)).contains(number);
    assertThat(PhoneNumber.fault(written)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x14, 0x58, 0x08, 0x45, 0x64, 0x401})
  void theProvidersTroublePasses(int status) {
    assertThat(Submission.outcome(status, false))
        .isInstanceOfSatisfying(
            Outcome.Deferred.class, later -> assertThat(later.mayHaveArrived()).isFalse());
    assertThat(Submission.outcome(status, true))
        .isInstanceOfSatisfying(
            Outcome.Deferred.class, later -> assertThat(later.mayHaveArrived()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0B, 0x0A, 0x01, 0x61, 0x62})
  void theMessagesOwnFaultDoesNot(int status) {
    assertThat(Submission.outcome(status, false)).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void whatIsNotSetIsNamed() {
    SmsSettings none = settings(1, "", "");
    try (Outbound outbound = new Outbound(OUTBOUND);
        SmsProviders providers =
            new SmsProviders(none, DELIVERIES, NO_REPORTS, outbound, Trust.ofPlatform())) {
      assertThat(new SmsConfiguration().smsChannel(none, providers).missing().orElseThrow())
          .contains("tocsin.sms.host", "tocsin.sms.system-id", "tocsin.sms.from");
    }
  }

  private static SmsSettings settings(int port, String host, String password) {
    boolean none = host.isEmpty();
    return new SmsSettings(
        host,
        port,
        false,
        none ? "" : "exercise",
        password,
        64,
        0,
        Duration.ofSeconds(1),
        true,
        100,
        none ? "" : "54321",
        1,
        6,
        Map.of());
  }

  /** Phones behind a centre. */
  private static final class Phones implements Peer, DeliveryReports {
    private final List<ReceivedSms> messages = Collections.synchronizedList(new ArrayList<>());
    private final List<HandedOver> handed = Collections.synchronizedList(new ArrayList<>());
    private final SmscReceiver receiver;
    private final Outbound outbound;
    private final SmsProviders providers;
    private final Channel channel;

    Phones(Faults faults, String password) throws IOException {
      receiver =
          SmscReceiver.start(
              SmscReceiver.Settings.of(Clock.systemUTC()).withFaults(faults), messages::add);
      SmsSettings settings = settings(receiver.port(), "127.0.0.1", password);
      outbound = new Outbound(OUTBOUND);
      providers = new SmsProviders(settings, DELIVERIES, this, outbound, Trust.ofPlatform());
      channel = new SmsConfiguration().smsChannel(settings, providers);
    }

    Optional<String> check() {
      return providers.all().getFirst().check();
    }

    int lastParts() {
      return messages.getLast().parts();
    }

    @Override
    public Channel channel() {
      return channel;
    }

    @Override
    public String address(int person) {
      return "+7916%07d".formatted(person);
    }

    @Override
    public List<Taken> taken() {
      return List.copyOf(messages).stream()
          .map(each -> new Taken(each.address(), each.id(), each.markedRepeat(), each.text()))
          .toList();
    }

    @Override
    public void close() {
      providers.close();
      outbound.close();
      receiver.close();
    }

    @Override
    public void handedOver(String kind, List<HandedOver> parts) {
      handed.addAll(parts);
    }

    @Override
    public void reported(String kind, String provider, String providerId, ReportedState state) {
      // What is told later is tested with a database.
    }

    @Override
    public boolean replied(String kind, String address, String text) {
      return false;
    }
  }
}
