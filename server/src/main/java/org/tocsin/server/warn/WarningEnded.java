// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;

/** A warning is no longer in force. Published in the transaction of the act. */
public record WarningEnded(WarningId id, CaseId caseId, WarningState how) {}
