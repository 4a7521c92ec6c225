// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.ThreatAssessment;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/** The door of stage 4: determinations made by one officer and agreed by another. */
@Service
public class Determinations {

  private final DeterminationStore store;
  private final Cases cases;
  private final BasisStore bases;
  private final DutyTests tests;
  private final EvidenceRules evidence;
  private final PolicyChanges policy;
  private final OpenClasses open;
  private final Quorum quorum;
  private final Holding holding;
  private final StepStore steps;
  private final ReconsiderStore reconsiderations;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final ApplicationEventPublisher events;
  private final IdMaker ids;
  private final Clock clock;

  Determinations(
      DeterminationStore store,
      Cases cases,
      BasisStore bases,
      DutyTests tests,
      EvidenceRules evidence,
      PolicyChanges policy,
      OpenClasses open,
      Quorum quorum,
      Holding holding,
      StepStore steps,
      ReconsiderStore reconsiderations,
      Ledger ledger,
      CurrentOfficer officer,
      ApplicationEventPublisher events,
      IdMaker ids,
      Clock clock) {
    this.store = store;
    this.cases = cases;
    this.bases = bases;
    this.tests = tests;
    this.evidence = evidence;
    this.policy = policy;
    this.open = open;
    this.quorum = quorum;
    this.holding = holding;
    this.steps = steps;
    this.reconsiderations = reconsiderations;
    this.ledger = ledger;
    this.officer = officer;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Proposes a determination; another officer must agree before it holds.
   *
   * @throws Problem T4002 with every fault, T4005 when nothing but doubt speaks against warning,
   *     T4022 when it would not warn by another policy than the case's
   */
  @Transactional
  public Determination propose(CaseId caseId, Proposal proposal) {
    CaseFile file = cases.get(caseId);
    DutyTest test = tests.require(proposal.policy());
    DutyRules.requireSound(test, proposal);
    if (!(proposal.result() instanceof DutyResult.Warn)) {
      policy.requireGoverned(caseId, proposal.victims(), test);
    }
    evidence.require(file, proposal.evidence());
    Officer person = officer.get();
    Quorum.requireRoles(test.who().propose(), person, "propose");
    Determination made =
        new Determination(
            DeterminationId.next(ids),
            caseId,
            proposal.victims(),
            test.id(),
            test.sha256(),
            proposal.result(),
            proposal.reasons(),
            proposal.answers(),
            person.id(),
            now(),
            Determination.State.PROPOSED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    store.insert(made);
    Basis basis =
        new Basis(
            file.assessment().map(ThreatAssessment::version).orElse(0),
            proposal.evidence(),
            proposal.fields(),
            test.agreementFor(proposal.result()),
            false,
            List.of());
    bases.insert(made.id(), basis);
    steps.meet(caseId, StepClock.Step.PROPOSED, made.proposedAt());
    ledger.append(
        act("DeterminationProposed", made)
            .by(person.id())
            .fact("assessment", basis.assessment())
            .fact("agreementsNeeded", basis.asked().agreements())
            .fact("postNeeded", basis.asked().post().orElse(null))
            .fact("evidence", words(basis))
            .commits("record", basis.fields().isEmpty() ? null : basis.fields())
            .commits("reasons", made.reasons())
            .commits(
                "answers",
                made.answers().stream()
                    .map(each ->
                        each.question() + ": " + each.answer().word() + ". " + each.reason())
                    .toList())
            .says(
                "Determination proposed for %s: %s"
                    .formatted(made.victims().label(), words(made))));
    events.publishEvent(new DeterminationProposed(made.id(), caseId));
    return made;
  }

  private static List<String> words(Basis basis) {
    return basis.evidence().stream().map(each -> each.of() + ": " + each.word()).sorted().toList();
  }

  /**
   * Agrees to somebody else's determination; it holds once as many have agreed as the policy asks
   * for, and the holder of a post among them where it asks for one.
   *
   * @throws Problem T4003 to its author, T4004 when it is settled, T4011 without the policy's
   *     roles, T4012 when the holder of a post is still needed, T4013 to whoever agreed before,
   *     T4022 when it would not warn and the case's policy is another by now
   */
  @Transactional
  public Determination agree(DeterminationId id) {
    store.lock(id);
    Determination proposed = get(id);
    Officer person = requireOther(proposed);
    if (proposed.state() != Determination.State.PROPOSED) {
      throw DecideProblem.SETTLED.because(id + " is no longer proposed");
    }
    if (reconsiderations.of(id).isPresent()) {
      throw DecideProblem.SETTLED.because(
          "something new came after it was proposed; look at it and propose anew");
    }
    Optional<DutyTest> applied = tests.applied(proposed);
    applied.ifPresent(test -> Quorum.requireRoles(test.who().agree(), person, "agree"));
    if (!(proposed.result() instanceof DutyResult.Warn)) {
      applied.ifPresent(
          test -> policy.requireGoverned(proposed.caseId(), proposed.victims(), test));
    }
    Basis basis = bases.of(id);
    Quorum.Given given =
        quorum.give(basis.asked(), basis.agreed(), person.id(), proposed.proposedBy());
    boolean enough = given.enough();
    Instant now = now();
    bases.agree(id, given.agreed(person.id(), now));
    if (enough) {
      holding.hold(proposed, person.id(), now);
    }
    ledger.append(
        act(enough ? "DeterminationAgreed" : "DeterminationSupported", proposed)
            .by(person.id())
            .fact("proposedBy", proposed.proposedBy().value())
            .fact("agreements", given.count())
            .fact("agreementsNeeded", basis.asked().agreements())
            .fact("post", given.held().map(Rosters.Held::post).orElse(null))
            .fact(
                "standingFor",
                given.held().flatMap(Rosters.Held::standingFor).map(OfficerId::value).orElse(null))
            .says(
                enough
                    ? "Determination agreed for %s: %s"
                        .formatted(proposed.victims().label(), words(proposed))
                    : "%d of %d agreed for %s: %s"
                        .formatted(
                            given.count(),
                            basis.asked().agreements(),
                            proposed.victims().label(),
                            words(proposed))));
    return get(id);
  }

  /** Sends somebody else's determination back with a reason. */
  @Transactional
  public Determination sendBack(DeterminationId id, String why) {
    Determination proposed = get(id);
    if (why.isBlank()) {
      throw DecideProblem.BAD_DETERMINATION.because(
          "'why' is empty; its author must learn the reason");
    }
    Officer person = requireOther(proposed);
    settle(id, Determination.State.RETURNED, person, Optional.of(why));
    ledger.append(
        act("DeterminationReturned", proposed)
            .by(person.id())
            .commits("why", why)
            .says("Determination for %s sent back".formatted(proposed.victims().label())));
    return get(id);
  }

  private Officer requireOther(Determination proposed) {
    Officer person = officer.get();
    if (person.id().equals(proposed.proposedBy())) {
      throw DecideProblem.SAME_PERSON.because(
          "%s was proposed by you; two people decide".formatted(proposed.id()));
    }
    return person;
  }

  private void settle(
      DeterminationId id, Determination.State state, Officer person, Optional<String> why) {
    if (!store.settle(id, state, person.id(), now(), why.orElse(null))) {
      throw DecideProblem.SETTLED.because(id + " is no longer proposed");
    }
  }

  private static Act act(String type, Determination made) {
    Act act =
        Act.of(type)
            .inCase(made.caseId())
            .about(made.id())
            .fact("victims", made.victims().word())
            .fact("policy", made.policy())
            .fact("policySha256", made.policyHash())
            .fact("result", made.result().word());
    return made.result() instanceof DutyResult.Waived(String ground)
        ? act.fact("ground", ground)
        : act;
  }

  private static String words(Determination made) {
    return switch (made.result()) {
      case DutyResult.Warn() -> "warn";
      case DutyResult.Waived(String ground) -> "waived (" + ground + ")";
      case DutyResult.NoDuty() -> "no duty";
    };
  }

  /**
   * The agreed determination on which a warning to this class rests: the one that was agreed last.
   *
   * @throws Problem T4006 when none says to warn them; T4007 when the class is narrower than the
   *     public and the public's own determination is not agreed yet
   */
  public Determination requireRelease(CaseId caseId, VictimClass victims) {
    List<Problem> blocks = blocks(caseId, victims);
    if (!blocks.isEmpty()) {
      throw blocks.getFirst();
    }
    return holding(caseId, victims).orElseThrow();
  }

  /** What stands against a warning to this class, as {@link #requireRelease} would say it. */
  public List<Problem> blocks(CaseId caseId, VictimClass victims) {
    List<Problem> found = new ArrayList<>();
    if (victims != VictimClass.PUBLIC && holding(caseId, VictimClass.PUBLIC).isEmpty()) {
      found.add(
          DecideProblem.DOUBLE_STANDARD.because(
              "a notice to %s may not go out before it is decided what the public is told"
                  .formatted(victims.label())));
    }
    if (holding(caseId, victims)
        .filter(each -> each.result() instanceof DutyResult.Warn)
        .isEmpty()) {
      found.add(
          DecideProblem.NO_DUTY_AGREED.because(
              "%s has no agreed determination to warn: %s".formatted(caseId, victims.label())));
    }
    return found;
  }

  /** What holds for this class: the determination that was agreed last. */
  public Optional<Determination> holding(CaseId caseId, VictimClass victims) {
    return Reconsiderations.holding(list(caseId)).stream()
        .filter(each -> each.victims() == victims)
        .findFirst();
  }

  /** The determination with this id; T4001 when there is none. */
  public Determination get(DeterminationId id) {
    return store
        .find(id)
        .orElseThrow(
            () -> DecideProblem.NO_DETERMINATION.because("no determination has the id " + id));
  }

  /** The classes for which the clock of a case still waits for a decision of people. */
  public List<VictimClass> undecided(CaseId caseId) {
    return open.undecided(caseId);
  }

  /** Until when this must be decided anew, if something new touches its reasons. */
  public Optional<Instant> anewBy(DeterminationId id) {
    return reconsiderations
        .of(id)
        .filter(each -> each.settledAt().isEmpty())
        .map(Reconsideration::dueAt);
  }

  /** What a determination rests on and who agreed to it. */
  public Basis basis(DeterminationId id) {
    return bases.of(id);
  }

  /** Every determination of a case, oldest first. */
  public List<Determination> list(CaseId caseId) {
    return store.list(caseId);
  }

  /** Every determination of these cases, oldest first. */
  public List<Determination> list(List<CaseId> cases) {
    return store.list(cases);
  }

  /** What waits for a second person, oldest first, over all cases. */
  public List<Determination> proposed() {
    return store.proposed();
  }

  /** The case's clock; every case opened with a report has one. */
  public Optional<DecisionClock> clock(CaseId caseId) {
    return store.clock(caseId);
  }

  /** The clocks of these cases; one without a report has none. */
  public Map<CaseId, DecisionClock> clocks(List<CaseId> cases) {
    return store.clocks(cases);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
