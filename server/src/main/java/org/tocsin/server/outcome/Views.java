// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.Id;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.outcome.Evidence.HappenedIncident;
import org.tocsin.server.outcome.Evidence.ToldWarning;
import org.tocsin.server.read.FindingNotes.Note;

/** What the API shows of stage 8. */
final class Views {

  private Views() {}

  /** An incident. */
  record IncidentView(
      String id,
      String caseId,
      String title,
      Instant began,
      String precision,
      Place place,
      String attackType,
      String targetType,
      List<String> weapons,
      List<String> groups,
      List<String> effects,
      List<String> reports,
      boolean beforeFirstReport,
      Instant recordedAt,
      String recordedBy) {
    static IncidentView of(Incident incident) {
      return new IncidentView(
          incident.id().value(),
          incident.caseId().value(),
          incident.title(),
          incident.began(),
          incident.precision(),
          incident.place(),
          incident.attackType(),
          incident.targetType(),
          incident.weapons(),
          incident.groups(),
          incident.effects(),
          incident.reports().stream().map(Id::value).toList(),
          incident.early(),
          incident.recordedAt(),
          incident.recordedBy().value());
    }
  }

  /** A page of incidents. */
  record IncidentsPage(List<IncidentView> items, @Nullable String next) {}

  /** An incident with its figures, the newest of each kind first, and every account of it. */
  record IncidentFileView(
      IncidentView incident,
      Map<String, List<FigureView>> figures,
      List<StatementView> statements) {
    static IncidentFileView of(HappenedIncident happened) {
      Map<String, List<FigureView>> figures = new LinkedHashMap<>();
      happened
          .figures()
          .forEach(
              (kind, all) -> figures.put(kind.word(), all.stream().map(FigureView::of).toList()));
      return new IncidentFileView(
          IncidentView.of(happened.incident()),
          figures,
          happened.statements().stream()
              .map(each -> StatementView.of(each, happened.statements()))
              .toList());
    }
  }

  /** A figure. */
  record FigureView(
      String id,
      String incidentId,
      String what,
      long min,
      @Nullable Long max,
      String qualifier,
      String words,
      String source,
      Instant asOf,
      String report,
      Instant recordedAt,
      String recordedBy,
      List<Note> notes) {
    static FigureView of(Figure figure) {
      return new FigureView(
          figure.id().value(),
          figure.incident().value(),
          figure.what().word(),
          figure.min(),
          number(figure.max()),
          figure.qualifier().word(),
          figure.words(),
          figure.source(),
          figure.asOf(),
          figure.report().value(),
          figure.recordedAt(),
          figure.recordedBy().value(),
          Interested.of(figure));
    }
  }

  /** Who says who did it. */
  record StatementView(
      String id,
      String incidentId,
      String kind,
      String by,
      String about,
      String channel,
      String certainty,
      String words,
      Instant saidAt,
      String report,
      Instant recordedAt,
      String recordedBy,
      List<Note> notes) {
    static StatementView of(Statement statement, List<Statement> all) {
      return new StatementView(
          statement.id().value(),
          statement.incident().value(),
          statement.kind().word(),
          statement.by(),
          statement.about(),
          statement.channel(),
          statement.certainty().word(),
          statement.words(),
          statement.saidAt(),
          statement.report().value(),
          statement.recordedAt(),
          statement.recordedBy().value(),
          Interested.of(statement, all));
    }
  }

  /** How a case ended, with the figure that matters most. */
  record OutcomeView(
      String caseId,
      String outcome,
      String reasons,
      Instant decidedAt,
      String decidedBy,
      @Nullable Double leadTimeHours) {
    static OutcomeView of(Outcome outcome, OptionalDouble leadTimeHours) {
      return new OutcomeView(
          outcome.caseId().value(),
          outcome.kind().word(),
          outcome.reasons(),
          outcome.decidedAt(),
          outcome.decidedBy().value(),
          number(leadTimeHours));
    }
  }

  /** When each step was taken; null when it was not. */
  record TimesView(
      @Nullable Instant receivedAt,
      @Nullable Instant readAt,
      @Nullable Instant decidedAt,
      @Nullable Instant agreedAt,
      @Nullable Instant warnedAt,
      @Nullable Instant windowEndedAt,
      @Nullable Instant incidentAt) {}

