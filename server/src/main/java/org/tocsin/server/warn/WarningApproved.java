// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;

/**
 * A warning came into force. Whoever sends it listens in this transaction, so that nothing approved
 * is lost. Published in the transaction of the act.
 */
public record WarningApproved(WarningId id, CaseId caseId) {}
