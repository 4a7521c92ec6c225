// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.sim.Fault;
import org.tocsin.sim.Faults;

/**
 * What every channel promises, held against a real peer of its protocol. A channel's test extends
 * this and says how its peer is started, how people are addressed there, and what it received.
 */
public abstract class ChannelContract {

  private static final Instant FROM = Instant.parse("2024-03-07T18:00:00Z");
  private static final WarningId WARNING = new WarningId("warning_01HRS4000000000000000000AB");

  /** The other side of a channel, listening. */
  public interface Peer extends AutoCloseable {

    /** The channel, set up to speak to this peer; a wait for it ends within a second or two. */
    Channel channel();

    /** The address of somebody there. */
    String address(int person);

    /** What it has taken, in the order in which it came, repeats included. */
    List<Taken> taken();

    @Override
    void close();
  }

  /**
   * What a peer has taken.
   *
   * @param address for whom
   * @param id the idempotency id as it arrived
   * @param markedRepeat whether the sender said that it may have come before
   * @param text everything that a person would read
   */
  public record Taken(String address, String id, boolean markedRepeat, String text) {}

  /** Starts a peer on which these things go wrong. */
  protected abstract Peer peer(Faults faults) throws Exception;

  /** A channel whose peer is nowhere: nobody listens at its address. */
  protected abstract Peer nowhere() throws Exception;

  /** Texts that are no address of this channel. */
  protected abstract List<String> noAddresses();

  /** Secrets of webhooks under a key that tests know. */
  protected static WebhookSecrets webhookSecrets() {
    return new WebhookSecrets(new byte[32]);
  }

  /** Always this fault. */
  private static Faults always(Fault fault) {
    return switch (fault) {
      case NONE -> Faults.none();
      case REJECT -> new Faults(1, 1, 0, 0, Duration.ZERO, 0, 0);
      case TEMPORARY -> new Faults(1, 0, 1, 0, Duration.ZERO, 0, 0);
      case SLOW -> new Faults(1, 0, 0, 1, Duration.ofSeconds(8), 0, 0);
      case CLOSE -> new Faults(1, 0, 0, 0, Duration.ZERO, 1, 0);
      case LOST_REPLY -> new Faults(1, 0, 0, 0, Duration.ZERO, 0, 1);
    };
  }

  protected static List<Parcel> parcels(Peer peer, int count, boolean repeat) {
    return parcels(peer, count, repeat, Fence.NONE);
  }

  private static List<Parcel> parcels(Peer peer, int count, boolean repeat, Fence fence) {
    ApprovedWarning warning =
        StubWarnings.approve(
            WARNING, FROM, FROM.plus(Duration.ofHours(48)), List.of(peer.channel().kind()));
    Letter letter = new Letters(warning, ZoneId.of("Europe/Moscow")).in(List.of("en"));
    List<Parcel> parcels = new ArrayList<>();
    for (int person = 0; person < count; person++) {
      parcels.add(
          new Parcel(
              "%s-%d-%s-0".formatted(WARNING, person + 1, peer.channel().kind()),
              new WatcherId(person + 1),
              peer.address(person),
              letter,
              "https://warn.example.org/a/token" + person,
              repeat,
              FROM,
              fence));
    }
    return parcels;
  }

  private static List<Outcome> sent(Peer peer, List<Parcel> parcels) {
    try (Channel.Line line = peer.channel().open()) {
      return line.send(parcels);
    }
  }

  @Test
  void itsWordCanStandInFilesAndSettings() throws Exception {
    try (Peer peer = peer(Faults.none())) {
      assertThat(peer.channel().kind()).matches("[a-z][a-z-]{1,19}");
      assertThat(peer.channel().workers()).isPositive();
      assertThat(peer.channel().missing()).isEmpty();
    }
  }

  @Test
  void itTellsAddressesFromOtherTexts() throws Exception {
    try (Peer peer = peer(Faults.none())) {
      Channel channel = peer.channel();
      assertThat(channel.fault(peer.address(1))).isEmpty();
      for (String text : noAddresses()) {
        assertThat(channel.fault(text)).as(text).isPresent();
      }
      assertThat(channel.fault("")).isPresent();
      assertThat(channel.fault("a b\nc")).isPresent();
    }
  }

  @Test
  void everybodyIsToldWhatToDoWhereToAnswerAndThatItIsAnExercise() throws Exception {
    try (Peer peer = peer(Faults.none())) {
      List<Parcel> parcels = parcels(peer, 20, false);
      assertThat(sent(peer, parcels)).hasSize(20).allMatch(Outcome.Told.class::isInstance);
      assertThat(peer.taken()).hasSize(20);
      for (Parcel parcel : parcels) {
        assertThat(peer.taken())
            .filteredOn(each -> each.address().equals(parcel.address()))
            .singleElement()
            .satisfies(each -> {
              assertThat(each.id()).isEqualTo(parcel.id());
              assertThat(each.markedRepeat()).isFalse();
              assertThat(each.text())
                  .contains("Avoid large gatherings", "Stay away", parcel.answerLink());
              assertThat(each.text().toUpperCase(Locale.ROOT)).contains("EXERCISE");
            });
      }
    }
  }

