// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.kernel.web.PageFrames;
import org.tocsin.server.kernel.web.ReportPanel;

/** Shows beside a report to which cases it may belong, and which reports speak of the same. */
@Component
class JoinLinks implements ReportPanel {

  private final Suggestions suggestions;
  private final JoinWords words;
  private final CurrentOfficer officer;
  private final Page page;
  private final PageFrames frames;

  JoinLinks(
      Suggestions suggestions,
      JoinWords words,
      CurrentOfficer officer,
      Page page,
      PageFrames frames) {
    this.suggestions = suggestions;
    this.words = words;
    this.officer = officer;
    this.page = page;
    this.frames = frames;
  }

  /** Whoever only collects sees no cases. */
  private boolean sees() {
    return officer.isAnyOf(Role.OFFICER, Role.APPROVER, Role.AUDITOR);
  }

  @Override
  public Map<ReportId, List<Link>> suggested(List<ReportId> reports) {
    Map<ReportId, List<Link>> all = new HashMap<>();
    if (!sees()) {
      return all;
    }
    List<Suggestion> open =
        suggestions.ofReports(reports).stream()
            .filter(each -> each.state() == Suggestion.State.OPEN)
            .toList();
    for (SuggestionShown shown : words.shown(open)) {
      Suggestion each = shown.suggestion();
      all.computeIfAbsent(each.report(), _ -> new ArrayList<>())
          .add(
              new Link(
                  "%s (%d of 100: %s)"
                      .formatted(
                          shown.caseTitle(),
                          each.score(),
                          each.reasons().stream()
                              .map(reason -> reason.code().name())
                              .findFirst()
                              .orElse("")),
                  "/desk/reports/" + each.report() + "#same-danger"));
    }
    return all;
  }

  @Override
  public Optional<Content> show(ReportId report) {
    if (!sees()) {
      return Optional.empty();
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("frame", frames.frame("", "inbox"));
    parameters.put("report", report.value());
    parameters.put("cases", words.shown(suggestions.ofReports(List.of(report))));
    parameters.put("reports", words.shown(report, suggestions.like(report)));
    return Optional.of(page.content("assess/same-danger.jte", parameters));
  }
}
