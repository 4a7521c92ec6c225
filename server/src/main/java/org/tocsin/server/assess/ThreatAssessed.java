// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import org.tocsin.server.kernel.CaseId;

/** A case has a new assessment. Published in the transaction of the act. */
public record ThreatAssessed(CaseId caseId, int version) {}
