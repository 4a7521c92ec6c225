// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import org.tocsin.server.kernel.CaseId;

/**
 * A public reaction was recorded; published in its transaction.
 *
 * @param caseId in which case
 * @param reaction the reaction's id
 */
public record ReactionRecorded(CaseId caseId, String reaction) {}
