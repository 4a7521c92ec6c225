// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.warn.Warnings;

/** The door to public reactions: a government that calls a warning provocative has answered. */
@Service
public class Reactions {

  private static final int BY_MOST = 200;
  private static final int WORDS_MOST = 4_000;

  private final AnswerStore store;
  private final Cases cases;
  private final Reports reports;
  private final Warnings warnings;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final IdMaker ids;
  private final Clock clock;

  Reactions(
      AnswerStore store,
      Cases cases,
      Reports reports,
      Warnings warnings,
      Ledger ledger,
      ApplicationEventPublisher events,
      IdMaker ids,
      Clock clock) {
    this.store = store;
    this.cases = cases;
    this.reports = reports;
    this.warnings = warnings;
    this.ledger = ledger;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Records what somebody said in public.
   *
   * @param by who said it, 1 to 200 characters
   * @param kind a word of {@link ReactionKind}
   * @param words what was said, 1 to 4,000 characters
   * @param report the report that says so; it must be here
   * @param saidAt when it was said; not in the future
   * @throws Problem T7004 with every fault
   */
  @Transactional
  public Reaction record(
      CaseId caseId,
      Optional<WarningId> warning,
      String by,
      String kind,
      String words,
      ReportId report,
      Instant saidAt,
      OfficerId officer) {
    cases.get(caseId);
    reports.get(report);
    Instant now = clock.instant();
    refuse(faults(caseId, warning, by, kind, words, Optional.of(saidAt)));
    Reaction reaction =
        new Reaction(
            ids.next("reaction"),
            caseId,
            warning,
            by.strip(),
            ReactionKind.find(kind).orElseThrow(),
            words.strip(),
            report,
            saidAt,
            now);
    store.addReaction(reaction, officer.value());
    ledger.append(
        Act.of("ReactionRecorded")
            .by(officer)
            .inCase(caseId)
            .about(reaction.id())
            .fact("warning", warning.map(WarningId::value).orElse(null))
            .fact("kind", reaction.kind().word())
            .fact("report", report.value())
            .fact("saidAt", saidAt.toString())
            .commits("by", reaction.by())
            .commits("words", reaction.words())
            .says("%s: %s".formatted(reaction.by(), reaction.kind().word())));
    events.publishEvent(new ReactionRecorded(caseId, reaction.id()));
    return reaction;
  }

  /** Refuses with these faults, if there are any. */
  static void refuse(List<Problem.Fault> faults) {
    if (!faults.isEmpty()) {
      throw new Problem(
          AnswerProblem.BAD_REACTION, "%d fields cannot be used".formatted(faults.size()), faults);
    }
  }

  /**
   * Everything that cannot be used of a reaction.
   *
   * @param saidAt empty when it could not be read, of which nothing is told here
   */
  List<Problem.Fault> faults(
      CaseId caseId,
      Optional<WarningId> warning,
      String by,
      String kind,
      String words,
      Optional<Instant> saidAt) {
    List<Problem.Fault> faults = new ArrayList<>();
    length(faults, "by", by, BY_MOST);
    length(faults, "words", words, WORDS_MOST);
    if (ReactionKind.find(kind).isEmpty()) {
      faults.add(
          new Problem.Fault(
              "kind",
              Problem.shorten(kind),
              "is no kind of reaction",
              "write dismissed, heeded, denounced, disputed, disputedSpecificity or"
                  + " acknowledged"));
    }
    if (saidAt.filter(at -> at.isAfter(clock.instant())).isPresent()) {
      faults.add(
          new Problem.Fault(
              "saidAt", saidAt.get().toString(), "lies in the future", "give when it was said"));
    }
    if (warning.isPresent() && !warnings.get(warning.get()).caseId().equals(caseId)) {
      faults.add(
          new Problem.Fault(
              "warning",
              warning.get().value(),
              "belongs to another case",
              "name one of this case"));
    }
    return faults;
  }

  private static void length(List<Problem.Fault> faults, String field, String value, int most) {
    if (value.isBlank() || value.length() > most) {
      faults.add(
          new Problem.Fault(
              field,
              Problem.shorten(value),
              value.isBlank() ? "is empty" : "has %d characters".formatted(value.length()),
              "write 1 to %d characters".formatted(most)));
    }
  }

  /** The public reactions to a case's warnings, by the time they were said. */
  @Transactional(readOnly = true)
  public List<Reaction> ofCase(CaseId caseId) {
    return store.reactions(caseId);
  }
}
