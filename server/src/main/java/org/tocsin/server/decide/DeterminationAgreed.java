// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;

/** A determination was agreed and holds. Published in the transaction of the act. */
public record DeterminationAgreed(
    DeterminationId id, CaseId caseId, VictimClass victims, DutyResult result) {}
