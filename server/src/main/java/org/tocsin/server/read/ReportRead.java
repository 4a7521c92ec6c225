// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import org.tocsin.server.kernel.ReportId;

/**
 * A report was read, or could not be. Published in the transaction that keeps the reading.
 *
 * @param report which
 * @param findings how many statements were found that were not known before; 0 also when it could
 *     not be read
 */
public record ReportRead(ReportId report, int findings) {}