  @Test
  void aNodeThatIsSureOfItselfNoMoreSendsNothingOfTheRoundInItsHands() throws Exception {
    AtomicBoolean sure = new AtomicBoolean(true);
    try (Peer peer = peer(Faults.none());
        Channel.Line line = peer.channel().open()) {
      assertThat(line.send(parcels(peer, 1, false, sure::get)))
          .hasOnlyElementsOfType(Outcome.Told.class);

      sure.set(false);
      assertThat(line.send(parcels(peer, 3, false, sure::get)))
          .hasSize(3)
          .hasOnlyElementsOfType(Outcome.Untried.class);
      assertThat(peer.taken()).hasSize(1);
    }
  }

  @Test
  void whatMayHaveComeBeforeIsSentUnderTheSameIdAndMarked() throws Exception {
    try (Peer peer = peer(Faults.none())) {
      sent(peer, parcels(peer, 1, false));
      sent(peer, parcels(peer, 1, true));
      assertThat(peer.taken()).extracting(Taken::markedRepeat).containsExactly(false, true);
      assertThat(peer.taken()).extracting(Taken::id).containsOnly(peer.taken().getFirst().id());
    }
  }

  @Test
  void whoIsRefusedForGoodHasFailed() throws Exception {
    try (Peer peer = peer(always(Fault.REJECT))) {
      assertThat(sent(peer, parcels(peer, 3, false)))
          .hasSize(3)
          .allMatch(Outcome.Failed.class::isInstance);
      assertThat(peer.taken()).isEmpty();
    }
  }

  @Test
  void whoIsRefusedForNowIsTriedAgainAndHasNotGotIt() throws Exception {
    try (Peer peer = peer(always(Fault.TEMPORARY))) {
      assertThat(sent(peer, parcels(peer, 3, false)))
          .hasSize(3)
          .allSatisfy(each ->
              assertThat(each)
                  .isInstanceOfSatisfying(
                      Outcome.Deferred.class,
                      later -> assertThat(later.mayHaveArrived()).isFalse()));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"SLOW", "LOST_REPLY"})
  void whoMayHaveGotItIsTriedAgainAsOneWhoMayHave(Fault fault) throws Exception {
    try (Peer peer = peer(always(fault))) {
      assertThat(sent(peer, parcels(peer, 1, false)))
          .singleElement()
          .isInstanceOfSatisfying(
              Outcome.Deferred.class, later -> assertThat(later.mayHaveArrived()).isTrue());
    }
  }

  @Test
  void aLineThatBreaksIsNoFailure() throws Exception {
    try (Peer peer = peer(always(Fault.CLOSE))) {
      assertThat(sent(peer, parcels(peer, 2, false)))
          .hasSize(2)
          .allMatch(each -> each instanceof Outcome.Deferred || each instanceof Outcome.Untried);
    }
  }

  @Test
  void whereNobodyListensIsTriedAgainAndNobodyHasGotIt() throws Exception {
    try (Peer peer = nowhere()) {
      assertThat(sent(peer, parcels(peer, 2, false)))
          .hasSize(2)
          .allSatisfy(each ->
              assertThat(each)
                  .isInstanceOfSatisfying(
                      Outcome.Deferred.class,
                      later -> assertThat(later.mayHaveArrived()).isFalse()));
    }
  }

  @Test
  void someTroubleIsThatOfSomeOnly() throws Exception {
    try (Peer peer = peer(new Faults(5, 0.3, 0.3, 0, Duration.ZERO, 0, 0))) {
      List<Parcel> parcels = parcels(peer, 40, false);
      List<Outcome> outcomes = sent(peer, parcels);
      assertThat(outcomes).hasSize(40);
      List<String> told = new ArrayList<>();
      for (int i = 0; i < outcomes.size(); i++) {
        if (outcomes.get(i) instanceof Outcome.Told) {
          told.add(parcels.get(i).address());
        }
      }
      assertThat(told).hasSizeBetween(5, 35);
      assertThat(peer.taken()).extracting(Taken::address).containsExactlyInAnyOrderElementsOf(told);
    }
  }

  @Test
  void noReasonNamesAnAddress() throws Exception {
    for (Fault fault : new Fault[] {Fault.REJECT, Fault.TEMPORARY, Fault.CLOSE}) {
      try (Peer peer = peer(always(fault))) {
        for (Outcome outcome : sent(peer, parcels(peer, 1, false))) {
          String reason =
              switch (outcome) {
                case Outcome.Failed failed -> failed.reason();
                case Outcome.Deferred later -> later.reason();
                case Outcome.Waiting waiting -> waiting.reason();
                case Outcome.Told _, Outcome.Answered _, Outcome.Untried _ -> "";
              };
          assertThat(reason).doesNotContain(peer.address(0));
        }
      }
    }
  }
}
