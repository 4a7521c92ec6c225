// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import org.tocsin.server.answer.Answered;
import org.tocsin.server.answer.Answers;
import org.tocsin.server.answer.Reactions;
import org.tocsin.server.deliver.Deliveries;
import org.tocsin.server.deliver.Progress;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;

/** Asks the stages of delivery and of answers. */
@Component
class StageEchoes implements Echoes {

  /** So many warnings are read at once: who answered them is held in memory. */
  private static final int AT_ONCE = 50;

  private final Deliveries deliveries;
  private final Answers answers;
  private final Reactions reactions;

  StageEchoes(Deliveries deliveries, Answers answers, Reactions reactions) {
    this.deliveries = deliveries;
    this.answers = answers;
    this.reactions = reactions;
  }

  @Override
  public Map<WarningId, Echo> of(List<WarningId> warnings) {
    Map<WarningId, Echo> all = new HashMap<>();
    for (int from = 0; from < warnings.size(); from += AT_ONCE) {
      read(warnings.subList(from, Math.min(warnings.size(), from + AT_ONCE)), all);
    }
    return all;
  }

  private void read(List<WarningId> warnings, Map<WarningId, Echo> into) {
    Map<WarningId, Progress.Reached> reached = deliveries.reached(warnings);
    Map<WarningId, Answered> answered = answers.summaries(warnings);
    for (WarningId warning : warnings) {
      Progress.Reached of = reached.get(warning);
      Answered by = answered.get(warning);
      // Where nothing was queued there is nothing to count.
      into.put(warning, of == null || of.audience() == 0 || by == null ? Echo.NONE : echo(of, by));
    }
  }

  private static Echo echo(Progress.Reached reached, Answered answered) {
    Map<String, Long> counts = new HashMap<>();
    answered.counts().forEach((kind, count) -> counts.put(kind, count.longValue()));
    return new Echo(
        OptionalLong.of(reached.told()),
        OptionalLong.of(reached.failed()),
        OptionalLong.of(reached.unreachable()),
        counts,
        OptionalLong.of(answered.silent()));
  }

  @Override
  public List<Echo.Reaction> reactions(CaseId caseId) {
    return reactions.ofCase(caseId).stream()
        .map(each ->
            new Echo.Reaction(
                each.saidAt(), each.by(), each.kind().word(), each.words(), each.id()))
        .toList();
  }
}
