// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import gg.jte.Content;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.web.CasePanel;
import org.tocsin.server.kernel.web.Page;

/** The page of one warning's deliveries, its live part, and the panel on the case page. */
@Controller
@RequestMapping("/desk/warnings/{id}/deliveries")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class DeliveryPages implements CasePanel {

  private static final int ROWS = 100;

  private final Deliveries deliveries;
  private final ApprovedWarnings approved;
  private final Page page;

  DeliveryPages(Deliveries deliveries, ApprovedWarnings approved, Page page) {
    this.deliveries = deliveries;
    this.approved = approved;
    this.page = page;
  }

  @GetMapping
  ResponseEntity<String> page(
      @PathVariable String id, @RequestParam(defaultValue = "0") long after) {
    DeliveryShown shown = shown(new WarningId(id));
    List<Progress.Unreached> unreached = deliveries.unreached(shown.id(), after, ROWS);
    return page.of(
        "deliver/deliveries.jte",
        "Deliveries",
        "warnings",
        Map.of(
            "shown",
            shown,
            "unreached",
            unreached,
            "neverArrived",
            deliveries.neverArrived(shown.id(), 0, ROWS),
            "next",
            unreached.size() == ROWS ? unreached.getLast().watcher() : 0L));
  }

  @GetMapping("/live")
  ResponseEntity<String> live(@PathVariable String id) {
    return page.part("deliver/progress.jte", Map.of("shown", shown(new WarningId(id))));
  }

  private DeliveryShown shown(WarningId id) {
    ApprovedWarning warning = approved.get(id);
    return new DeliveryShown(
        id, warning.texts().getFirst().headline(), warning.exercise(), deliveries.progress(id));
  }

  @Override
  public int order() {
    return 60;
  }

  @Override
  public String anchor() {
    return "deliver";
  }

  @Override
  public String heading() {
    return "Deliveries";
  }

  @Override
  public Optional<Content> show(CaseId caseId) {
    List<DeliveryShown> warnings = deliveries.warningsOf(caseId).stream().map(this::shown).toList();
    return warnings.isEmpty()
        ? Optional.empty()
        : Optional.of(page.content("deliver/panel.jte", Map.of("warnings", warnings)));
  }
}
