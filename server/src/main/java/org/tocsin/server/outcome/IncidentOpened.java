// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IncidentId;

/** It happened. Published in the transaction of the act. */
public record IncidentOpened(IncidentId id, CaseId caseId) {}
