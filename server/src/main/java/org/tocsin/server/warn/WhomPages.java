// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.decide.Basis;
import org.tocsin.server.decide.Determination;
import org.tocsin.server.decide.DutyResult;
import org.tocsin.server.decide.VictimClass;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.web.Page;

/** The page on which stands, class by class, who is told what in a case. */
@Controller
@RequestMapping("/desk")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
public class WhomPages {

  private final Whom whom;
  private final Cases cases;
  private final OfficerNames names;
  private final Page page;

  WhomPages(Whom whom, Cases cases, OfficerNames names, Page page) {
    this.whom = whom;
    this.cases = cases;
    this.names = names;
    this.page = page;
  }

  /**
   * A class as the page shows it.
   *
   * @param decided what holds, in words; empty when nothing does
   * @param by who decided it, in words
   */
  public record Shown(WhomRow row, String decided, String by, List<ShownWarning> warnings) {
    /** Copies the list. */
    public Shown {
      warnings = List.copyOf(warnings);
    }
  }

  /** A warning with the name of whoever signed it; empty for a draft. */
  public record ShownWarning(Warning warning, String signedBy) {}

  @GetMapping("/cases/{id}/whom")
  ResponseEntity<String> of(@PathVariable String id) {
    CaseId caseId = new CaseId(id);
    List<WhomRow> rows = whom.of(caseId);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("file", cases.get(caseId));
    parameters.put("rows", rows.stream().map(this::shown).toList());
    parameters.put(
        "publicDecided",
        rows.stream()
            .anyMatch(each -> each.victims() == VictimClass.PUBLIC && each.holds().isPresent()));
    return page.of("warn/whom.jte", "Who is told what", "cases", parameters);
  }

  private Shown shown(WhomRow row) {
    return new Shown(
        row,
        row.holds().map(WhomPages::decided).orElse(""),
        row.holds().map(made -> by(made, row.basis())).orElse(""),
        row.warnings().stream()
            .map(each ->
                new ShownWarning(each, each.approvedBy().map(by -> names.of(by.value())).orElse("")))
            .toList());
  }

  private static String decided(Determination made) {
    return switch (made.result()) {
      case DutyResult.Warn() -> "Warn them";
      case DutyResult.NoDuty() -> "No duty to warn";
      case DutyResult.Waived(String ground) -> "Duty waived: " + ground;
    };
  }

  private String by(Determination made, Optional<Basis> basis) {
    if (made.proposedBy().equals(Determination.THE_CLOCK)) {
      return "by the clock: nobody decided in time, and in doubt one warns";
    }
    List<String> agreed =
        basis.stream()
            .flatMap(each -> each.agreed().stream())
            .map(Basis.Agreed::by)
            .map(OfficerId::value)
            .map(names::of)
            .toList();
    String author = "proposed by " + names.of(made.proposedBy().value());
    return agreed.isEmpty()
        ? author + ", alone"
        : author + ", agreed by " + String.join(", ", agreed);
  }
}
