// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.util.List;
import java.util.Map;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;

/** What delivering and answering know, as the reckoning needs it. */
interface Echoes {

  /** What came back from these warnings, read at once; none is left out. */
  Map<WarningId, Echo> of(List<WarningId> warnings);

  /** What came back from this warning. */
  default Echo of(WarningId warning) {
    return of(List.of(warning)).getOrDefault(warning, Echo.NONE);
  }

  /** The public answers to a case's warnings, oldest first. */
  List<Echo.Reaction> reactions(CaseId caseId);
}
