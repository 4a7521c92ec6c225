// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * The policy of a case. A decision not to warn goes by it, so that nobody looks for one that asks
 * for less; to leave it is to waive it, and takes as many people as that, the post included.
 */
@Service
class PolicyChanges {

  private static final int WHY_MIN = 20;
  private static final int WHY_MAX = 4_000;

  private final PolicyChangeStore store;
  private final DeterminationStore determinations;
  private final OpenClasses open;
  private final DecisionClocks clocks;
  private final Reconsiderations reconsiderations;
  private final Leaving leaving;
  private final DutyTests tests;
  private final Cases cases;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final IdMaker ids;
  private final Clock clock;

  PolicyChanges(
      PolicyChangeStore store,
      DeterminationStore determinations,
      OpenClasses open,
      DecisionClocks clocks,
      Reconsiderations reconsiderations,
      Leaving leaving,
      DutyTests tests,
      Cases cases,
      Ledger ledger,
      CurrentOfficer officer,
      IdMaker ids,
      Clock clock) {
    this.store = store;
    this.determinations = determinations;
    this.open = open;
    this.clocks = clocks;
    this.reconsiderations = reconsiderations;
    this.leaving = leaving;
    this.tests = tests;
    this.cases = cases;
    this.ledger = ledger;
    this.officer = officer;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Proposes that a case stands under another policy; until others agree it stands where it stood.
   *
   * @throws Problem T4011 without the roles of whoever proposes by the policy that is left, T4018
   *     without a reason, T4021 when it stands under it or another is proposed
   */
  @Transactional
  PolicyChange propose(CaseId caseId, String policy, String why) {
    if (!cases.get(caseId).open()) {
      throw DecideProblem.POLICY_CHANGE.because(caseId + " is closed");
    }
    DutyTest test = tests.require(policy);
    determinations.lockClock(caseId);
    DecisionClock running = running(caseId);
    if (running.policy().equals(test.id())) {
      throw DecideProblem.POLICY_CHANGE.because("it stands under %s already".formatted(test.id()));
    }
    if (store.open(caseId).isPresent()) {
      throw DecideProblem.POLICY_CHANGE.because(
          "another change of its policy is proposed; settle that first");
    }
    requireWords(why);
    Officer person = officer.get();
    Quorum.requireRoles(governing(running).who().propose(), person, "propose");
    PolicyChange made =
        new PolicyChange(
            ids.next("policychange"),
            caseId,
            running.policy(),
            test.id(),
            why.strip(),
            person.id(),
            now(),
            PolicyChange.State.PROPOSED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    store.insert(made);
    DutyTest.Agreement asked = asked(made);
    ledger.append(
        act("CasePolicyProposed", made, person)
            .fact("agreementsNeeded", asked.agreements())
            .fact("postNeeded", asked.post().orElse(null))
            .commits("why", made.why())
            .says("Proposed to put it under the policy " + made.policy()));
    return made;
  }

  /**
   * Agrees; with the last agreement that is needed the case stands under the other policy. What was
   * decided not to warn under the one before must be decided anew.
   *
   * @throws Problem T4003 to whoever proposed it, T4011, T4012, T4013 as with a determination,
   *     T4021 when none is proposed
   */
  @Transactional
  PolicyChange agree(CaseId caseId) {
    determinations.lockClock(caseId);
    PolicyChange proposed = requireOpen(caseId);
    Officer person = officer.get();
    if (person.id().equals(proposed.proposedBy())) {
      throw DecideProblem.SAME_PERSON.because("you proposed it; others agree");
    }
    DutyTest.Agreement asked = asked(proposed);
    Quorum.Given given =
        leaving.give(left(proposed), proposed.agreed(), person, proposed.proposedBy());
    Instant now = now();
    store.agree(proposed.id(), given.agreed(person.id(), now));
    if (given.enough()) {
      store.settle(proposed.id(), PolicyChange.State.AGREED, person.id(), now, null);
      DutyTest test = tests.require(proposed.policy());
      clocks.move(running(caseId), caseId, test, now);
      reconsiderations.underAnother(caseId, test);
    }
    ledger.append(
        act(given.enough() ? "CasePutUnderPolicy" : "CasePolicySupported", proposed, person)
            .fact("policySha256", tests.require(proposed.policy()).sha256())
            .fact("proposedBy", proposed.proposedBy().value())
            .fact("agreements", given.count())
            .fact("agreementsNeeded", asked.agreements())
            .fact("post", given.held().map(Rosters.Held::post).orElse(null))
            .fact(
                "standingFor",
                given.held().flatMap(Rosters.Held::standingFor).map(OfficerId::value).orElse(null))
            .says(
                given.enough()
                    ? "Put under the policy " + proposed.policy()
                    : "%d of %d agreed to put it under the policy %s"
                        .formatted(given.count(), asked.agreements(), proposed.policy())));
    return store.find(proposed.id()).orElseThrow();
  }

  /** Sends it back with a reason; whoever proposed it takes it back like this. */
  @Transactional
  PolicyChange sendBack(CaseId caseId, String why) {
    determinations.lockClock(caseId);
    PolicyChange proposed = requireOpen(caseId);
    requireWords(why);
    Officer person = officer.get();
    store.settle(proposed.id(), PolicyChange.State.RETURNED, person.id(), now(), why.strip());
    ledger.append(
        act("CasePolicyReturned", proposed, person)
            .commits("why", why.strip())
            .says("Sent back: to put it under the policy " + proposed.policy()));
    return store.find(proposed.id()).orElseThrow();
  }

  /** The roles that this person lacks to propose another policy for a case; empty when they may. */
  List<String> lacking(DecisionClock running, Officer person) {
    return Quorum.lacking(governing(running).who().propose(), person);
  }

  private DutyTest governing(DecisionClock running) {
    return tests.find(running.policy()).orElseGet(tests::standard);
  }

  /** What waits for others in this case. */
  Optional<PolicyChange> open(CaseId caseId) {
    return store.open(caseId);
  }

  /** What waits for others in every case, oldest first, at most a hundred. */
  List<PolicyChange> open() {
    return store.open().stream().filter(each -> cases.get(each.caseId()).open()).toList();
  }

  /** Every change of this case's policy, oldest first. */
  List<PolicyChange> list(CaseId caseId) {
    return store.list(caseId);
  }

  /** What it takes: as much as to waive the policy that is left, and no less than no duty. */
  DutyTest.Agreement asked(PolicyChange change) {
    return Leaving.asked(left(change), change.agreed());
  }

  /**
   * Refuses a decision not to warn that goes by another policy than the case's, where that one is
   * put for the class, or by a version that was replaced.
   */
  void requireGoverned(CaseId caseId, VictimClass victims, DutyTest by) {
    DutyTest governing = open.governing(caseId);
    if (!by.id().equals(governing.id()) && governing.victims().contains(victims)) {
      throw DecideProblem.OTHER_POLICY.because(
          "the case stands under %s; under %s one can only decide to warn: %s"
              .formatted(governing.id(), by.id(), victims.label()));
    }
    if (!tests.require(by.id()).sha256().equals(by.sha256())) {
      throw DecideProblem.OTHER_POLICY.because(
          "%s has a newer version than the one that was applied; propose anew".formatted(by.id()));
    }
  }

  private DutyTest left(PolicyChange change) {
    return tests.find(change.before()).orElseGet(tests::standard);
  }

  private DecisionClock running(CaseId caseId) {
    return determinations
        .clock(caseId)
        .orElseThrow(() ->
            DecideProblem.POLICY_CHANGE.because(
                caseId + " was opened before clocks were kept, and has none"));
  }

  private PolicyChange requireOpen(CaseId caseId) {
    return store
        .open(caseId)
        .orElseThrow(() ->
            DecideProblem.POLICY_CHANGE.because("no change of its policy waits in " + caseId));
  }

  private static void requireWords(String why) {
    int length = why.strip().length();
    if (length < WHY_MIN || length > WHY_MAX) {
      throw DecideProblem.BAD_GLASS.because(
          "'why' has %d characters; %d to %d are needed".formatted(length, WHY_MIN, WHY_MAX));
    }
  }

  private static Act act(String type, PolicyChange change, Officer person) {
    return Act.of(type)
        .by(person.id())
        .inCase(change.caseId())
        .about(change.caseId())
        .fact("before", change.before())
        .fact("policy", change.policy());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
