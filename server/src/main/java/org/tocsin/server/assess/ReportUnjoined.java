// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;

/** A report was taken out of a case. Published in the transaction of the act. */
public record ReportUnjoined(CaseId caseId, ReportId report) {}
