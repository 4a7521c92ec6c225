// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.time.Instant;
import java.util.Optional;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.WarningId;

/**
 * What a government or another body said of a warning in public: an answer too, known by a report.
 *
 * @param id {@code reaction_…}
 * @param caseId in which case
 * @param warning to which warning, when it spoke of one
 * @param by who said it
 * @param kind what it amounts to
 * @param words what was said, shortened by the officer
 * @param report the report that says so
 * @param saidAt when it was said
 * @param recordedAt when the desk recorded it
 */
public record Reaction(
    String id,
    CaseId caseId,
    Optional<WarningId> warning,
    String by,
    ReactionKind kind,
    String words,
    ReportId report,
    Instant saidAt,
    Instant recordedAt) {}
