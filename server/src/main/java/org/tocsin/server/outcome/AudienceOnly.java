// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.util.List;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;

/** Knows nothing of deliveries and answers: the reckoning then leaves those numbers out. */
@Component
class AudienceOnly implements Echoes {

  @Override
  public Echo of(WarningId warning) {
    return Echo.NONE;
  }

  @Override
  public List<Echo.Reaction> reactions(CaseId caseId) {
    return List.of();
  }
}
