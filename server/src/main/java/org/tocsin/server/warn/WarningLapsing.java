// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;

/** A warning is about to lapse and demands a decision. Published in the transaction of the act. */
public record WarningLapsing(WarningId id, CaseId caseId) {}
