// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;

/** A determination waits for a second person. Published in the transaction of the act. */
public record DeterminationProposed(DeterminationId id, CaseId caseId) {}
