// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.cap.life.Messages.alert;
import static org.tocsin.cap.life.Messages.at;
import static org.tocsin.cap.life.Messages.cancel;
import static org.tocsin.cap.life.Messages.error;
import static org.tocsin.cap.life.Messages.name;
import static org.tocsin.cap.life.Messages.update;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tocsin.cap.Alert;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.Reference;
import org.tocsin.cap.Status;
import org.tocsin.cap.life.CapLife.Added;
import org.tocsin.cap.life.Snapshot.Disregarded;
import org.tocsin.cap.life.Snapshot.Ground;
import org.tocsin.cap.life.State.Cancelled;
import org.tocsin.cap.life.State.Expired;
import org.tocsin.cap.life.State.InForce;
import org.tocsin.cap.life.State.Match;
import org.tocsin.cap.life.State.NotYetEffective;
import org.tocsin.cap.life.State.PartlyInForce;
import org.tocsin.cap.life.State.Phase;
import org.tocsin.cap.life.State.Rejected;
import org.tocsin.cap.life.State.Superseded;

/** FEATURE UNDER TEST: which messages are in force at a time, and why the others are not. */
class CapLifeTest {
  private final CapLife life = new CapLife(LifePolicy.usual());

  @Test
  void anAlertIsInForceFromItsEffectiveTimeUntilItExpires() {
    add(alert("a", 10).info("en", 20, 60));
    assertThat(state("a", 9)).isEqualTo(new NotYetEffective(at(20)));
    assertThat(state("a", 19)).isEqualTo(new NotYetEffective(at(20)));
    assertThat(state("a", 20)).isEqualTo(new InForce(at(20), at(60), List.of()));
    assertThat(state("a", 59)).isEqualTo(new InForce(at(20), at(60), List.of()));
    assertThat(state("a", 60)).isEqualTo(new Expired(at(60), false));
  }

  @Test
  void nothingIsInForceBeforeItWasSentWhateverItsEffectiveTime() {
    add(alert("a", 10).info("en", 0, 60));
    assertThat(state("a", 5)).isEqualTo(new NotYetEffective(at(10)));
    assertThat(state("a", 30)).isEqualTo(new InForce(at(10), at(60), List.of()));
  }

  @Test
  void withoutExpiresTheReceiversOwnRuleEndsIt() {
    add(alert("a", 0).info("en", Optional.empty(), Optional.empty()));
    add(alert("b", 0));
    for (String each : List.of("a", "b")) {
      assertThat(state(each, 24 * 60 - 1)).isEqualTo(new InForce(at(0), at(24 * 60), List.of()));
      assertThat(state(each, 24 * 60)).isEqualTo(new Expired(at(24 * 60), true));
    }
  }

  @Test
  void anUpdateSupersedesWhatItNames() {
    add(alert("a", 0).until(100));
    add(update("b", 10).names(name("a", 0)).until(200));
    assertThat(state("a", 9)).isInstanceOf(InForce.class);
    assertThat(state("a", 10)).isEqualTo(new Superseded(name("b", 10), at(10), Match.EXACT));
    assertThat(state("b", 10)).isEqualTo(new InForce(at(10), at(200), List.of()));
  }

  @Test
  void aCancelEndsWhatItNames() {
    add(update("b", 10).names(name("a", 0)).until(200));
    add(cancel("c", 20).names(name("a", 0), name("b", 10)));
    add(alert("a", 0).until(100));
    assertThat(state("a", 30)).isEqualTo(new Superseded(name("b", 10), at(10), Match.EXACT));
    assertThat(state("b", 30)).isEqualTo(new Cancelled(name("c", 20), at(20), Match.EXACT));
    assertThat(life.at(at(30)).inForce()).isEmpty();
  }

  @Test
  void whatExpiredBeforeItWasCancelledHasExpired() {
    add(alert("a", 0).until(10));
    add(cancel("c", 20).names(name("a", 0)));
    assertThat(state("a", 30)).isEqualTo(new Expired(at(10), false));
  }

