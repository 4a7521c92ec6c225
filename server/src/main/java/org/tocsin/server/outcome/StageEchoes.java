// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.Deliveries;
import org.tocsin.server.deliver.Progress;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;

/** Asks the stage of delivery; answers are left out as long as no stage counts them. */
@Component
class StageEchoes implements Echoes {

  private final Deliveries deliveries;

  StageEchoes(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  @Override
  public Echo of(WarningId warning) {
    Progress progress = deliveries.progress(warning);
    return progress.audience() == 0
        ? Echo.NONE // Nothing was queued, so there is nothing to count.
        : new Echo(
            OptionalLong.of(progress.told()),
            OptionalLong.of(progress.failed()),
            OptionalLong.of(progress.unreachable()),
            Map.of(),
            OptionalLong.empty());
  }

  @Override
  public List<Echo.Reaction> reactions(CaseId caseId) {
    return List.of();
  }
}