  /** How long each step took, in hours with one decimal; null when an end of it is missing. */
  record HoursView(
      @Nullable Double receivedToRead,
      @Nullable Double receivedToDecided,
      @Nullable Double decidedToAgreed,
      @Nullable Double agreedToWarned,
      @Nullable Double receivedToWarned,
      @Nullable Double warnedToIncident,
      @Nullable Double windowEndToIncident) {}

  /** A warning in figures; null where no stage knows the number. */
  record ToldView(
      String id,
      String kind,
      String victims,
      String messageType,
      String state,
      @Nullable Instant approvedAt,
      Instant windowFrom,
      Instant windowUntil,
      long audience,
      @Nullable Long told,
      @Nullable Long failed,
      @Nullable Long unreachable,
      Map<String, Long> answers,
      @Nullable Long silent) {
    static ToldView of(ToldWarning told) {
      return new ToldView(
          told.warning().id().value(),
          told.warning().draft().kind(),
          told.warning().draft().victims(),
          told.warning().messageType().word(),
          told.warning().state().word(),
          told.warning().approvedAt().orElse(null),
          told.warning().draft().window().from(),
          told.warning().draft().window().until(),
          told.audience(),
          number(told.echo().told()),
          number(told.echo().failed()),
          number(told.echo().unreachable()),
          told.echo().answers(),
          number(told.echo().silent()));
    }
  }

  /** The case told back, in figures and sentences. */
  record ReckoningView(
      String caseId,
      String title,
      Instant openedAt,
      @Nullable Instant closedAt,
      @Nullable String outcome,
      @Nullable String reasons,
      @Nullable Double leadTimeHours,
      @Nullable Boolean inWindow,
      TimesView times,
      HoursView hours,
      int reports,
      int determinations,
      List<ToldView> warnings,
      List<IncidentFileView> incidents,
      Map<String, String> newestFigures,
      List<Gap> gaps,
      List<String> story,
      List<String> summary,
      List<Telling.Chapter> chapters,
      int recordEntries) {
    static ReckoningView of(Reckoning told) {
      Evidence evidence = told.evidence();
      Timing timing = told.timing();
      return new ReckoningView(
          evidence.file().id().value(),
          evidence.file().title(),
          evidence.file().openedAt(),
          evidence.file().closedAt().orElse(null),
          evidence.outcome().map(outcome -> outcome.kind().word()).orElse(null),
          evidence.outcome().map(Outcome::reasons).orElse(null),
          number(timing.leadTimeHours()),
          timing.inWindow().orElse(null),
          times(timing),
          hours(timing),
          evidence.reports().size(),
          evidence.determinations().size(),
          evidence.warnings().stream().map(ToldView::of).toList(),
          evidence.incidents().stream().map(IncidentFileView::of).toList(),
          newestFigures(evidence),
          told.gaps(),
          told.story(),
          told.summary(),
          told.chapters(),
          evidence.acts().count());
    }

    private static Map<String, String> newestFigures(Evidence evidence) {
      return evidence.incidents().stream()
          .limit(1)
          .flatMap(happened -> happened.figures().values().stream())
          .map(List::getFirst)
          .collect(
              Collectors.toMap(
                  figure -> figure.what().word(),
                  Figure::words,
                  (first, _) -> first,
                  LinkedHashMap::new));
    }

    private static TimesView times(Timing timing) {
      return new TimesView(
          timing.receivedAt().orElse(null),
          timing.readAt().orElse(null),
          timing.decidedAt().orElse(null),
          timing.agreedAt().orElse(null),
          timing.warnedAt().orElse(null),
          timing.windowEndedAt().orElse(null),
          timing.incidentAt().orElse(null));
    }

    private static HoursView hours(Timing timing) {
      return new HoursView(
          hours(timing.receivedAt(), timing.readAt()),
          hours(timing.receivedAt(), timing.decidedAt()),
          hours(timing.decidedAt(), timing.agreedAt()),
          hours(timing.agreedAt(), timing.warnedAt()),
          hours(timing.receivedAt(), timing.warnedAt()),
          hours(timing.warnedAt(), timing.incidentAt()),
          hours(timing.windowEndedAt(), timing.incidentAt()));
    }

    private static @Nullable Double hours(Optional<Instant> from, Optional<Instant> to) {
      return number(Hours.between(from, to));
    }
  }

  private static @Nullable Double number(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static @Nullable Long number(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
