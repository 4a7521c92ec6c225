// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import org.tocsin.server.kernel.ReportId;

/**
 * Whom a report's text names as where it has its news from.
 *
 * @param report which report
 * @param name the agency, paper or station, by the name it is best known by
 * @param own whether the text is that one's own (a credit), not merely quotes it
 * @param start where the words that name it begin in the text
 * @param end after their last unit
 */
public record Named(ReportId report, String name, boolean own, int start, int end) {}
