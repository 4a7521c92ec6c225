// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.decide.Determination;
import org.tocsin.server.decide.Determinations;
import org.tocsin.server.decide.VictimClass;
import org.tocsin.server.kernel.CaseId;

/**
 * Who is told what in a case, class by class: the intended victims, those who protect them, the
 * host government even when it is hostile, the own community, the public.
 */
@Service
class Whom {

  private final Cases cases;
  private final Determinations determinations;
  private final WarningStore warnings;

  Whom(Cases cases, Determinations determinations, WarningStore warnings) {
    this.cases = cases;
    this.determinations = determinations;
    this.warnings = warnings;
  }

  /** Every class, each with what holds for it; an unknown case is T3001. */
  @Transactional(readOnly = true)
  List<WhomRow> of(CaseId caseId) {
    cases.get(caseId);
    List<Determination> decided = determinations.list(caseId);
    List<VictimClass> awaited = determinations.undecided(caseId);
    List<Warning> written = warnings.ofCases(List.of(caseId));
    return Arrays.stream(VictimClass.values())
        .map(victims -> row(caseId, victims, awaited, decided, written))
        .toList();
  }

  private WhomRow row(
      CaseId caseId,
      VictimClass victims,
      List<VictimClass> awaited,
      List<Determination> decided,
      List<Warning> written) {
    Optional<Determination> holds = determinations.holding(caseId, victims);
    return new WhomRow(
        victims,
        holds,
        holds.map(each -> determinations.basis(each.id())),
        holds.flatMap(each -> determinations.anewBy(each.id())),
        awaited.contains(victims),
        decided.stream()
            .filter(each -> each.victims() == victims)
            .filter(each -> each.state() == Determination.State.PROPOSED)
            .toList(),
        written.stream().filter(each -> each.draft().victims().equals(victims.word())).toList(),
        determinations.blocks(caseId, victims));
  }
}
