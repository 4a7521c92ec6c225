// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import gg.jte.Content;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.web.CasePanel;
import org.tocsin.server.kernel.web.Page;

/** What happened, and how the case ended, on the page of the case. */
@Component
class OutcomePanel implements CasePanel {

  private final Incidents incidents;
  private final Outcomes outcomes;
  private final CurrentOfficer officer;
  private final Page page;

  OutcomePanel(Incidents incidents, Outcomes outcomes, CurrentOfficer officer, Page page) {
    this.incidents = incidents;
    this.outcomes = outcomes;
    this.officer = officer;
    this.page = page;
  }

  @Override
  public int order() {
    return 80;
  }

  @Override
  public String anchor() {
    return "outcome";
  }

  @Override
  public String heading() {
    return "Outcome";
  }

  @Override
  public Optional<Content> show(CaseId caseId) {
    Map<String, Object> shown = new HashMap<>();
    shown.put("caseId", caseId.value());
    shown.put("may", officer.find().map(person -> person.may(Role.OFFICER)).orElse(false));
    shown.put("incidents", incidents.whole(incidents.ofCase(caseId)));
    outcomes
        .find(caseId)
        .ifPresent(outcome -> {
          shown.put("outcome", outcome);
          outcomes.leadTimeHours(caseId).ifPresent(hours -> shown.put("leadTimeHours", hours));
        });
    return Optional.of(page.content("outcome/panel.jte", shown));
  }
}
