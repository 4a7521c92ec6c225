// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.util.List;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;

/** What delivering and answering know, as the reckoning needs it. */
interface Echoes {

  /** What came back from this warning. */
  Echo of(WarningId warning);

  /** The public answers to a case's warnings, oldest first. */
  List<Echo.Reaction> reactions(CaseId caseId);
}
