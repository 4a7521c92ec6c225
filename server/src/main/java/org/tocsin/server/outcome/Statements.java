// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.IncidentId;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.outcome.Drafts.StatementDraft;

/** The door to who says who did it. Accounts stand side by side; none overwrites another. */
@Service
public class Statements {

  private static final int STATEMENTS_MAX = 1_000;

  private final OutcomeStore store;
  private final Incidents incidents;
  private final Cases cases;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final IdMaker ids;
  private final Clock clock;

  Statements(
      OutcomeStore store,
      Incidents incidents,
      Cases cases,
      Ledger ledger,
      CurrentOfficer officer,
      IdMaker ids,
      Clock clock) {
    this.store = store;
    this.incidents = incidents;
    this.cases = cases;
    this.ledger = ledger;
    this.officer = officer;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Keeps one account.
   *
   * @throws org.tocsin.server.kernel.Problem T8001 when there is no such incident, T8004 with every
   *     fault
   */
  @Transactional
  Statement add(IncidentId id, StatementDraft draft) {
    Incident incident = incidents.get(id);
    CaseFile file = cases.get(incident.caseId());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Faults faults = new Faults(now);
    StatementKind kind = faults.word("kind", draft.kind(), StatementKind.class);
    String by = faults.text("by", draft.by(), Faults.LINE);
    String about =
        kind == StatementKind.CLAIM && (draft.about() == null || draft.about().isBlank())
            ? by // Whoever claims an attack speaks of themselves.
            : faults.text("about", draft.about(), Faults.LINE);
    String channel = faults.optional("channel", draft.channel(), Faults.LINE);
    Certainty certainty =
        draft.certainty() == null
            ? Certainty.UNKNOWN
            : faults.word("certainty", draft.certainty(), Certainty.class);
    String words = faults.optional("words", draft.words(), Faults.TEXT);
    Instant saidAt = faults.past("saidAt", draft.saidAt());
    Optional<ReportId> report = faults.report("report", draft.report(), file.reports());
    if (store.countStatements(id) >= STATEMENTS_MAX) {
      faults.add(
          "", "", "the incident has %d statements".formatted(STATEMENTS_MAX), "open another");
    }
    faults.check(OutcomeProblem.BAD_STATEMENT);
    Statement statement =
        new Statement(
            StatementId.next(ids),
            id,
            kind,
            by,
            about,
            channel,
            certainty,
            words,
            saidAt,
            report.orElseThrow(),
            now,
            officer.get().id());
    store.insert(statement);
    record(incident, statement);
    return statement;
  }

  private void record(Incident incident, Statement statement) {
    ledger.append(
        Act.of("StatementRecorded")
            .by(statement.recordedBy())
            .inCase(incident.caseId())
            .about(statement.id())
            .fact("incident", incident.id().value())
            .fact("kind", statement.kind().word())
            .fact("certainty", statement.certainty().word())
            .fact("saidAt", statement.saidAt().toString())
            .fact("report", statement.report().value())
            .commits("by", statement.by())
            .commits("about", statement.about())
            .commits("channel", statement.channel().isEmpty() ? null : statement.channel())
            .commits("words", statement.words().isEmpty() ? null : statement.words())
            .says(
                "Statement recorded: %s %s"
                    .formatted(
                        statement.kind().word().matches("[aeiou].*") ? "an" : "a",
                        statement.kind().word())));
  }

  /** Every account of who did it, in the order in which they were given. */
  public List<Statement> ofIncident(IncidentId id) {
    return store.statements(List.of(id));
  }
}
