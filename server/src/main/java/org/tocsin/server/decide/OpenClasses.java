// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.CaseId;

/** For whom a case is still to be decided: the classes that its policy warns in doubt. */
@Component
class OpenClasses {

  private final DeterminationStore store;
  private final DutyTests tests;

  OpenClasses(DeterminationStore store, DutyTests tests) {
    this.store = store;
    this.tests = tests;
  }

  /** The policy under which a case stands, as it is in force. */
  DutyTest governing(CaseId caseId) {
    return store
        .clock(caseId)
        .map(DecisionClock::policy)
        .flatMap(tests::find)
        .orElseGet(tests::standard);
  }

  /** The policy by which a determination is judged now: the case's, where that is put for its class. */
  DutyTest governing(Determination made) {
    DutyTest test = governing(made.caseId());
    return test.victims().contains(made.victims())
        ? test
        : tests.find(made.policy()).orElse(test);
  }

  /** Those for whom people have not decided; a default of the clock is nobody's decision. */
  List<VictimClass> undecided(CaseId caseId) {
    List<VictimClass> decided =
        holding(caseId)
            .filter(each -> !each.proposedBy().equals(Determination.THE_CLOCK))
            .map(Determination::victims)
            .toList();
    return without(caseId, decided);
  }

  /** Those for whom nothing holds, not even a default. */
  List<VictimClass> unsettled(CaseId caseId) {
    return without(caseId, holding(caseId).map(Determination::victims).toList());
  }

  private Stream<Determination> holding(CaseId caseId) {
    return Reconsiderations.holding(store.list(caseId)).stream();
  }

  private List<VictimClass> without(CaseId caseId, List<VictimClass> done) {
    return governing(caseId).inDoubtFor().stream().filter(each -> !done.contains(each)).toList();
  }

  /** Whose decision is the last that the clock waits for, in words; empty when it waits for none. */
  Optional<String> words(CaseId caseId) {
    List<String> open = undecided(caseId).stream().map(VictimClass::label).toList();
    return open.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", open));
  }
}
