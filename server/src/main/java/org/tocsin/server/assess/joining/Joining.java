// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.read.Kinship;

/** The door to origins, and to cases that continue in others. */
@Service
public class Joining {

  private static final int BROUGHT_MOST = 200;

  private final OriginStore store;
  private final JoinStore matching;
  private final Cases cases;
  private final Reports reports;
  private final Kinship kinship;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final Clock clock;

  Joining(
      OriginStore store,
      JoinStore matching,
      Cases cases,
      Reports reports,
      Kinship kinship,
      Ledger ledger,
      CurrentOfficer officer,
      Clock clock) {
    this.store = store;
    this.matching = matching;
    this.cases = cases;
    this.reports = reports;
    this.kinship = kinship;
    this.ledger = ledger;
    this.officer = officer;
    this.clock = clock;
  }

  /** The independent origins of a case's reports. */
  public Origins origins(CaseFile file) {
    List<ReportId> ids = file.reports();
    List<Origins.Sent> sent =
        reports.list(ids).stream()
            .sorted(java.util.Comparator.comparingInt(report -> file.number(report.id())))
            .map(report -> new Origins.Sent(report.id(), report.source()))
            .toList();
    return Origins.of(
        sent, kinship.among(ids), kinship.sourcesOf(ids), newest(store.words(file.id())));
  }

  private static List<Origins.Word> newest(List<Origins.Word> words) {
    List<Origins.Word> kept = new ArrayList<>();
    for (Origins.Word word : words) {
      kept.removeIf(earlier -> earlier.of(word.report(), word.other()));
      kept.add(word);
    }
    return kept;
  }

  /**
   * Says of two reports of a case that they are of one origin, or of two.
   *
   * @param word {@code one} or {@code apart}; apart takes away the link between these two alone
   * @throws org.tocsin.server.kernel.Problem T3011 when they are not two reports of the case
   */
  @Transactional
  public Origins say(CaseId caseId, ReportId report, ReportId other, String word, String reason) {
    CaseFile file = cases.get(caseId);
    String why = Cases.requireReason(reason);
    boolean known = word.equals("one") || word.equals("apart");
    if (!known
        || report.equals(other)
        || !file.reports().contains(report)
        || !file.reports().contains(other)) {
      throw JoiningProblem.BAD_ORIGIN.because(
          known
              ? "these are not two reports of the case"
              : "the word is neither 'one' nor 'apart'");
    }
    var person = officer.get();
    store.insert(
        caseId,
        new Origins.Word(report, other, word.equals("one"), why),
        now(),
        person.id().value());
    Origins origins = origins(file);
    ledger.append(
        Act.of("OriginStated")
            .by(person.id())
            .inCase(caseId)
            .about(report)
            .fact("other", other.value())
            .fact("word", word)
            .fact("independentOrigins", origins.count())
            .commits("reason", why)
            .says(
                "R%d and R%d are of %s: %s"
                    .formatted(
                        file.number(report),
                        file.number(other),
                        word.equals("one") ? "one origin" : "two origins",
                        why)));
    return origins;
  }

  /**
   * Says that the work on a case goes on in another one, which its reports join.
   *
   * @throws org.tocsin.server.kernel.Problem T3012 when the other is closed, continues itself, or
   *     is this one, or when it would bring more than {@value #BROUGHT_MOST} reports at once
   */
  @Transactional
  public Continuation proceed(CaseId caseId, CaseId into, String reason) {
    String why = Cases.requireReason(reason);
    store.lock(caseId, into);
    CaseFile from = cases.get(caseId);
    CaseFile other = cases.get(into);
    if (caseId.equals(into)
        || !from.open()
        || !other.open()
        || from.continuesIn().isPresent()
        || other.continuesIn().isPresent()) {
      throw JoiningProblem.NOT_CONTINUED.because(
          "%s cannot continue in %s as things stand".formatted(caseId, into));
    }
    var person = officer.get();
    Set<ReportId> there = Set.copyOf(other.reports());
    // By their ids, as everywhere where several are locked, so that two never wait for each other.
    List<ReportId> brought =
        from.reports().stream().filter(each -> !there.contains(each)).sorted().toList();
    requireFew(caseId, brought.size());
    brought.forEach(each -> cases.addReport(into, each));
    Continuation made = new Continuation(caseId, into, why, now(), person.id().value(), brought);
    store.insert(made);
    for (CaseId each : List.of(caseId, into)) {
      ledger.append(
          Act.of("CaseContinued")
              .by(person.id())
              .inCase(each)
              .about(caseId)
              .fact("into", into.value())
              .fact("reports", brought.size())
              .commits("reason", why)
              .says(
                  each.equals(caseId)
                      ? "The case continues in %s: %s".formatted(into, why)
                      : "%s continues here: %s".formatted(caseId, why)));
    }
    return made;
  }

  /** Both cases are locked while reports are brought: nobody waits for long. */
  static void requireFew(CaseId caseId, int brought) {
    if (brought > BROUGHT_MOST) {
      throw JoiningProblem.NOT_CONTINUED.because(
          ("%s would bring %d reports, at most %d at once; join %d of them to it by hand first: those"
                  + " stay there if this is taken back")
              .formatted(caseId, brought, BROUGHT_MOST, brought - BROUGHT_MOST));
    }
  }

  /**
   * Takes a continuation back: the reports that joined the other case by it leave it.
   *
   * @throws org.tocsin.server.kernel.Problem T3013 when the case continues in no other
   */
  @Transactional
  public CaseFile undo(CaseId caseId, String reason) {
    String why = Cases.requireReason(reason);
    cases.get(caseId);
    store.lock(caseId, requireContinuation(caseId).into());
    Continuation made = requireContinuation(caseId);
    var person = officer.get();
    if (!store.undo(caseId, now(), person.id().value(), why)) {
      throw JoiningProblem.NO_CONTINUATION.because(caseId + " continues in no other any more");
    }
    CaseFile into = cases.get(made.into());
    List<ReportId> back =
        into.open() ? made.brought().stream().filter(into.reports()::contains).toList() : List.of();
    back.forEach(each -> cases.takeOut(into.id(), each, why));
    for (CaseId each : List.of(caseId, made.into())) {
      ledger.append(
          Act.of("CaseContinuationUndone")
              .by(person.id())
              .inCase(each)
              .about(caseId)
              .fact("into", made.into().value())
              .fact("reports", back.size())
              .commits("reason", why)
              .says("%s continues in %s no more: %s".formatted(caseId, made.into(), why)));
      matching.await(each, now()); // Reports that came meanwhile were not held against it.
    }
    return cases.get(caseId);
  }

  private Continuation requireContinuation(CaseId caseId) {
    return store
        .from(caseId)
        .orElseThrow(
            () -> JoiningProblem.NO_CONTINUATION.because(caseId + " continues in no other"));
  }

  /** In which case this one continues. */
  public Optional<Continuation> continuation(CaseId caseId) {
    return store.from(caseId);
  }

  /** Which cases continue in this one. */
  public List<Continuation> continuedHere(CaseId caseId) {
    return store.into(caseId);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
