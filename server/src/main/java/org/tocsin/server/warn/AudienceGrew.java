// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;

/**
 * More watchers came into the way of a warning in force, and are part of its audience now.
 * Published in the transaction of the act.
 */
public record AudienceGrew(WarningId id, CaseId caseId, int part) {}
