// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.web.DeskAlarm;
import org.tocsin.server.kernel.web.Page;

/**
 * The list of warnings whose end wants an act, by page and API; and, on every page, that an open
 * danger has no warning any more.
 */
@Controller
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class LapsePages implements DeskAlarm.Source {

  private final Lapses lapses;
  private final Cases cases;
  private final CurrentOfficer officer;
  private final Page page;
  private final Clock clock;

  LapsePages(Lapses lapses, Cases cases, CurrentOfficer officer, Page page, Clock clock) {
    this.lapses = lapses;
    this.cases = cases;
    this.officer = officer;
    this.page = page;
    this.clock = clock;
  }

  /** One of the list. */
  record DemandView(
      String warning,
      String caseId,
      String headline,
      String state,
      Instant until,
      boolean red,
      String wants) {
    static DemandView of(Lapses.Demand each) {
      return new DemandView(
          each.warning().id().value(),
          each.warning().caseId().value(),
          each.warning().draft().texts().getFirst().headline(),
          each.warning().state().word(),
          each.warning().draft().window().until(),
          each.red(),
          each.wants());
    }
  }

  @GetMapping("/api/v1/warnings/lapses")
  @ResponseBody
  List<DemandView> list() {
    return lapses.demands().stream().map(DemandView::of).toList();
  }

  @GetMapping("/desk/lapses")
  ResponseEntity<String> show() {
    List<Lapses.Demand> demands = lapses.demands();
    Map<CaseId, String> titles =
        cases
            .all(demands.stream().map(each -> each.warning().caseId()).distinct().toList())
            .stream()
            .collect(Collectors.toMap(CaseFile::id, CaseFile::title));
    Instant now = clock.instant();
    List<LapseLine> lines =
        demands.stream()
            .map(each -> LapseLine.of(each, titles.getOrDefault(each.warning().caseId(), ""), now))
            .toList();
    return page.of("warn/lapses.jte", "Lapses", "warnings", Map.of("lines", lines));
  }

  @Override
  public List<DeskAlarm> alarms() {
    boolean decides = officer.find().filter(LapsePages::decides).isPresent();
    int red = decides ? lapses.red() : 0;
    return red == 0
        ? List.of()
        : List.of(
            new DeskAlarm(
                red == 1
                    ? "A warning has lapsed and its danger is still open."
                    : red + " warnings have lapsed and their dangers are still open.",
                "/desk/lapses"));
  }

  private static boolean decides(Officer person) {
    return person.may(Role.OFFICER) || person.may(Role.APPROVER);
  }
}
