// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.ThreatAssessment;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * In doubt: warn. Where a clock ran out, a determination to warn holds without anybody's decision,
 * until people decide. It sends nothing by itself: two people still write and sign each warning.
 */
@Component
class InDoubt {

  private static final String REASONS =
      "Nobody decided in time. In doubt one warns: this holds until two people decide.";

  private final DeterminationStore store;
  private final BasisStore bases;
  private final Holding holding;
  private final Cases cases;
  private final Ledger ledger;
  private final IdMaker ids;

  InDoubt(
      DeterminationStore store,
      BasisStore bases,
      Holding holding,
      Cases cases,
      Ledger ledger,
      IdMaker ids) {
    this.store = store;
    this.bases = bases;
    this.holding = holding;
    this.cases = cases;
    this.ledger = ledger;
    this.ids = ids;
  }

  /** Makes the default hold for these classes. */
  @Transactional(propagation = Propagation.MANDATORY)
  void warn(CaseId caseId, DutyTest test, List<VictimClass> classes, Instant at) {
    Instant now = at.truncatedTo(ChronoUnit.MICROS);
    int assessment = cases.get(caseId).assessment().map(ThreatAssessment::version).orElse(0);
    for (VictimClass victims : classes) {
      Determination made =
          new Determination(
              DeterminationId.next(ids),
              caseId,
              victims,
              test.id(),
              test.sha256(),
              new DutyResult.Warn(),
              REASONS,
              test.questions().stream()
                  .map(each ->
                      new Answered(each.id(), Answered.Answer.UNKNOWN, "Not answered in time."))
                  .toList(),
              Determination.THE_CLOCK,
              now,
              Determination.State.PROPOSED,
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      store.insert(made);
      bases.insert(
          made.id(),
          new Basis(
              assessment,
              List.of(),
              Map.of(),
              new DutyTest.Agreement(1, Optional.empty()),
              true,
              List.of()));
      holding.hold(made, Determination.THE_CLOCK, now);
      ledger.append(
          Act.of("InDoubtWarn")
              .inCase(caseId)
              .about(made.id())
              .fact("victims", victims.word())
              .fact("policy", test.id())
              .fact("policySha256", test.sha256())
              .fact("result", "warn")
              .says("Nobody decided in time for %s: in doubt, warn".formatted(victims.label())));
    }
  }
}
