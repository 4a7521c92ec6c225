// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.util.OptionalInt;
import org.tocsin.server.kernel.ReportId;

/**
 * What a statement rests on.
 *
 * @param report a report of the case
 * @param finding the number of a finding read from it, from 0; empty: the report as a whole
 */
public record Citation(ReportId report, OptionalInt finding) {}
