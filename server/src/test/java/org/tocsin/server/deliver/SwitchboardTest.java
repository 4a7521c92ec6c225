// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: several providers of one channel, of which any may be in trouble. */
class SwitchboardTest {

  private static final Outcome NOT_NOW = Outcome.later("full", false);
  private static final Outcome MAYBE = Outcome.later("no answer", true);
  private static final Outcome NEVER = new Outcome.Failed("no such number");

  private final AtomicLong nanos = new AtomicLong();
  private final Random random = new Random(1);

  /** A provider that does as it is told and keeps what it was given. */
  private static final class Scripted implements Provider {
    private final String name;
    private final int weight;
    private final List<String> given = Collections.synchronizedList(new ArrayList<>());
    private Function<Parcel, Outcome> manner = parcel -> new Outcome.Told();
    private Optional<String> missing = Optional.empty();
    private int opened;
    private int closed;

    Scripted(String name, int weight) {
      this.name = name;
      this.weight = weight;
    }

    Scripted always(Outcome outcome) {
      manner = parcel -> outcome;
      return this;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int weight() {
      return weight;
    }

    @Override
    public Optional<String> missing() {
      return missing;
    }

    @Override
    public Channel.Line open() {
      opened++;
      return new Channel.Line() {
        @Override
        public List<Outcome> send(List<Parcel> parcels) {
          parcels.forEach(each -> given.add(each.address()));
          return parcels.stream().map(manner).toList();
        }

        @Override
        public void close() {
          closed++;
        }
      };
    }

    @Override
    public Optional<String> check() {
      return Optional.empty();
    }
  }

  private Switchboard board(Scripted... providers) {
    return new Switchboard("sms", List.of(providers), nanos::get, random::nextDouble);
  }

  private static List<Parcel> parcels(int count) {
    ApprovedWarning.Text text = SampleParcels.text("Avoid", "A threat.", "Stay away.");
    return IntStream.range(0, count).mapToObj(i -> SampleParcels.of("p" + i, text)).toList();
  }

  private static List<Outcome> send(Switchboard board, int count) {
    try (Channel.Line line = board.open()) {
      return line.send(parcels(count));
    }
  }

  @Test
  void theWorkIsDividedByWeight() {
    Scripted first = new Scripted("a", 75);
    Scripted second = new Scripted("b", 25);
    assertThat(send(board(first, second), 4_000)).allMatch(Outcome.Told.class::isInstance);
    assertThat(first.given.size() + second.given.size()).isEqualTo(4_000);
    assertThat(first.given.size()).isBetween(2_850, 3_150);
  }

  @Test
  void oneOfNoWeightGetsOnlyWhatTheOthersDoNotTake() {
    Scripted first = new Scripted("a", 1);
    Scripted spare = new Scripted("b", 0);
    Switchboard board = board(first, spare);
    send(board, 100);
    assertThat(spare.given).isEmpty();
    first.manner = parcel -> parcel.address().equals("p7") ? NOT_NOW : new Outcome.Told();
    assertThat(send(board, 100)).allMatch(Outcome.Told.class::isInstance);
    assertThat(spare.given).containsExactly("p7");
  }

  @Test
  void whatOneRefusesOrCannotTakeIsHandedToAnotherInTheSameRound() {
    for (Outcome outcome : List.of(NOT_NOW, NEVER, new Outcome.Untried())) {
      Scripted first = new Scripted("a", 100).always(outcome);
      Scripted second = new Scripted("b", 0);
      assertThat(send(board(first, second), 10)).allMatch(Outcome.Told.class::isInstance);
      assertThat(second.given).hasSize(10);
    }
  }

  @Test
  void whatMayHaveArrivedIsGivenToNobodyElse() {
    Scripted first = new Scripted("a", 100).always(MAYBE);
    Scripted second = new Scripted("b", 0);
    assertThat(send(board(first, second), 10)).containsOnly(MAYBE);
    assertThat(second.given).isEmpty();
  }

  @Test
  void somebodyHasFailedOnlyWhenAllRefuseThem() {
    Scripted first = new Scripted("a", 100).always(NEVER);
    Scripted second = new Scripted("b", 100).always(NEVER);
    assertThat(send(board(first, second), 20)).containsOnly(NEVER);
    assertThat(first.given).hasSize(20);
    assertThat(second.given).hasSize(20);
    second.always(NOT_NOW);
    assertThat(send(board(first, second), 20)).containsOnly(NOT_NOW);
  }

