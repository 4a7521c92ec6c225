// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.IncidentId;
import org.tocsin.server.kernel.web.Page;

/** Competing accounts of who did it, as a table: page and API. */
@Controller
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class AccountPages {

  private final Incidents incidents;
  private final Statements statements;
  private final Cases cases;
  private final Reports reports;
  private final Reckonings reckonings;
  private final Page page;

  AccountPages(
      Incidents incidents,
      Statements statements,
      Cases cases,
      Reports reports,
      Reckonings reckonings,
      Page page) {
    this.incidents = incidents;
    this.statements = statements;
    this.cases = cases;
    this.reports = reports;
    this.reckonings = reckonings;
    this.page = page;
  }

  @GetMapping("/api/v1/incidents/{id}/accounts")
  @ResponseBody
  Accounts accounts(@PathVariable String id) {
    return of(incidents.get(new IncidentId(id)));
  }

  private Accounts of(Incident incident) {
    return Accounts.of(
        statements.ofIncident(incident.id()), reports.list(cases.get(incident.caseId()).reports()));
  }

  @GetMapping("/desk/incidents/{id}/accounts")
  ResponseEntity<String> page(@PathVariable String id) {
    Incident incident = incidents.get(new IncidentId(id));
    return page.of(
        "outcome/accounts-table.jte",
        "Accounts: " + incident.title(),
        "incidents",
        Map.of(
            "incident",
            incident,
            "accounts",
            of(incident),
            "entries",
            reckonings.entries(incident.caseId())));
  }
}
