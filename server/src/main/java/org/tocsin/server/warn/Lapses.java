// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * What follows when a warning lapses: renew, give the all-clear, or let it lapse with a reason.
 * Until that is decided, and what was decided is signed, the danger stays red on the desk as long
 * as its case is open.
 */
@Service
class Lapses {

  private static final int REASON_LENGTH = 4_000;

  private final WarningStore store;
  private final LapseStore lapses;
  private final Warnings warnings;
  private final Cases cases;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final Clock clock;

  Lapses(
      WarningStore store,
      LapseStore lapses,
      Warnings warnings,
      Cases cases,
      Ledger ledger,
      CurrentOfficer officer,
      Clock clock) {
    this.store = store;
    this.lapses = lapses;
    this.warnings = warnings;
    this.cases = cases;
    this.ledger = ledger;
    this.officer = officer;
    this.clock = clock;
  }

  /**
   * Decides what follows when a warning lapses: {@code letLapse} with a reason is recorded; {@code
   * renew} and {@code allClear} are recorded and begin an update to be approved.
   *
   * @param until the new end, for {@code renew}
   */
  @Transactional
  Optional<Warning> decide(WarningId id, String decision, String reason, Optional<Instant> until) {
    store.lock(id);
    Warning warning = warnings.get(id);
    if (!demands(warning)) {
      throw WarnProblem.BAD_LAPSE.because(id + " demands no decision now");
    }
    if (reason.isBlank() || reason.length() > REASON_LENGTH) {
      throw WarnProblem.BAD_LAPSE.because(
          "'reason' has %d characters; give 1 to %d".formatted(reason.length(), REASON_LENGTH));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Optional<Draft> next =
        switch (decision) {
          case "letLapse" -> Optional.empty();
          case "renew" -> Optional.of(NextDraft.renewed(warning.draft(), until, now));
          case "allClear" -> Optional.of(NextDraft.allClear(warning.draft(), until, now));
          default ->
              throw WarnProblem.BAD_LAPSE.because(
                  "'%s' is none of renew, allClear, letLapse".formatted(Problem.shorten(decision)));
        };
    lapses.decide(id, decision, reason);
    ledger.append(
        Act.of("LapseDecided")
            .by(officer.get().id())
            .inCase(warning.caseId())
            .about(id)
            .fact("decision", decision)
            .commits("reason", reason)
            .says("Lapse decided: " + WarningWords.lapse(decision)));
    return next.map(
        draft -> warnings.insert(warning.caseId(), MessageType.UPDATE, Optional.of(id), draft));
  }

  /**
   * Whether somebody must decide, or decide anew: it has lapsed while what was decided was never
   * signed. Nobody must once something was signed that follows it.
   */
  boolean demands(Warning warning) {
    if (!WarningLife.allows(warning.state(), WarningLife.Act.DECIDE_LAPSE)
        || warning.saysItIsOver()
        || store.followedBy(warning.id()).isPresent()) {
      return false;
    }
    boolean unsigned =
        warning.state() == WarningState.LAPSED
            && !warning.lapseDecision().orElse("letLapse").equals("letLapse");
    return unsigned || warning.demandsDecision(clock.instant());
  }

  /** Why its lapse was decided as it was; empty while nothing is decided. */
  Optional<String> reason(WarningId id) {
    return store.lapseReason(id);
  }

  /**
   * A warning whose end wants an act.
   *
   * @param red whether it has lapsed: its danger is open and nobody is warned of it any more
   * @param wants what is to be done, in words
   * @param draft the newest draft that would follow it
   */
  record Demand(Warning warning, boolean red, String wants, Optional<WarningId> draft) {}

  /** What wants an act now in open cases, what ends first at the top. */
  List<Demand> demands() {
    Instant now = clock.instant();
    List<Warning> wanting = lapses.wanting(now, open(now));
    Map<WarningId, WarningId> drafts = lapses.drafts(wanting.stream().map(Warning::id).toList());
    return wanting.stream()
        .map(each -> demand(each, Optional.ofNullable(drafts.get(each.id()))))
        .toList();
  }

  /** The newest draft that would follow it and waits for a signature. */
  Optional<WarningId> draftAfter(WarningId id) {
    return Optional.ofNullable(lapses.drafts(List.of(id)).get(id));
  }

  /** What is wanted of each of these that wants an act now in an open case, in few words. */
  Map<WarningId, String> wanting(List<Warning> rows) {
    Instant now = clock.instant();
    List<CaseId> open = cases.open(rows.stream().map(Warning::caseId).distinct().toList());
    Set<WarningId> found =
        Set.copyOf(lapses.among(now, open, rows.stream().map(Warning::id).toList()));
    return rows.stream()
        .filter(each -> found.contains(each.id()))
        .collect(
            Collectors.toMap(
                Warning::id,
                each ->
                    unsigned(each)
                        .map(next -> next + " is not signed")
                        .orElse("demands a decision")));
  }

  /** How many want an act now in open cases, however long the list is. */
  int count() {
    Instant now = clock.instant();
    return lapses.count(now, open(now));
  }

  /** How many have lapsed in open cases, and nothing that was signed follows them. */
  int red() {
    Instant now = clock.instant();
    return lapses.anyLapsed(now) ? lapses.red(now, open(now)) : 0;
  }

  /** Cases are closed behind the back of this stage: whoever keeps them is asked. */
  private List<CaseId> open(Instant now) {
    return cases.open(lapses.cases(now));
  }

  private static Demand demand(Warning warning, Optional<WarningId> draft) {
    boolean red = warning.state() == WarningState.LAPSED;
    String wants =
        unsigned(warning)
            .map(next -> next + " is not signed")
            .orElse("renew it, give the all-clear, or let it lapse with a reason");
    return new Demand(warning, red, wants, draft);
  }

  /** What was decided to follow it, of a warning that nothing signed follows. */
  private static Optional<String> unsigned(Warning warning) {
    return switch (warning.lapseDecision().orElse("")) {
      case "renew" -> Optional.of("its renewal");
      case "allClear" -> Optional.of("its all-clear");
      default -> Optional.empty();
    };
  }
}
