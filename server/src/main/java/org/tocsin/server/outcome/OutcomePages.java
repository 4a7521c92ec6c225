// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IncidentId;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.outcome.Evidence.HappenedIncident;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.Warning;
import org.tocsin.server.warn.Warnings;
import tools.jackson.databind.json.JsonMapper;

/** Incidents, the outcome and the reckoning at the desk. */
@Controller
@RequestMapping("/desk")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class OutcomePages {

  private static final int ROWS = 50;
  private static final String SECTION = "incidents";

  private final Incidents incidents;
  private final Statements statements;
  private final Outcomes outcomes;
  private final Reckonings reckonings;
  private final ReckoningPdf pdf;
  private final HandingOver handing;
  private final Cases cases;
  private final Reports reports;
  private final Warnings warnings;
  private final JsonMapper json;
  private final Page page;

  OutcomePages(
      Incidents incidents,
      Statements statements,
      Outcomes outcomes,
      Reckonings reckonings,
      ReckoningPdf pdf,
      HandingOver handing,
      Cases cases,
      Reports reports,
      Warnings warnings,
      JsonMapper json,
      Page page) {
    this.incidents = incidents;
    this.statements = statements;
    this.outcomes = outcomes;
    this.reckonings = reckonings;
    this.pdf = pdf;
    this.handing = handing;
    this.cases = cases;
    this.reports = reports;
    this.warnings = warnings;
    this.json = json;
    this.page = page;
  }

  @GetMapping("/incidents")
  ResponseEntity<String> list(@RequestParam(required = false) @Nullable String after) {
    List<Incident> found = incidents.newest(Optional.ofNullable(after).map(IncidentId::new), ROWS);
    Map<String, Object> shown = new HashMap<>();
    shown.put("incidents", incidents.whole(found));
    if (found.size() == ROWS) {
      shown.put("older", "/desk/incidents?after=" + found.getLast().id());
    }
    return page.of("outcome/incidents.jte", "Incidents", SECTION, shown);
  }

  @GetMapping("/cases/{id}/incidents/new")
  @Requires(Role.OFFICER)
  ResponseEntity<String> form(@PathVariable String id) {
    return form(200, cases.get(new CaseId(id)), Map.of(), List.of(), null);
  }

  private ResponseEntity<String> form(
      int status,
      CaseFile file,
      Map<String, String> fields,
      List<String> chosen,
      @Nullable Problem refused) {
    Map<String, Object> shown = new HashMap<>();
    shown.put("file", file);
    shown.put("reports", reports.list(file.reports()));
    shown.put("fields", fields);
    shown.put("chosen", chosen);
    shown.put("refused", refused);
    return page.of(status, "outcome/incident-form.jte", "Record an incident", SECTION, shown);
  }

  @PostMapping("/cases/{id}/incidents")
  @Requires(Role.OFFICER)
  ResponseEntity<String> open(
      @PathVariable String id,
      @RequestParam Map<String, String> fields,
      @RequestParam(name = "reports", defaultValue = "") List<String> chosen) {
    CaseId caseId = new CaseId(id);
    Form form = new Form(fields);
    try {
      return seeOther("/desk/incidents/" + incidents.open(caseId, form.incident(chosen)).id());
    } catch (Problem refused) {
      return form(
          refused.type().status(), cases.get(caseId), fields, chosen, form.asTyped(refused));
    }
  }

  @GetMapping("/incidents/{id}")
  ResponseEntity<String> get(@PathVariable String id) {
    return show(200, new IncidentId(id), Map.of(), null, "");
  }

  private ResponseEntity<String> show(
      int status,
      IncidentId id,
      Map<String, String> fields,
      @Nullable Problem refused,
      String refusedForm) {
    HappenedIncident happened = incidents.whole(id);
    Incident incident = happened.incident();
    CaseFile file = cases.get(incident.caseId());
    List<Report> ofCase = reports.list(file.reports());
    Map<String, Object> shown = new HashMap<>();
    shown.put("file", file);
    shown.put("happened", happened);
    shown.put("map", map(incident));
    shown.put("entries", reckonings.entries(file.id()));
    shown.put("accounts", Reckoning.accounts(happened));
    shown.put("reports", ofCase);
    shown.put("fields", fields);
    shown.put("refused", refused);
    shown.put("refusedForm", refusedForm);
    return page.of(status, "outcome/incident.jte", incident.title(), SECTION, shown);
  }

  /** The place, and the areas that were warned, as the desk's script draws them. */
  private String map(Incident incident) {
    List<Map<String, Object>> points = new ArrayList<>();
    List<Map<String, Object>> polygons = new ArrayList<>();
    for (Warning warning : warnings.ofCase(incident.caseId())) {
      if (warning.approvedAt().isPresent() && warning.draft().meansIt()) {
        for (Draft.DraftArea area : warning.draft().areas()) {
          area.polygons()
              .forEach(ring -> polygons.add(Map.of("ring", ring, "label", area.areaDesc())));
          area.circles()
              .forEach(circle ->
                  points.add(
                      Map.of(
                          "lat", circle.latitude(),
                          "lon", circle.longitude(),
                          "radiusMetres", circle.radiusKm() * 1000,
                          "label", area.areaDesc())));
        }
      }
    }
    Place place = incident.place();
    points.add(
        Map.of(
            "lat", place.latitude(),
            "lon", place.longitude(),
            "radiusMetres", place.radiusMetres(),
            "label", incident.title(),
            "kind", "danger"));
    return json.writeValueAsString(Map.of("points", points, "polygons", polygons));
  }

  @PostMapping("/incidents/{id}/figures")
  @Requires(Role.OFFICER)
  ResponseEntity<String> addFigure(
      @PathVariable String id, @RequestParam Map<String, String> fields) {
    IncidentId incident = new IncidentId(id);
    Form form = new Form(fields);
    try {
      incidents.addFigure(incident, form.figure());
      return seeOther("/desk/incidents/" + id + "#figures");
    } catch (Problem refused) {
      return show(refused.type().status(), incident, fields, form.asTyped(refused), "figures");
    }
  }

  @PostMapping("/incidents/{id}/statements")
  @Requires(Role.OFFICER)
  ResponseEntity<String> addStatement(
      @PathVariable String id, @RequestParam Map<String, String> fields) {
    IncidentId incident = new IncidentId(id);
    Form form = new Form(fields);
    try {
      statements.add(incident, form.statement());
      return seeOther("/desk/incidents/" + id + "#accounts");
    } catch (Problem refused) {
      return show(refused.type().status(), incident, fields, form.asTyped(refused), "statements");
    }
  }

  @PostMapping("/cases/{id}/outcome")
  @Requires(Role.OFFICER)
  ResponseEntity<String> close(@PathVariable String id, @RequestParam Map<String, String> fields) {
    CaseId caseId = new CaseId(id);
    try {
      outcomes.close(caseId, new Form(fields).outcome());
      return seeOther("/desk/cases/" + id + "/reckoning");
    } catch (Problem refused) {
      return closing(refused.type().status(), caseId, fields, refused);
    }
  }

  @GetMapping("/cases/{id}/outcome")
  @Requires(Role.OFFICER)
  ResponseEntity<String> closing(@PathVariable String id) {
    return closing(200, new CaseId(id), Map.of(), null);
  }

  private ResponseEntity<String> closing(
      int status, CaseId id, Map<String, String> fields, @Nullable Problem refused) {
    Map<String, Object> shown = new HashMap<>();
    shown.put("file", cases.get(id));
    shown.put("incidents", incidents.ofCase(id));
    shown.put("fields", fields);
    shown.put("refused", refused);
    return page.of(status, "outcome/close.jte", "Close the case", "cases", shown);
  }

  @GetMapping("/cases/{id}/reckoning")
  ResponseEntity<String> reckoning(@PathVariable String id) {
    Reckoning told = reckonings.of(new CaseId(id));
    return page.of(
        "outcome/reckoning.jte",
        "Reckoning: " + told.evidence().file().title(),
        "cases",
        Map.of("told", told, "handedOver", handing.ofCase(told.evidence().file().id())));
  }

  @GetMapping("/cases/{id}/reckoning.pdf")
  ResponseEntity<byte[]> reckoningPdf(@PathVariable String id) {
    CaseId caseId = new CaseId(id);
    return OutcomeApi.pdf("reckoning-" + caseId, pdf.write(reckonings.of(caseId)));
  }

  private static ResponseEntity<String> seeOther(String path) {
    return ResponseEntity.status(303).location(URI.create(path)).build();
  }
}
