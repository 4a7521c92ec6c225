// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.Colleagues;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.DeskAlarm;
import org.tocsin.server.kernel.web.LiveStream;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Breaks the glass: who cannot wait for a second person makes a determination to warn hold alone.
 * Every approver sees it on every page until they have looked and is mailed, and one who did not
 * decide it reviews it. It sends nothing: a warning still takes two. Nobody waives alone.
 */
@Service
class BrokenGlass implements DueWork, DeskAlarm.Source {

  static final Duration REVIEW_WITHIN = Duration.ofHours(24);
  private static final int WORDS_MIN = 20;
  private static final int WORDS_MAX = 4_000;

  private final GlassStore store;
  private final DeterminationStore determinations;
  private final Holding holding;
  private final Colleagues colleagues;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final LiveStream live;
  private final Clock clock;

  BrokenGlass(
      GlassStore store,
      DeterminationStore determinations,
      Holding holding,
      Colleagues colleagues,
      Ledger ledger,
      CurrentOfficer officer,
      LiveStream live,
      Clock clock) {
    this.store = store;
    this.determinations = determinations;
    this.holding = holding;
    this.colleagues = colleagues;
    this.ledger = ledger;
    this.officer = officer;
    this.live = live;
    this.clock = clock;
  }

  /**
   * Makes one's own determination to warn hold at once.
   *
   * @throws Problem T4017 unless it says to warn and is one's own, T4018 without a reason, T4004
   *     when it is settled
   */
  @Transactional
  Determination breakGlass(DeterminationId id, String why) {
    determinations.lock(id);
    Determination made = get(id);
    Officer person = officer.get();
    if (!(made.result() instanceof DutyResult.Warn)) {
      throw DecideProblem.GLASS_ONLY_TO_WARN.because(
          "this one says '%s'".formatted(made.result().word()));
    }
    if (!made.proposedBy().equals(person.id())) {
      throw DecideProblem.GLASS_ONLY_TO_WARN.because(
          "it was proposed by somebody else; agree to it instead");
    }
    requireWords("why", why);
    Instant now = now();
    holding.hold(made, person.id(), now);
    store.insert(
        new Glass(
            id,
            made.caseId(),
            person.id(),
            now,
            why.strip(),
            now.plus(REVIEW_WITHIN),
            Optional.empty()));
    List<Officer> approvers =
        colleagues.with(Role.APPROVER).stream()
            .filter(each -> !each.id().equals(person.id()))
            .toList();
    approvers.forEach(each -> store.tell(id, each.id(), now));
    ledger.append(
        Act.of("GlassBroken")
            .by(person.id())
            .inCase(made.caseId())
            .about(id)
            .fact("victims", made.victims().word())
            .fact("result", "warn")
            .fact("told", approvers.size())
            .fact("reviewBy", now.plus(REVIEW_WITHIN).toString())
            .commits("why", why.strip())
            .says(
                "ALONE, without a second person: warn %s; %d approvers are told"
                    .formatted(made.victims().label(), approvers.size())));
    live.tell("glass", "broken");
    return get(id);
  }

  /**
   * Reviews what somebody decided alone.
   *
   * @throws Problem T4018 without words, T4019 to whoever decided it, or when it was reviewed
   */
  @Transactional
  Glass review(DeterminationId id, boolean upheld, String words) {
    Glass broken =
        store
            .of(id)
            .orElseThrow(() -> DecideProblem.GLASS_REVIEW.because(id + " was not decided alone"));
    Officer person = officer.get();
    if (person.id().equals(broken.brokenBy())) {
      throw DecideProblem.GLASS_REVIEW.because("you decided it yourself");
    }
    requireWords("words", words);
    Instant now = now();
    if (!store.review(id, new Glass.Review(person.id(), now, upheld, words.strip()))) {
      throw DecideProblem.GLASS_REVIEW.because(id + " was reviewed before");
    }
    store.see(id, person.id(), now);
    ledger.append(
        Act.of("GlassReviewed")
            .by(person.id())
            .inCase(broken.caseId())
            .about(id)
            .fact("upheld", upheld)
            .commits("words", words.strip())
            .says(
                "Reviewed what was decided alone: it was %s"
                    .formatted(upheld ? "right" : "not right")));
    return store.of(id).orElseThrow();
  }

  /** The approver has looked at it; the banner goes. */
  @Transactional
  void see(DeterminationId id) {
    Officer person = officer.get();
    if (store.unseen(person.id()).contains(id)) {
      store.see(id, person.id(), now());
      ledger.append(
          Act.of("GlassSeen")
              .by(person.id())
              .inCase(get(id).caseId())
              .about(id)
              .says("An approver has seen what was decided alone"));
    }
  }

  private Determination get(DeterminationId id) {
    return determinations
        .find(id)
        .orElseThrow(
            () -> DecideProblem.NO_DETERMINATION.because("no determination has the id " + id));
  }

  private static void requireWords(String field, String words) {
    int length = words.strip().length();
    if (length < WORDS_MIN || length > WORDS_MAX) {
      throw DecideProblem.BAD_GLASS.because(
          "'%s' has %d characters; %d to %d are needed"
              .formatted(field, length, WORDS_MIN, WORDS_MAX));
    }
  }

  /** Whether whoever looks was told of it and has not said that they saw it. */
  boolean unseen(DeterminationId id) {
    return officer.find().map(person -> store.unseen(person.id()).contains(id)).orElse(false);
  }

  /** What was decided alone with this, if it was. */
  Optional<Glass> of(DeterminationId id) {
    return store.of(id);
  }

  /** How many approvers were told of it, and how many have seen it. */
  int[] told(DeterminationId id) {
    return store.told(id);
  }

  /** What became of the mails to them. */
  GlassStore.Mailed mailed(DeterminationId id) {
    return store.mailed(id);
  }

  /** Those that nobody has reviewed. */
  List<Glass> open() {
    return store.open();
  }

  @Override
  public List<DeskAlarm> alarms() {
    return officer
        .find()
        .filter(person -> person.may(Role.APPROVER))
        .map(person ->
            store.unseen(person.id()).stream()
                .map(id ->
                    new DeskAlarm(
                        "Somebody decided alone to warn.", "/desk/determinations/" + id + "#glass"))
                .toList())
        .orElse(List.of());
  }

  @Override
  public String name() {
    return "decide.glass";
  }

  @Override
  @Transactional
  public int runDue(Instant now) {
    List<Glass> overdue = store.takeOverdue(now);
    for (Glass each : overdue) {
      ledger.append(
          Act.of("GlassReviewOverdue")
              .inCase(each.caseId())
              .about(each.determination())
              .says("Nobody has reviewed in time what was decided alone"));
    }
    return overdue.size();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
