// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import java.util.List;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IncidentId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.ReportId;

/**
 * What happened.
 *
 * @param id names it
 * @param caseId the danger that it came of
 * @param title what it is called
 * @param began when
 * @param precision how well that is known, for example {@code about, to some minutes}; may be empty
 * @param place where
 * @param attackType for example {@code armed-assault}; {@code unknown} is a value
 * @param targetType for example {@code entertainment-venue}; {@code unknown} is a value
 * @param weapons what was used
 * @param groups who is named with it; who did it is for {@link Statement}s
 * @param effects what else it did, in words
 * @param reports what it rests on, at least one, all of the case
 * @param early whether it began before the case's earliest report was received
 * @param recordedAt when it was written down
 * @param recordedBy by whom
 */
public record Incident(
    IncidentId id,
    CaseId caseId,
    String title,
    Instant began,
    String precision,
    Place place,
    String attackType,
    String targetType,
    List<String> weapons,
    List<String> groups,
    List<String> effects,
    List<ReportId> reports,
    boolean early,
    Instant recordedAt,
    OfficerId recordedBy) {

  /** Copies the lists. */
  public Incident {
    weapons = List.copyOf(weapons);
    groups = List.copyOf(groups);
    effects = List.copyOf(effects);
    reports = List.copyOf(reports);
  }

  /** How much of {@link #began} is known; the rest of it is made up. */
  public Grain grain() {
    return Grain.of(precision);
  }
}
