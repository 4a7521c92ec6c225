// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;

/** How a case ended, with the reasons of whoever closed it. */
public record Outcome(
    CaseId caseId, OutcomeKind kind, String reasons, Instant decidedAt, OfficerId decidedBy) {}
