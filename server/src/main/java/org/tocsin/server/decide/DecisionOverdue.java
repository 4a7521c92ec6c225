// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import org.tocsin.server.kernel.CaseId;

/**
 * The clock of a case ran out before a determination was agreed. Published in the transaction of
 * the act.
 */
public record DecisionOverdue(CaseId caseId) {}
