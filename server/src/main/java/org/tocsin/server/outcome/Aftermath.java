// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.ReportId;

/**
 * One thing done, or said to have been done, after a warning or an event.
 *
 * @param by who did it or says that it was done
 * @param about whom or what it was about; may be empty
 * @param words it in a sentence; may be empty
 * @param amount how many, for example of people arrested; empty where it cannot be counted
 * @param at when
 * @param report where it stands
 */
public record Aftermath(
    AftermathId id,
    CaseId caseId,
    AftermathKind kind,
    String by,
    String about,
    String words,
    OptionalLong amount,
    Instant at,
    ReportId report,
    Instant recordedAt,
    OfficerId recordedBy) {

  /** It in a line: {@code arrest: 11, of suspects (Federal Security Service)}. */
  public String line() {
    return "%s%s%s, by %s"
        .formatted(
            kind == AftermathKind.FOILED_PLOT ? "plot said to be foiled" : kind.label(),
            amount.isPresent() ? String.format(Locale.ROOT, ": %,d", amount.getAsLong()) : "",
            about.isEmpty() ? "" : " (%s)".formatted(about),
            by);
  }
}
