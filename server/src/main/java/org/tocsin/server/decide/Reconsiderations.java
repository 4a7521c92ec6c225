// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.ReportJoined;
import org.tocsin.server.assess.ReportUnjoined;
import org.tocsin.server.assess.ThreatAssessed;
import org.tocsin.server.assess.ThreatAssessment;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.OneByOne;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.read.Readings;
import org.tocsin.server.read.ReportRead;
import org.tocsin.server.read.StoredReading;

/**
 * Demands that a determination not to warn is decided anew when something new touches its reasons:
 * a report of the case with findings that are no mere background, or an assessment that changed.
 * Its clock starts again with that; when it runs out, the default is to warn.
 */
@Component
class Reconsiderations implements DueWork {

  /** Its place among those who hear of an event of the stages before. */
  static final int FIRST = 10;

  private final ReconsiderStore store;
  private final DeterminationStore determinations;
  private final BasisStore bases;
  private final OpenClasses open;
  private final InDoubt inDoubt;
  private final Cases cases;
  private final Readings readings;
  private final Ledger ledger;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Reconsiderations(
      ReconsiderStore store,
      DeterminationStore determinations,
      BasisStore bases,
      OpenClasses open,
      InDoubt inDoubt,
      Cases cases,
      Readings readings,
      Ledger ledger,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.determinations = determinations;
    this.bases = bases;
    this.open = open;
    this.inDoubt = inDoubt;
    this.cases = cases;
    this.readings = readings;
    this.ledger = ledger;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * The newest determination that holds, of each class; what people decide goes before a default.
   */
  static Collection<Determination> holding(List<Determination> all) {
    Map<VictimClass, Determination> newest = new LinkedHashMap<>();
    all.stream()
        .filter(each -> each.state() == Determination.State.AGREED)
        .sorted(
            Comparator.comparing((Determination each) -> each.settledAt().orElse(each.proposedAt()))
                .thenComparing(each -> !each.proposedBy().equals(Determination.THE_CLOCK))
                .thenComparing(Determination::id))
        .forEach(each -> newest.put(each.victims(), each));
    return newest.values();
  }

  /** Before the steps hear of it: the clock of a case is locked before them, as everywhere. */
  @EventListener
  @Order(FIRST)
  @Transactional(propagation = Propagation.MANDATORY)
  void joined(ReportJoined event) {
    if (silent(event.caseId()).isEmpty()) {
      return;
    }
    // A reader at work on it does not see that it was joined, nor this its reading: one waits.
    readings.readNow(event.report());
    readings
        .of(event.report())
        .flatMap(Reconsiderations::touching)
        .ifPresent(cause -> demand(event.caseId(), silent(event.caseId()), cause));
  }

  /**
   * A decision not to warn that rests on a report which left the case has lost what it rests on.
   */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void left(ReportUnjoined event) {
    List<Determination> resting =
        silent(event.caseId()).stream()
            .filter(made ->
                bases.of(made.id()).evidence().stream()
                    .anyMatch(each -> each.report().equals(event.report())))
            .toList();
    if (!resting.isEmpty()) {
      demand(
          event.caseId(),
          resting,
          "A report that it rests on (%s) was taken out of the case.".formatted(event.report()));
    }
  }

  /** Before the steps hear of it, and case by case in the order of their ids. */
  @EventListener
  @Order(FIRST)
  @Transactional(propagation = Propagation.MANDATORY)
  void read(ReportRead event) {
    if (event.findings() == 0) {
      return;
    }
    for (CaseId caseId : cases.casesOf(event.report())) {
      List<Determination> silent = silent(caseId);
      if (!silent.isEmpty()) {
        readings
            .of(event.report())
            .flatMap(Reconsiderations::touching)
            .ifPresent(cause -> demand(caseId, silent, cause));
      }
    }
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void assessed(ThreatAssessed event) {
    List<Determination> silent = silent(event.caseId());
    if (silent.isEmpty()) {
      return;
    }
    List<ThreatAssessment> versions = cases.assessments(event.caseId());
    ThreatAssessment now = versions.getFirst();
    for (Determination made : silent) {
      int seen = bases.of(made.id()).assessment();
      Optional<ThreatAssessment> then =
          versions.stream().filter(each -> each.version() == seen).findFirst();
      List<String> changed = then.map(before -> changes(before, now)).orElse(List.of("all of it"));
      if (!changed.isEmpty()) {
        demand(
            event.caseId(),
            List.of(made),
            "Assessment %d changed against the one decided on: %s."
                .formatted(now.version(), String.join(", ", changed)));
      }
    }
  }

  /** The case stands under this policy from now on, by which nobody has decided not to warn. */
  @Transactional(propagation = Propagation.MANDATORY)
  void underAnother(CaseId caseId, DutyTest test) {
    List<Determination> silent =
        silent(caseId).stream()
            .filter(each -> !each.policy().equals(test.id()))
            .filter(each -> test.victims().contains(each.victims()))
            .toList();
    demand(caseId, silent, "The case stands under another policy now: %s.".formatted(test.id()));
  }

  private static List<String> changes(ThreatAssessment before, ThreatAssessment now) {
    List<String> changed = new ArrayList<>();
    note(changed, "who threatens", before.actor(), now.actor());
    note(changed, "whom", before.target(), now.target());
    note(changed, "how", before.method(), now.method());
    note(changed, "where", before.place(), now.place());
    note(changed, "when", before.window(), now.window());
    note(
        changed,
        "likelihood, from %s to %s"
            .formatted(before.likelihood().words(), now.likelihood().words()),
        before.likelihood(),
        now.likelihood());
    note(
        changed,
        "confidence, from %s to %s".formatted(before.confidence().word(), now.confidence().word()),
        before.confidence(),
        now.confidence());
    return changed;
  }

  private static void note(List<String> changed, String what, Object before, Object now) {
    if (!before.equals(now)) {
      changed.add(what);
    }
  }

  private static Optional<String> touching(StoredReading reading) {
    Map<String, Long> kinds =
        reading.standing().stream()
            .filter(found -> !found.historic())
            .collect(
                Collectors.groupingBy(
                    StoredReading.Found::type, TreeMap::new, Collectors.counting()));
    if (kinds.isEmpty()) {
      return Optional.empty();
    }
    ReportId report = reading.report();
    return Optional.of(
        "A new report (%s) tells of: %s.".formatted(report, String.join(", ", kinds.keySet())));
  }

  /** What says not to warn in this case, whether it holds or waits for somebody to agree. */
  private List<Determination> silent(CaseId caseId) {
    List<Determination> all = determinations.list(caseId);
    return Stream.concat(
            holding(all).stream(),
            all.stream().filter(each -> each.state() == Determination.State.PROPOSED))
        .filter(each -> !(each.result() instanceof DutyResult.Warn))
        .toList();
  }

  private void demand(CaseId caseId, List<Determination> silent, String cause) {
    if (!cases.get(caseId).open()) {
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    for (Determination made : silent) {
      determinations.lock(made.id()); // Nobody agrees to it while this is added.
      boolean holds = holds(caseId, made.id());
      if (made.state() == Determination.State.AGREED && !holds) {
        continue; // People have decided otherwise, a moment ago.
      }
      DutyTest test = open.governing(made);
      Reconsideration demanded =
          new Reconsideration(
              made.id(),
              caseId,
              made.victims(),
              now,
              now.plus(test.decideWithin()),
              List.of(cause),
              Optional.empty());
      if (store.add(demanded, cause, holds)) {
        ledger.append(
            Act.of("ReconsiderationDemanded")
                .inCase(caseId)
                .about(made.id())
                .fact("victims", made.victims().word())
                .fact("result", made.result().word())
                .fact("decideBy", demanded.dueAt().toString())
                .commits("cause", cause)
                .says("Decide anew for %s: %s".formatted(made.victims().label(), cause)));
      }
    }
  }

  @Override
  public String name() {
    return "decide.reconsider";
  }

  private boolean holds(CaseId caseId, DeterminationId id) {
    return holding(determinations.list(caseId)).stream().anyMatch(made -> made.id().equals(id));
  }

  /**
   * A case at a time, its clock locked first as whoever agrees does; so a default never comes after
   * a decision that it has not seen, and neither waits for the other. One that cannot be told holds
   * up no other.
   */
  @Override
  public int runDue(Instant now) {
    Map<CaseId, List<Reconsideration>> byCase =
        store.overdue(now).stream()
            .collect(
                Collectors.groupingBy(
                    Reconsideration::caseId, LinkedHashMap::new, Collectors.toList()));
    return OneByOne.work(
        List.copyOf(byCase.entrySet()),
        of -> {
          transaction.executeWithoutResult(_ -> {
            determinations.lockClock(of.getKey());
            of.getValue().forEach(each -> runOut(each, now));
          });
          return true;
        });
  }

  private void runOut(Reconsideration each, Instant now) {
    if (!cases.get(each.caseId()).open()) {
      store.close(each.caseId(), now);
      return;
    }
    if (!store.tellOverdue(each.determination(), now)) {
      return; // People have decided meanwhile, or another node has told it.
    }
    if (!holds(each.caseId(), each.determination())) {
      store.settle(each.determination(), now); // It was only proposed, or another one holds.
      return;
    }
    ledger.append(
        Act.of("ReconsiderationOverdue")
            .inCase(each.caseId())
            .about(each.determination())
            .fact("victims", each.victims().word())
            .says(
                "Not decided anew in time for %s: the default is to warn"
                    .formatted(each.victims().label())));
    Determination made = determinations.find(each.determination()).orElseThrow();
    inDoubt.warn(each.caseId(), open.governing(made), List.of(each.victims()), now);
  }
}
