// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.ThreatAssessment;
import org.tocsin.server.collect.Report;
import org.tocsin.server.decide.DecisionClock;
import org.tocsin.server.decide.Determination;
import org.tocsin.server.kernel.Id;
import org.tocsin.server.read.FindingNotes.Note;
import org.tocsin.server.warn.MessageType;
import org.tocsin.server.warn.Warning;

/**
 * Everything that the desk holds about one case, gathered once so that the whole reckoning rests on
 * the same state.
 *
 * @param reports in the order of receipt
 * @param assessments oldest first
 * @param determinations oldest first
 * @param warnings oldest first, drafts too
 * @param incidents earliest first
 * @param aftermath what was done afterwards, earliest first
 * @param acts what the record holds of the case
 * @param now when it was gathered
 * @param origins how many independent origins the reports have
 * @param notes what is to be said of a report wherever it is used, by its id
 */
public record Evidence(
    CaseFile file,
    List<Report> reports,
    List<ThreatAssessment> assessments,
    List<Determination> determinations,
    Optional<DecisionClock> clock,
    List<ToldWarning> warnings,
    List<Echo.Reaction> reactions,
    List<HappenedIncident> incidents,
    List<Aftermath> aftermath,
    Optional<Outcome> outcome,
    Optional<Instant> readAt,
    CaseActs acts,
    Instant now,
    int origins,
    Map<String, List<Note>> notes) {

  /** Copies the lists. */
  public Evidence {
    reports = List.copyOf(reports);
    assessments = List.copyOf(assessments);
    determinations = List.copyOf(determinations);
    warnings = List.copyOf(warnings);
    reactions = List.copyOf(reactions);
    incidents = List.copyOf(incidents);
    aftermath = List.copyOf(aftermath);
    notes = Map.copyOf(notes);
  }

  /** A warning with its audience and what came back. */
  public record ToldWarning(Warning warning, long audience, Echo echo) {

    /** Whether it was sent, be it a warning or the word that the danger is over. */
    boolean sent() {
      return warning.approvedAt().isPresent() && warning.messageType() != MessageType.CANCEL;
    }

    /**
     * Whether it ever warned; a message that takes another back never does, nor does an all-clear,
     * which is in force only so that it is shown.
     */
    boolean given() {
      return sent() && !warning.draft().responseTypes().contains("AllClear");
    }

    Instant givenAt() {
      return warning.approvedAt().orElseThrow();
    }

    /** When it ceased to hold, or will. */
    Instant end() {
      Instant planned = warning.draft().window().until();
      return warning.endedAt().filter(ended -> ended.isBefore(planned)).orElse(planned);
    }

    boolean inForceAt(Instant at) {
      return given() && !at.isBefore(givenAt()) && at.isBefore(end());
    }
  }

  /** An incident with every figure and every account of it. */
  public record HappenedIncident(
      Incident incident, Map<FigureKind, List<Figure>> figures, List<Statement> statements) {
    /** Copies the statements. */
    public HappenedIncident {
      statements = List.copyOf(statements);
    }
  }

  /**
   * The earliest incident of which a warning could have told: one of a known hour that came after
   * the first report goes before one that came earlier, and that before one of which only the day,
   * the month or the year is known.
   */
  Optional<Incident> first() {
    return incidents.stream()
        .map(HappenedIncident::incident)
        .min(
            Comparator.comparing((Incident each) -> each.grain() != Grain.EXACT)
                .thenComparing(Incident::early)); // Equal ones stay by time.
  }

  /** The same, if it is known when it began, so that times can be compared with it. */
  Optional<Incident> firstTimed() {
    return first().filter(each -> each.grain() == Grain.EXACT);
  }

  /** Warnings that were in force at some time, by when they came into force. */
  List<ToldWarning> given() {
    return sent().stream().filter(ToldWarning::given).toList();
  }

  /** Warnings and all-clears that were sent, by when. */
  List<ToldWarning> sent() {
    return warnings.stream()
        .filter(ToldWarning::sent)
        .sorted(Comparator.comparing(ToldWarning::givenAt))
        .toList();
  }

  /** The place in the record of the first act of this type about this thing. */
  @Nullable Long entry(String type, Id subject) {
    return entry(type, subject.value());
  }

  /** The place in the record of the first act about each figure and statement, by its id. */
  Map<String, Long> entries() {
    return acts.shown();
  }

  @Nullable Long entry(String type, String subject) {
    return acts.place(type, subject);
  }
}
