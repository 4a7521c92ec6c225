// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.indicators;

import org.tocsin.server.kernel.CaseId;

/** The signs of a case, or what somebody made of one, changed. */
public record SignsChanged(CaseId caseId) {}