  @Test
  void anUpdateThatNamesOnlySomeLeavesTheOthersAndTheySayThat() {
    add(alert("a", 0).until(100));
    add(update("b", 10).names(name("a", 0)).until(100));
    add(update("c", 20).names(name("a", 0)).until(100));
    assertThat(state("a", 30)).isEqualTo(new Superseded(name("b", 10), at(10), Match.EXACT));
    assertThat(state("b", 30)).isEqualTo(new InForce(at(10), at(100), List.of(name("c", 20))));
    assertThat(state("c", 30)).isEqualTo(new InForce(at(20), at(100), List.of()));
  }

  @Test
  void aMessageOfWhichALanguageHasExpiredIsPartlyInForce() {
    add(alert("a", 0).info("en", 0, 50).info("fr", 0, 100).info("de", 70, 100));
    assertThat(state("a", 60))
        .isInstanceOfSatisfying(
            PartlyInForce.class,
            partly -> {
              assertThat(partly.since()).isEqualTo(at(0));
              assertThat(partly.until()).isEqualTo(at(100));
              assertThat(partly.infos())
                  .extracting(info -> info.language() + " " + info.phase())
                  .containsExactly("en OVER", "fr NOW", "de NOT_YET");
              assertThat(partly.infos().getFirst().phase()).isEqualTo(Phase.OVER);
            });
  }

  @Test
  void betweenTwoInfosItIsNotYetEffectiveAgain() {
    add(alert("a", 0).info("en", 0, 10).info("en", 20, 30));
    assertThat(state("a", 15)).isEqualTo(new NotYetEffective(at(20)));
  }

  @Test
  void anErrorOfTheSenderTakesAMessageBackAndWhatItEndedIsInForceAgain() {
    add(alert("a", 0).until(100));
    add(cancel("c", 10).names(name("a", 0)));
    add(error("e", 20).names(name("c", 10)).note("wrong one"));
    assertThat(state("a", 15)).isInstanceOf(Cancelled.class);
    assertThat(state("a", 25)).isInstanceOf(InForce.class);
    add(error("f", 30).names(name("a", 0)).note("wrong too"));
    assertThat(state("a", 35))
        .isEqualTo(new Rejected(name("f", 30), at(30), Match.EXACT, Optional.of("wrong too")));
  }

  @Test
  void anErrorOrAckOfAnotherIsAReplyAndEndsNothing() {
    add(alert("a", 0).until(100));
    add(error("e", 10).from("other").names(name("a", 0)).note("cannot read it"));
    add(Messages.of(MsgType.ACK, "k", 20).from("other").names(name("a", 0)));
    Standing standing = standing("a", 30);
    assertThat(standing.state()).isInstanceOf(InForce.class);
    assertThat(standing.replies())
        .extracting(Standing.Reply::msgType)
        .containsExactly(MsgType.ERROR, MsgType.ACK);
    assertThat(standing("a", 15).replies()).hasSize(1);
  }

  @Test
  void aCancelOfAnotherSenderEndsNothingAndIsReported() {
    add(alert("a", 0).until(100));
    Alert foreign = cancel("c", 10).from("other").names(name("a", 0)).build();
    life.add(foreign);
    assertThat(state("a", 30)).isInstanceOf(InForce.class);
    assertThat(life.at(at(30)).disregarded())
        .containsExactly(
            new Disregarded(
                foreign.reference(), MsgType.CANCEL, name("a", 0), Ground.NOT_ENTITLED));
  }

  @Test
  void aCancelThatClaimsTheSenderButComesFromAnotherSourceEndsNothing() {
    life.add(alert("a", 0).until(100).build(), "feed-1");
    Alert cancel = cancel("c", 10).names(name("a", 0)).build();
    life.add(cancel, "feed-2");
    assertThat(state("a", 30)).isInstanceOf(InForce.class);
    assertThat(life.at(at(30)).disregarded())
        .extracting(Disregarded::ground)
        .containsExactly(Ground.NOT_ENTITLED);
    assertThat(life.add(cancel, "feed-1")).isEqualTo(Added.NEW);
    assertThat(state("a", 30)).isInstanceOf(Cancelled.class);
    assertThat(life.at(at(30)).disregarded()).isEmpty();
  }

