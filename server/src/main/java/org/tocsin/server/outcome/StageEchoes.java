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

  private final Deliveries deliveries;
  private final Answers answers;
  private final Reactions reactions;

  StageEchoes(Deliveries deliveries, Answers answers, Reactions reactions) {
    this.deliveries = deliveries;
    this.answers = answers;
    this.reactions = reactions;
  }

  @Override
  public Echo of(WarningId warning) {
    Progress progress = deliveries.progress(warning);
    if (progress.audience() == 0) {
      return Echo.NONE; // Nothing was queued, so there is nothing to count.
    }
    Answered answered = answers.summary(warning);
    Map<String, Long> counts = new HashMap<>();
    answered.counts().forEach((kind, count) -> counts.put(kind, count.longValue()));
    return new Echo(
        OptionalLong.of(progress.told()),
        OptionalLong.of(progress.failed()),
        OptionalLong.of(progress.unreachable()),
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
