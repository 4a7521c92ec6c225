// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.tips;

import java.time.Instant;
import java.util.Optional;
import org.tocsin.server.kernel.ReportId;

/**
 * One thing that was said of a tip.
 *
 * @param at when
 * @param report what the tipster said, as a report; empty for a question
 * @param question what the desk asks; empty for a report
 */
public record TipLine(Instant at, Optional<ReportId> report, Optional<String> question) {}
