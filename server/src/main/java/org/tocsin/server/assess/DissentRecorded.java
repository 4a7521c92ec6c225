// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import org.tocsin.server.kernel.CaseId;

/** Somebody dissented from a version of a case's assessment. */
public record DissentRecorded(CaseId caseId, int version) {}