  @Test
  void whoeverErrsGetsLessAndIsTrustedAgainInTime() {
    Scripted first = new Scripted("a", 50).always(NOT_NOW);
    Scripted second = new Scripted("b", 50);
    Switchboard board = board(first, second);
    for (int round = 0; round < 5; round++) {
      send(board, 100);
    }
    first.given.clear();
    send(board, 1_000);
    assertThat(first.given.size()).isLessThan(60);
    first.always(new Outcome.Told());
    nanos.addAndGet(Duration.ofMinutes(10).toNanos());
    first.given.clear();
    send(board, 1_000);
    assertThat(first.given.size()).isBetween(430, 570);
  }

  @Test
  void aNumberThatAllRefuseIsNoProvidersFault() {
    Scripted first = new Scripted("a", 50).always(NEVER);
    Scripted second = new Scripted("b", 50).always(NEVER);
    Switchboard board = board(first, second);
    send(board, 100);
    assertThat(board.seats()).allMatch(seat -> seat.weight().health(0) == 1);
    second.always(new Outcome.Told());
    send(board, 100);
    assertThat(board.seats().getFirst().weight().health(0)).isLessThan(1);
    assertThat(board.seats().getLast().weight().health(0)).isEqualTo(1);
  }

  @Test
  void oneThatHangsGetsLessAndTheReserveTakesItsPlaceAtOnce() {
    Scripted first = new Scripted("a", 100).always(new Outcome.Untried());
    Scripted reserve = new Scripted("b", 0);
    Switchboard board = board(first, reserve);
    assertThat(send(board, 50)).allMatch(Outcome.Told.class::isInstance);
    first.given.clear();
    reserve.given.clear();
    send(board, 1_000);
    assertThat(first.given.size()).isLessThan(250);
    assertThat(reserve.given).hasSize(1_000);
  }

  @Test
  void aLineThatBreaksOffIsItsProvidersTroubleAndNobodyElsesAndWhatItHadMayHaveArrived() {
    Scripted first = new Scripted("a", 50);
    Scripted second = new Scripted("b", 50);
    first.manner =
        parcel -> {
          throw new IllegalStateException("poison");
        };
    List<Outcome> outcomes = send(board(first, second), 100);
    assertThat(outcomes.stream().filter(Outcome.Told.class::isInstance).count())
        .isEqualTo(second.given.size());
    assertThat(outcomes.stream().filter(each -> !(each instanceof Outcome.Told)))
        .isNotEmpty()
        .containsOnly(Outcome.later("the provider's line broke off", true));
    assertThat(first.closed).isEqualTo(1);
  }

  @Test
  void onlyTheEndOfARoundIsUntried() {
    Scripted first = new Scripted("a", 50);
    Scripted second = new Scripted("b", 50);
    first.manner =
        second.manner =
            parcel ->
                parcel.address().matches("p[5-9]") ? new Outcome.Untried() : new Outcome.Told();
    List<Outcome> outcomes = send(board(first, second), 10);
    assertThat(outcomes.subList(0, 5)).allMatch(Outcome.Told.class::isInstance);
    assertThat(outcomes.subList(5, 10)).allMatch(Outcome.Untried.class::isInstance);
    first.manner =
        second.manner =
            parcel -> parcel.address().equals("p3") ? new Outcome.Untried() : new Outcome.Told();
    assertThat(send(board(first, second), 10).get(3))
        .isEqualTo(Outcome.later("not tried yet", false));
  }

  @Test
  void oneThatIsNotSetUpGetsNothingAndTheChannelIsReadyWithoutIt() {
    Scripted first = new Scripted("a", 100);
    Scripted second = new Scripted("b", 1);
    first.missing = Optional.of("no host is set");
    Switchboard board = board(first, second);
    assertThat(board.missing()).isEmpty();
    assertThat(send(board, 10)).allMatch(Outcome.Told.class::isInstance);
    assertThat(first.given).isEmpty();
    second.missing = Optional.of("no host is set here either");
    assertThat(board.missing()).contains("no host is set");
    assertThat(send(board, 2)).containsOnly(Outcome.later("no host is set", false));
  }

  @Test
  void linesAreOpenedWhenNeededKeptAndClosed() {
    Scripted first = new Scripted("a", 1);
    Scripted spare = new Scripted("b", 0);
    try (Channel.Line line = board(first, spare).open()) {
      line.send(parcels(3));
      line.send(parcels(3));
    }
    assertThat(first.opened).isEqualTo(1);
    assertThat(first.closed).isEqualTo(1);
    assertThat(spare.opened).isZero();
  }

  @Test
  void twoOfOneNameAreRefused() {
    assertThatThrownBy(() -> board(new Scripted("a", 1), new Scripted("a", 2)))
        .hasMessageContaining("sms")
        .hasMessageContaining("[a, a]");
    assertThatThrownBy(this::board).hasMessageContaining("1 to 10");
  }
}
