// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import org.tocsin.server.kernel.CaseId;

/** A case has ended. Published in the transaction of the act. */
public record OutcomeGiven(CaseId caseId, OutcomeKind outcome) {}
