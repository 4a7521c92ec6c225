// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IncidentId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.outcome.Evidence.HappenedIncident;
import org.tocsin.server.outcome.Evidence.ToldWarning;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.MessageType;
import org.tocsin.server.warn.Warning;
import org.tocsin.server.warn.WarningState;

/** Incidents, warnings and cases made up for rules, without a server. */
final class Told {

  private static final String NUMBER = "01HQZX3V5K7M9N1P3R5T7V9XA1";
  private static final CaseId CASE = new CaseId("case_" + NUMBER);
  private static final OfficerId OFFICER = new OfficerId("officer_" + NUMBER);
  private static final ReportId REPORT = new ReportId("report_" + NUMBER);
  private static final IncidentId INCIDENT = new IncidentId("incident_" + NUMBER);

  private Told() {}

  static Incident incident(Instant began, String precision) {
    return incident(began, precision, false);
  }

  static Incident incident(Instant began, String precision, boolean early) {
    return new Incident(
        INCIDENT,
        CASE,
        "An attack",
        began,
        precision,
        new Place("There", 55.8, 37.4, 0),
        "unknown",
        "unknown",
        List.of(),
        List.of(),
        List.of(),
        List.of(REPORT),
        early,
        began,
        OFFICER);
  }

  static Figure figure(FigureKind kind, long min, OptionalLong max, Qualifier qualifier) {
    return new Figure(
        new FigureId("figure_" + NUMBER),
        INCIDENT,
        kind,
        min,
        max,
        qualifier,
        "",
        Instant.EPOCH,
        REPORT,
        Instant.EPOCH,
        OFFICER);
  }

  /** A warning given then, which holds for two days unless it is ended before. */
  static ToldWarning warning(Instant at, Optional<Instant> ended, Echo echo) {
    return warning(at, ended, echo, org.tocsin.server.warn.Drafts.publicAlert(at));
  }

  static ToldWarning allClear(Instant at) {
    Draft alert = org.tocsin.server.warn.Drafts.publicAlert(at);
    return warning(
        at,
        Optional.empty(),
        Echo.NONE,
        new Draft(
            alert.kind(),
            alert.victims(),
            alert.marking(),
            alert.aboveTearLine(),
            alert.window(),
            alert.category(),
            alert.severity(),
            alert.urgency(),
            alert.certainty(),
            List.of("AllClear"),
            alert.intendedKinds(),
            alert.areas(),
            alert.recipients(),
            alert.texts(),
            alert.plan()));
  }

  private static ToldWarning warning(Instant at, Optional<Instant> ended, Echo echo, Draft draft) {
    return new ToldWarning(
        new Warning(
            new WarningId("warning_" + NUMBER),
            CASE,
            MessageType.UPDATE,
            Optional.empty(),
            ended.isPresent() ? WarningState.ENDED : WarningState.IN_FORCE,
            draft,
            Optional.empty(),
            List.of(OFFICER),
            at,
            Optional.of(OFFICER),
            Optional.of(at),
            Optional.empty(),
            ended,
            Optional.empty()),
        1,
        echo);
  }

  /** A case that was closed so, then. */
  static Evidence evidence(
      OutcomeKind outcome, Instant closed, List<ToldWarning> warnings, List<Incident> incidents) {
    return evidence(outcome, closed, warnings, List.of(), incidents);
  }

  /** The same with what was said in public. */
  static Evidence evidence(
      OutcomeKind outcome,
      Instant closed,
      List<ToldWarning> warnings,
      List<Echo.Reaction> reactions,
      List<Incident> incidents) {
    return new Evidence(
        new CaseFile(
            CASE,
            "A case",
            Instant.EPOCH,
            OFFICER,
            Optional.of(closed),
            Optional.of(outcome.word()),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty()),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        warnings,
        reactions,
        incidents.stream().map(each -> new HappenedIncident(each, Map.of(), List.of())).toList(),
        List.of(),
        Optional.of(new Outcome(CASE, outcome, "So it was.", closed, OFFICER)),
        Optional.empty(),
        CaseActs.NONE,
        closed,
        0,
        Map.of());
  }
}
