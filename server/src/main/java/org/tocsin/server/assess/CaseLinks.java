// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.LiveStream;
import org.tocsin.server.kernel.web.ReportPanel;

/** Shows beside a report which cases it belongs to, and tells open pages when that changes. */
@Component
class CaseLinks implements ReportPanel {

  private final Cases cases;
  private final LiveStream live;
  private final CurrentOfficer officer;

  CaseLinks(Cases cases, LiveStream live, CurrentOfficer officer) {
    this.cases = cases;
    this.live = live;
    this.officer = officer;
  }

  @Override
  public Map<ReportId, List<Link>> cases(List<ReportId> reports) {
    Map<ReportId, List<Link>> links = new HashMap<>();
    if (!sees()) {
      return links;
    }
    cases
        .casesOf(reports)
        .forEach((report, files) ->
            links.put(
                report,
                files.stream()
                    .map(file -> new Link(file.title(), "/desk/cases/" + file.id()))
                    .toList()));
    return links;
  }

  /** Whoever only collects sees no cases. */
  private boolean sees() {
    return officer.isAnyOf(Role.OFFICER, Role.APPROVER, Role.AUDITOR);
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void joined(ReportJoined joined) {
    changed(joined.caseId());
    live.tell("inbox", "joined");
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void assessed(ThreatAssessed assessed) {
    changed(assessed.caseId());
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void dissented(DissentRecorded dissent) {
    changed(dissent.caseId());
  }

  private void changed(CaseId id) {
    live.tell("case-" + id, "changed");
  }
}
