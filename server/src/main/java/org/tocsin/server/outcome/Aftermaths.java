// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.outcome.Drafts.AftermathDraft;

/** The door to what was done afterwards. A closed case takes it too: trials come late. */
@Service
public class Aftermaths {

  private static final int MOST = 1_000;

  private final AftermathStore store;
  private final Cases cases;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final IdMaker ids;
  private final Clock clock;

  Aftermaths(
      AftermathStore store,
      Cases cases,
      Ledger ledger,
      CurrentOfficer officer,
      IdMaker ids,
      Clock clock) {
    this.store = store;
    this.cases = cases;
    this.ledger = ledger;
    this.officer = officer;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Keeps one thing done afterwards.
   *
   * @throws org.tocsin.server.kernel.Problem T8007 with every fault
   */
  @Transactional
  Aftermath add(CaseId caseId, AftermathDraft draft) {
    CaseFile file = cases.get(caseId);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Faults faults = new Faults(now);
    AftermathKind kind = faults.word("kind", draft.kind(), AftermathKind.class);
    String by = faults.text("by", draft.by(), Faults.LINE);
    String about = faults.optional("about", draft.about(), Faults.LINE);
    String words = faults.optional("words", draft.words(), Faults.TEXT);
    OptionalLong amount =
        draft.amount() == null
            ? OptionalLong.empty()
            : OptionalLong.of(faults.count("amount", draft.amount()));
    Instant at = faults.past("at", draft.at());
    Optional<ReportId> report = faults.report("report", draft.report(), file.reports());
    if (store.count(caseId) >= MOST) {
      faults.add("", "", "the case has %d of them".formatted(MOST), "say it in the reckoning");
    }
    faults.check(OutcomeProblem.BAD_AFTERMATH);
    Aftermath made =
        new Aftermath(
            AftermathId.next(ids),
            caseId,
            kind,
            by,
            about,
            words,
            amount,
            at,
            report.orElseThrow(),
            now,
            officer.get().id());
    store.insert(made);
    ledger.append(
        Act.of("AftermathRecorded")
            .by(made.recordedBy())
            .inCase(caseId)
            .about(made.id())
            .fact("kind", kind.word())
            .fact("amount", amount.isPresent() ? amount.getAsLong() : null)
            .fact("at", at.toString())
            .fact("report", made.report().value())
            .commits("by", by)
            .commits("about", about.isEmpty() ? null : about)
            .commits("words", words.isEmpty() ? null : words)
            .says("Recorded what was done afterwards: " + kind.label()));
    return made;
  }

  /** What was done after the warnings and events of a case, the earliest first. */
  public List<Aftermath> ofCase(CaseId caseId) {
    return store.ofCase(caseId);
  }
}
