// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.tips;

import java.time.Instant;
import org.tocsin.server.kernel.ReportId;

/**
 * A tip as the desk's list shows it.
 *
 * @param first the report with which it began
 * @param answered whether the tipster has written since the desk last asked
 */
public record TipRow(
    TipId id,
    Instant openedAt,
    Instant lastAt,
    ReportId first,
    int reports,
    int questions,
    boolean answered) {}
