// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * The desk's own duty tests: checked, tried on past cases, proposed by one and agreed by others.
 * Every version is kept word for word and is an entry of the record.
 */
@Service
class Policies {

  private static final int WHY_MAX = 2_000;

  private final PolicyStore store;
  private final DeterminationStore determinations;
  private final BasisStore bases;
  private final DutyTests tests;
  private final Leaving leaving;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final Clock clock;

  Policies(
      PolicyStore store,
      DeterminationStore determinations,
      BasisStore bases,
      DutyTests tests,
      Leaving leaving,
      Ledger ledger,
      CurrentOfficer officer,
      Clock clock) {
    this.store = store;
    this.determinations = determinations;
    this.bases = bases;
    this.tests = tests;
    this.leaving = leaving;
    this.ledger = ledger;
    this.officer = officer;
    this.clock = clock;
  }

  /** What a text says, or everything that is wrong with it. Changes nothing. */
  PolicyReader.Read check(String text) {
    return PolicyReader.read(lines(text));
  }

  /** Browsers send forms with other line ends than files have; the hash must not hang on it. */
  private static String lines(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /** How past cases under this policy would have come out. Changes nothing. */
  @Transactional(readOnly = true)
  DryRun dryRun(DutyTest draft) {
    List<Determination> past = determinations.agreedUnder(draft.id(), DryRun.CASES_MAX + 1);
    Map<CaseId, Instant> received =
        determinations.startedAt(past.stream().map(Determination::caseId).distinct().toList());
    List<DryRun.Past> cases = new ArrayList<>();
    for (Determination made : past) {
      cases.add(
          new DryRun.Past(
              made,
              Math.max(1, bases.of(made.id()).agreed().size()),
              Optional.ofNullable(received.get(made.caseId()))
                  .flatMap(
                      from -> made.settledAt().map(settled -> Duration.between(from, settled))),
              tests.applied(made).map(DutyTest::decideWithin)));
    }
    return DryRun.of(draft, cases);
  }

  /**
   * Proposes a version; it is in force when as many others agree as {@link #needs} says.
   *
   * @throws Problem T4009 with every fault
   */
  @Transactional
  PolicyVersion propose(String text, String why) {
    PolicyReader.Read read = check(text);
    List<Problem.Fault> faults = new ArrayList<>(read.faults());
    if (why.isBlank() || why.length() > WHY_MAX) {
      faults.add(
          new Problem.Fault(
              "why",
              Problem.shorten(why),
              "has %d characters".formatted(why.length()),
              "say what it changes and why, in 1 to %d".formatted(WHY_MAX)));
    }
    if (!faults.isEmpty()) {
      throw new Problem(DecideProblem.BAD_POLICY, faults.size() + " faults, see the list", faults);
    }
    DutyTest test = read.test().orElseThrow();
    store.lock();
    if (store.inForce(test.id()).filter(now -> now.sha256().equals(test.sha256())).isPresent()) {
      throw DecideProblem.BAD_POLICY.because("this text is in force already; nothing changes");
    }
    Officer person = officer.get();
    PolicyVersion made =
        new PolicyVersion(
            test.id(),
            store.newest(test.id()) + 1,
            lines(text),
            test.sha256(),
            false,
            PolicyVersion.State.PROPOSED,
            why.strip(),
            person.id().value(),
            now(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    store.insert(made);
    ledger.append(
        act("PolicyProposed", made, person)
            .tells(true, "text", made.text())
            .commits("why", made.why())
            .says("Policy %s proposed".formatted(made.name())));
    return made;
  }

  /**
   * Agrees to somebody else's version. Where one is in force, the new one replaces it once as many
   * have agreed as to waive that one, the post included; else it is in force at once.
   *
   * @throws Problem T4010 when it is settled, T4011, T4012, T4013 as with a determination, T4020 to
   *     whoever proposed it
   */
  @Transactional
  PolicyVersion agree(String policy, int version) {
    store.lock();
    PolicyVersion proposed = get(policy, version);
    Officer person = requireOther(proposed);
    requireProposed(proposed);
    Needs needs = needs(proposed);
    Instant now = now();
    Quorum.Given given =
        needs
            .left()
            .map(left -> leaving.give(left, needs.agreed(), person, author(proposed)))
            .orElseGet(() -> new Quorum.Given(Optional.empty(), 1, true));
    store.agree(proposed, given.agreed(person.id(), now));
    if (given.enough()) {
      store.replace(policy, now);
      store.settle(policy, version, PolicyVersion.State.IN_FORCE, person.id().value(), now, null);
    }
    ledger.append(
        act(given.enough() ? "PolicyInForce" : "PolicySupported", proposed, person)
            .fact("proposedBy", proposed.proposedBy())
            .fact("agreements", given.count())
            .fact("agreementsNeeded", needs.asked().agreements())
            .fact("post", given.held().map(Rosters.Held::post).orElse(null))
            .fact(
                "standingFor",
                given.held().flatMap(Rosters.Held::standingFor).map(OfficerId::value).orElse(null))
            .says(
                given.enough()
                    ? "Policy %s is in force".formatted(proposed.name())
                    : "%d of %d agreed to the policy %s"
                        .formatted(given.count(), needs.asked().agreements(), proposed.name())));
    return get(policy, version);
  }

  /**
   * What a proposed version needs to be in force.
   *
   * @param left the version that it would replace; empty: there is none, and one other person
   *     agrees
   * @param agreed who has agreed since that one is in force
   */
  record Needs(Optional<DutyTest> left, List<Basis.Agreed> agreed) {

    /** How many must agree, and a post among them. */
    DutyTest.Agreement asked() {
      return left.map(test -> Leaving.asked(test, agreed))
          .orElseGet(() -> new DutyTest.Agreement(1, Optional.empty()));
    }
  }

  /**
   * What a proposed version needs, as things stand; whoever agreed to another change counts not.
   */
  Needs needs(PolicyVersion proposed) {
    Optional<PolicyVersion> now = store.inForce(proposed.policy());
    Instant since = now.flatMap(PolicyVersion::settledAt).orElse(Instant.EPOCH);
    return new Needs(now.map(tests::of), store.agreed(proposed, since));
  }

  /** No officer's id stands for the program that brought a version. */
  private static OfficerId author(PolicyVersion proposed) {
    return proposed.shipped() ? Determination.THE_CLOCK : new OfficerId(proposed.proposedBy());
  }

  /** Sends somebody else's version back with a reason. */
  @Transactional
  PolicyVersion sendBack(String policy, int version, String why) {
    store.lock();
    PolicyVersion proposed = get(policy, version);
    if (why.isBlank() || why.length() > WHY_MAX) {
      throw DecideProblem.BAD_POLICY.because(
          "'why' has %d characters; its author must learn the reason in 1 to %d"
              .formatted(why.length(), WHY_MAX));
    }
    Officer person = requireOther(proposed);
    requireProposed(proposed);
    store.settle(
        policy, version, PolicyVersion.State.RETURNED, person.id().value(), now(), why.strip());
    ledger.append(
        act("PolicyReturned", proposed, person)
            .commits("why", why.strip())
            .says("Policy %s sent back".formatted(proposed.name())));
    return get(policy, version);
  }

  private Officer requireOther(PolicyVersion proposed) {
    Officer person = officer.get();
    if (person.id().value().equals(proposed.proposedBy())) {
      throw DecideProblem.OWN_POLICY.because(
          "%s was proposed by you; two people decide".formatted(proposed.name()));
    }
    return person;
  }

  private static void requireProposed(PolicyVersion version) {
    if (version.state() != PolicyVersion.State.PROPOSED) {
      throw DecideProblem.POLICY_SETTLED.because(
          "%s is %s".formatted(version.name(), version.state().label()));
    }
  }

  private static Act act(String type, PolicyVersion version, Officer person) {
    return Act.of(type)
        .by(person.id())
        .about(version.name())
        .fact("policy", version.policy())
        .fact("version", version.version())
        .fact("sha256", version.sha256());
  }

  /** A version; T4008 when there is none. */
  PolicyVersion get(String policy, int version) {
    return store
        .find(policy, version)
        .orElseThrow(() ->
            DecideProblem.NO_POLICY.because(
                "no policy '%s' has a version %d".formatted(Problem.shorten(policy), version)));
  }

  /** Every version of a policy, newest first; T4008 when there is none. */
  List<PolicyVersion> versions(String policy) {
    List<PolicyVersion> found = store.versions(policy);
    if (found.isEmpty()) {
      throw DecideProblem.NO_POLICY.because(
          "no policy has the id '%s'".formatted(Problem.shorten(policy)));
    }
    return found;
  }

  /** What is in force, by id. */
  List<PolicyVersion> inForce() {
    return store.inForce();
  }

  /** What waits for a second person, oldest first. */
  List<PolicyVersion> proposed() {
    return store.proposed();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
