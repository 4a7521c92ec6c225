// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Id;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.IncidentId;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.outcome.Drafts.FigureDraft;
import org.tocsin.server.outcome.Drafts.IncidentDraft;
import org.tocsin.server.outcome.Drafts.PlaceDraft;
import org.tocsin.server.outcome.Evidence.HappenedIncident;

/**
 * The door to what happened: incidents and their figures over time. Nothing is overwritten: a newer
 * figure stands before an older one.
 *
 * <p>A closed case still takes incidents: an attack may come after its file was shut.
 */
@Service
public class Incidents {

  static final int CASE_MAX = 2_000;

  private static final int FIGURES_MAX = 1_000;

  private final OutcomeStore store;
  private final Cases cases;
  private final Reports reports;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final ApplicationEventPublisher events;
  private final IdMaker ids;
  private final Clock clock;

  Incidents(
      OutcomeStore store,
      Cases cases,
      Reports reports,
      Ledger ledger,
      CurrentOfficer officer,
      ApplicationEventPublisher events,
      IdMaker ids,
      Clock clock) {
    this.store = store;
    this.cases = cases;
    this.reports = reports;
    this.ledger = ledger;
    this.officer = officer;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Records what happened.
   *
   * @throws org.tocsin.server.kernel.Problem T8002 with every fault
   */
  @Transactional
  Incident open(CaseId caseId, IncidentDraft draft) {
    CaseFile file = cases.get(caseId);
    Instant now = now();
    Faults faults = new Faults(now);
    // In the order of the form, so that its faults are told in that order.
    String title = faults.text("title", draft.title(), Faults.LINE);
    Instant began = faults.past("began", draft.began());
    String precision = faults.optional("precision", draft.precision(), Faults.LINE);
    PlaceDraft where = draft.place();
    Place place =
        where == null
            ? faults.place(null, null, null, null)
            : faults.place(where.name(), where.latitude(), where.longitude(), where.radiusMetres());
    Incident incident =
        new Incident(
            IncidentId.next(ids),
            caseId,
            title,
            began,
            precision,
            place,
            faults.text("attackType", draft.attackType(), Faults.LINE),
            faults.text("targetType", draft.targetType(), Faults.LINE),
            faults.texts("weapons", draft.weapons()),
            faults.texts("groups", draft.groups()),
            faults.texts("effects", draft.effects()),
            reportsOf(faults, file, draft.reports()),
            isEarly(file, Grain.of(precision).latest(began)),
            now,
            officer.get().id());
    store.lockIncidents(caseId);
    if (store.countIncidents(caseId) >= CASE_MAX) {
      faults.add(
          "", "", "the case has %d incidents".formatted(CASE_MAX), "open another case for more");
    }
    faults.check(OutcomeProblem.BAD_INCIDENT);
    store.insert(incident);
    record(incident);
    events.publishEvent(new IncidentOpened(incident.id(), caseId));
    return incident;
  }

  private static List<ReportId> reportsOf(
      Faults faults, CaseFile file, @Nullable List<String> named) {
    List<String> all = faults.texts("reports", named);
    if (all.isEmpty()) {
      faults.add("reports", "", "names none", "name at least one report of the case");
    }
    List<ReportId> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      faults.report("reports[" + i + "]", all.get(i), file.reports()).ifPresent(found::add);
    }
    return found.stream().distinct().toList();
  }

  /** An incident before the first report is allowed, and shown as what it is. */
  private boolean isEarly(CaseFile file, Instant latest) {
    return reports.list(file.reports()).stream()
        .map(Report::receivedAt)
        .allMatch(received -> latest.isBefore(received));
  }

  private void record(Incident incident) {
    ledger.append(
        Act.of("IncidentRecorded")
            .by(incident.recordedBy())
            .inCase(incident.caseId())
            .about(incident.id())
            .fact("began", incident.began().toString())
            .fact("beforeFirstReport", incident.early())
            .fact("reports", incident.reports().stream().map(Id::value).toList())
            .commits("title", incident.title())
            .commits("place", incident.place().name())
            .commits("attackType", incident.attackType())
            .commits("targetType", incident.targetType())
            .commits("weapons", incident.weapons())
            .commits("groups", incident.groups())
            .commits("effects", incident.effects())
            .says("Incident recorded: " + incident.title()));
  }