  @Test
  void anAuthorityMayLetTheOfficesOfAServiceEndEachOthersMessages() {
    Authority offices = Authority.sameSenderAndOrigin().orAmong(Set.of("s", "centre"));
    CapLife service = new CapLife(LifePolicy.usual().withAuthority(offices));
    service.add(alert("a", 0).until(100).build(), "feed-1");
    service.add(cancel("c", 10).from("centre").names(name("a", 0)).build(), "feed-2");
    service.add(cancel("d", 5).from("stranger").names(name("a", 0)).build(), "feed-1");
    assertThat(service.at(at(30)).standings().getFirst().state())
        .isInstanceOfSatisfying(
            Cancelled.class, ended -> assertThat(ended.by().sender()).isEqualTo("centre"));
  }

  @Test
  void aTestOrExerciseEndsNothingActual() {
    add(alert("a", 0).until(100));
    add(cancel("c", 10).status(Status.EXERCISE).names(name("a", 0)));
    assertThat(state("a", 30)).isInstanceOf(InForce.class);
    assertThat(life.at(at(30)).disregarded())
        .extracting(Disregarded::ground)
        .containsExactly(Ground.OTHER_STATUS);
  }

  @Test
  void aReferenceMatchesInAnotherZoneForm() {
    add(alert("a", 0).zone(3).until(100));
    add(cancel("c", 10).names(name("a", 0)));
    assertThat(state("a", 30)).isEqualTo(new Cancelled(name("c", 10), at(10), Match.EXACT));
  }

  @Test
  void aReferenceWithoutTimeOrWithATimeThatNothingHasMatchesByName() {
    add(alert("a", 0).until(100));
    add(cancel("c", 10).names(new Reference("s", "a", Optional.empty())));
    assertThat(state("a", 30))
        .isEqualTo(new Cancelled(name("c", 10), at(10), Match.SENDER_AND_IDENTIFIER));
    add(alert("b", 20).until(100));
    add(cancel("d", 30).names(name("b", 21)));
    assertThat(state("b", 40))
        .isEqualTo(new Cancelled(name("d", 30), at(30), Match.SENDER_AND_IDENTIFIER));
  }

  @Test
  void aReferenceThatFitsOneMessageExactlyFitsNoOtherOfThatName() {
    add(cancel("c", 10).names(name("a", 5)));
    add(alert("a", 0).until(100));
    assertThat(state("a", 20)).isInstanceOf(Cancelled.class);
    add(alert("a", 5).until(100));
    assertThat(standings("a", 20))
        .extracting(standing -> standing.state().getClass().getSimpleName())
        .containsExactly("Superseded", "Cancelled");
  }

  @Test
  void aMessageActsOnNoLaterOne() {
    add(cancel("c", 10).names(new Reference("s", "a", Optional.empty())));
    add(alert("a", 20).until(100));
    assertThat(state("a", 30)).isInstanceOf(InForce.class);
  }

  @Test
  void feedsThatWriteAlertInEveryMessageAreUnderstood() {
    add(alert("a", 0).until(100));
    add(alert("a", 10).until(100));
    add(alert("b", 20).names(name("a", 10)).until(100));
    assertThat(standings("a", 30))
        .extracting(Standing::state)
        .containsExactly(
            new Superseded(name("a", 10), at(10), Match.SAME_IDENTIFIER),
            new Superseded(name("b", 20), at(20), Match.EXACT));
    assertThat(life.at(at(30)).inForce()).hasSize(1);
  }

