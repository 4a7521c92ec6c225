// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import org.tocsin.server.kernel.IncidentId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.ReportId;

/**
 * One account of who did it. Accounts stand side by side; none overwrites another.
 *
 * @param by who says it
 * @param about of whom; for a claim, of themselves
 * @param channel where it was said; may be empty
 * @param certainty how sure they were
 * @param words the sense of it in a sentence; may be empty
 * @param saidAt when
 * @param report where it stands
 */
public record Statement(
    StatementId id,
    IncidentId incident,
    StatementKind kind,
    String by,
    String about,
    String channel,
    Certainty certainty,
    String words,
    Instant saidAt,
    ReportId report,
    Instant recordedAt,
    OfficerId recordedBy) {}