  /**
   * Adds a figure beside the earlier ones.
   *
   * @throws org.tocsin.server.kernel.Problem T8001 when there is no such incident, T8003 with every
   *     fault
   */
  @Transactional
  Figure addFigure(IncidentId id, FigureDraft draft) {
    Incident incident = get(id);
    CaseFile file = cases.get(incident.caseId());
    Instant now = now();
    Faults faults = new Faults(now);
    FigureKind what = faults.word("what", draft.what(), FigureKind.class);
    long min = faults.count("min", draft.min());
    Long upper = draft.max();
    OptionalLong max =
        upper == null ? OptionalLong.empty() : OptionalLong.of(faults.count("max", upper));
    if (max.isPresent() && max.getAsLong() < min) {
      faults.add(
          "max",
          Long.toString(max.getAsLong()),
          "is smaller than min, which is " + min,
          "write the smaller number as min, the larger as max");
    }
    Qualifier qualifier =
        draft.qualifier() == null
            ? Qualifier.EXACTLY
            : faults.word("qualifier", draft.qualifier(), Qualifier.class);
    String source = faults.optional("source", draft.source(), Faults.LINE);
    Instant asOf = faults.past("asOf", draft.asOf());
    Optional<ReportId> report = faults.report("report", draft.report(), file.reports());
    if (store.countFigures(id) >= FIGURES_MAX) {
      faults.add("", "", "the incident has %d figures".formatted(FIGURES_MAX), "open another");
    }
    faults.check(OutcomeProblem.BAD_FIGURE);
    Figure figure =
        new Figure(
            FigureId.next(ids),
            id,
            what,
            min,
            max,
            qualifier,
            source,
            asOf,
            report.orElseThrow(),
            now,
            officer.get().id());
    store.insert(figure);
    record(incident, figure);
    return figure;
  }

  private void record(Incident incident, Figure figure) {
    ledger.append(
        Act.of("FigureRecorded")
            .by(figure.recordedBy())
            .inCase(incident.caseId())
            .about(figure.id())
            .fact("incident", incident.id().value())
            .fact("what", figure.what().word())
            .fact("min", figure.min())
            .fact("max", figure.max().isPresent() ? figure.max().getAsLong() : null)
            .fact("qualifier", figure.qualifier().word())
            .fact("asOf", figure.asOf().toString())
            .fact("report", figure.report().value())
            .commits("source", figure.source().isEmpty() ? null : figure.source())
            .says("Figure recorded: %s %s".formatted(figure.what().label(), figure.words())));
  }

  /** The incident with this id; T8001 when there is none. */
  public Incident get(IncidentId id) {
    return store
        .find(id)
        .orElseThrow(() -> OutcomeProblem.NO_INCIDENT.because("no incident has the id " + id));
  }

  /** The incidents of a case, the earliest first. */
  public List<Incident> ofCase(CaseId caseId) {
    return store.ofCase(caseId);
  }

  /** The incidents of each of these cases, the earliest first; a case without one is left out. */
  Map<CaseId, List<Incident>> ofCases(List<CaseId> cases) {
    return store.ofCases(cases).stream().collect(Collectors.groupingBy(Incident::caseId));
  }

  /** At most {@code most} incidents recorded before this one, newest first. */
  public List<Incident> newest(Optional<IncidentId> before, int most) {
    return store.newest(before.map(IncidentId::value).orElse("incident_~"), most);
  }

  /**
   * Whether the case has an incident of this title and time. Until the transaction ends nobody else
   * adds one to the case.
   */
  boolean isHere(CaseId caseId, String title, Instant began) {
    store.lockIncidents(caseId);
    return store.hasIncident(caseId, title, began);
  }

  /** An incident with every figure and every account of it; T8001 when there is none. */
  HappenedIncident whole(IncidentId id) {
    return whole(List.of(get(id))).getFirst();
  }

  /** These incidents with every figure and account: two reads, however many they are. */
  List<HappenedIncident> whole(List<Incident> incidents) {
    if (incidents.isEmpty()) {
      return List.of();
    }
    List<IncidentId> ids = incidents.stream().map(Incident::id).toList();
    Map<IncidentId, List<Figure>> figures =
        store.figures(ids).stream().collect(Collectors.groupingBy(Figure::incident));
    Map<IncidentId, List<Statement>> statements =
        store.statements(ids).stream().collect(Collectors.groupingBy(Statement::incident));
    return incidents.stream()
        .map(each ->
            new HappenedIncident(
                each,
                byKind(figures.getOrDefault(each.id(), List.of())),
                statements.getOrDefault(each.id(), List.of())))
        .toList();
  }

  /** By what they count, in the order of the kinds; in each the newest first. */
  private static Map<FigureKind, List<Figure>> byKind(List<Figure> found) {
    Map<FigureKind, List<Figure>> all = new LinkedHashMap<>();
    for (FigureKind kind : FigureKind.values()) {
      List<Figure> ofKind = found.stream().filter(figure -> figure.what() == kind).toList();
      if (!ofKind.isEmpty()) {
        all.put(kind, ofKind);
      }
    }
    return all;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
