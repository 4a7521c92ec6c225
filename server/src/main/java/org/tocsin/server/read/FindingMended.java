// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import org.tocsin.server.kernel.ReportId;

/**
 * A person accepted, mended, rejected or added a finding. Published in the transaction of the act.
 *
 * @param report whose finding
 * @param number the finding's number
 * @param act what was done
 */
public record FindingMended(ReportId report, int number, Mend.Kind act) {}