  @Test
  void theSameMessageInAnotherFormIsTheSameMessage() {
    assertThat(life.add(alert("a", 0).until(100).build())).isEqualTo(Added.NEW);
    assertThat(life.add(alert("a", 0).zone(5).until(100).build())).isEqualTo(Added.REPEATED);
    assertThat(life.size()).isEqualTo(1);
    assertThat(standing("a", 1).message().contested()).isFalse();
  }

  @Test
  void twoMessagesOfOneKeyAreBothShownAndContested() {
    life.add(alert("a", 0).until(100).build(), "feed-1");
    life.add(alert("a", 0).until(999).build(), "feed-2");
    assertThat(life.at(at(1)).inForce())
        .hasSize(2)
        .allSatisfy(standing -> assertThat(standing.message().contested()).isTrue())
        .extracting(standing -> standing.message().origins().first())
        .containsExactlyInAnyOrder("feed-1", "feed-2");
  }

  @Test
  void whatNamesNothingKnownIsReportedUntilItComes() {
    add(cancel("c", 10).names(name("a", 0)));
    assertThat(life.at(at(20)).disregarded())
        .extracting(Disregarded::ground)
        .containsExactly(Ground.UNKNOWN_MESSAGE);
    add(alert("a", 0).until(100));
    assertThat(life.at(at(20)).disregarded()).isEmpty();
  }

  @Test
  void theExpiredAreForgottenAndDoNotComeBack() {
    Alert old = alert("a", 0).until(100).build();
    life.add(old);
    add(alert("b", 0).until(60 * 24 * 30));
    add(cancel("c", 10).names(name("b", 0)));
    Instant later = at(0).plus(Duration.ofDays(20));
    assertThat(life.forget(later)).isEqualTo(1);
    assertThat(life.size()).isEqualTo(2);
    assertThat(life.add(old)).isEqualTo(Added.TOO_OLD);
    assertThat(life.at(later).inForce()).isEmpty();
    assertThat(life.forget(at(0).plus(Duration.ofDays(31)))).isEqualTo(2);
    assertThat(life.size()).isZero();
  }

  @Test
  void anOldMessageThatStillActsOnAKeptOneIsTaken() {
    add(alert("b", 0).until(60 * 24 * 30));
    life.forget(at(0).plus(Duration.ofDays(20)));
    assertThat(life.add(cancel("c", 10).names(name("b", 0)).build())).isEqualTo(Added.NEW);
    assertThat(life.at(at(0).plus(Duration.ofDays(20))).inForce()).isEmpty();
  }

  @Test
  void aFullFoldRefusesAloud() {
    CapLife small = new CapLife(LifePolicy.usual().withMessagesMax(2));
    assertThat(small.add(alert("a", 0).build())).isEqualTo(Added.NEW);
    assertThat(small.add(alert("b", 0).build())).isEqualTo(Added.NEW);
    assertThat(small.add(alert("c", 0).build())).isEqualTo(Added.FULL);
    assertThat(small.add(alert("b", 0).build())).isEqualTo(Added.REPEATED);
  }

  @Test
  void oneIdentifierSentAgainAndAgainDoesNotFillTheFold() {
    for (int minute = 0; minute < 1000; minute++) {
      assertThat(life.add(alert("a", minute).until(2000).build())).isEqualTo(Added.NEW);
    }
    assertThat(life.add(alert("a", 1000).until(2000).build())).isEqualTo(Added.FULL);
    assertThat(life.add(alert("b", 1000).until(2000).build())).isEqualTo(Added.NEW);
    assertThat(life.at(at(1500)).inForce()).hasSize(2);
  }

  private void add(Messages message) {
    assertThat(life.add(message.build())).isEqualTo(Added.NEW);
  }

  private State state(String identifier, int minute) {
    return standing(identifier, minute).state();
  }

  private Standing standing(String identifier, int minute) {
    List<Standing> found = standings(identifier, minute);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private List<Standing> standings(String identifier, int minute) {
    return life.at(at(minute)).standings().stream()
        .filter(standing -> standing.message().alert().identifier().equals(identifier))
        .toList();
  }
}
