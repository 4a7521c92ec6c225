// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IncidentId;
import org.tocsin.server.outcome.Drafts.FigureDraft;
import org.tocsin.server.outcome.Drafts.IncidentDraft;
import org.tocsin.server.outcome.Drafts.OutcomeDraft;
import org.tocsin.server.outcome.Drafts.StatementDraft;
import org.tocsin.server.outcome.Views.FigureView;
import org.tocsin.server.outcome.Views.IncidentFileView;
import org.tocsin.server.outcome.Views.IncidentView;
import org.tocsin.server.outcome.Views.IncidentsPage;
import org.tocsin.server.outcome.Views.OutcomeView;
import org.tocsin.server.outcome.Views.ReckoningView;
import org.tocsin.server.outcome.Views.StatementView;

/** Incidents, figures, statements, outcomes and the reckoning over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class OutcomeApi {

  private static final int MOST = 200;

  private final Incidents incidents;
  private final Statements statements;
  private final Outcomes outcomes;
  private final Reckonings reckonings;
  private final ReckoningPdf pdf;

  OutcomeApi(
      Incidents incidents,
      Statements statements,
      Outcomes outcomes,
      Reckonings reckonings,
      ReckoningPdf pdf) {
    this.incidents = incidents;
    this.statements = statements;
    this.outcomes = outcomes;
    this.reckonings = reckonings;
    this.pdf = pdf;
  }

  @PostMapping("/cases/{id}/incidents")
  @Requires(Role.OFFICER)
  ResponseEntity<IncidentView> open(@PathVariable String id, @RequestBody IncidentDraft body) {
    Incident made = incidents.open(new CaseId(id), body);
    return ResponseEntity.created(URI.create("/api/v1/incidents/" + made.id()))
        .body(IncidentView.of(made));
  }

  @GetMapping("/cases/{id}/incidents")
  List<IncidentView> ofCase(@PathVariable String id) {
    return incidents.ofCase(new CaseId(id)).stream().map(IncidentView::of).toList();
  }

  @GetMapping("/incidents")
  IncidentsPage list(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    List<Incident> found = incidents.newest(Optional.ofNullable(after).map(IncidentId::new), most);
    return new IncidentsPage(
        found.stream().map(IncidentView::of).toList(),
        found.size() < most ? null : found.getLast().id().value());
  }

  @GetMapping("/incidents/{id}")
  IncidentFileView get(@PathVariable String id) {
    return IncidentFileView.of(incidents.whole(new IncidentId(id)));
  }

  @PostMapping("/incidents/{id}/figures")
  @Requires(Role.OFFICER)
  ResponseEntity<FigureView> addFigure(@PathVariable String id, @RequestBody FigureDraft body) {
    Figure made = incidents.addFigure(new IncidentId(id), body);
    return ResponseEntity.created(URI.create("/api/v1/incidents/" + id)).body(FigureView.of(made));
  }

  @PostMapping("/incidents/{id}/statements")
  @Requires(Role.OFFICER)
  ResponseEntity<StatementView> addStatement(
      @PathVariable String id, @RequestBody StatementDraft body) {
    Statement made = statements.add(new IncidentId(id), body);
    return ResponseEntity.created(URI.create("/api/v1/incidents/" + id))
        .body(StatementView.of(made, statements.ofIncident(made.incident())));
  }

  @PostMapping("/cases/{id}/outcome")
  @Requires(Role.OFFICER)
  OutcomeView close(@PathVariable String id, @RequestBody OutcomeDraft body) {
    CaseId caseId = new CaseId(id);
    Outcome given = outcomes.close(caseId, body);
    return OutcomeView.of(given, outcomes.leadTimeHours(caseId));
  }

  @GetMapping("/cases/{id}/reckoning")
  ReckoningView reckoning(@PathVariable String id) {
    return ReckoningView.of(reckonings.of(new CaseId(id)));
  }

  @GetMapping("/cases/{id}/reckoning.pdf")
  ResponseEntity<byte[]> reckoningPdf(@PathVariable String id) {
    CaseId caseId = new CaseId(id);
    return pdf("reckoning-" + caseId, pdf.write(reckonings.of(caseId)));
  }

  static ResponseEntity<byte[]> pdf(String name, byte[] bytes) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s.pdf\"".formatted(name))
        .body(bytes);
  }
}
