// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import org.tocsin.server.kernel.ReportId;

/** A report was kept. Published in the transaction that keeps it. */
public record ReportCollected(ReportId report) {}
