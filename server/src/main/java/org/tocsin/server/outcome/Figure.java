// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import org.tocsin.server.kernel.IncidentId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.ReportId;

/**
 * A number as one source gave it at one time.
 *
 * @param min the number, or the smaller of two
 * @param max the larger of two; empty when there is one
 * @param source who gave it, in words; empty when the report itself did
 * @param asOf the time for which it was given
 * @param report where it stands
 */
public record Figure(
    FigureId id,
    IncidentId incident,
    FigureKind what,
    long min,
    OptionalLong max,
    Qualifier qualifier,
    String source,
    Instant asOf,
    ReportId report,
    Instant recordedAt,
    OfficerId recordedBy) {

  /** The number as it was meant, for example {@code at least 133} or {@code 60 to 90}. */
  public String words() {
    String number =
        max.isPresent()
            ? String.format(Locale.ROOT, "%,d to %,d", min, max.getAsLong())
            : String.format(Locale.ROOT, "%,d", min);
    return switch (qualifier) {
      case EXACTLY -> number;
      case PRELIMINARY -> number + " (preliminary)";
      case AT_LEAST, MORE_THAN, ABOUT, AT_MOST, LESS_THAN -> qualifier.label() + " " + number;
    };
  }
}
