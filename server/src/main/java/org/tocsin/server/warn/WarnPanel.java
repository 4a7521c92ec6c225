// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import gg.jte.Content;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.web.CasePanel;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.kernel.web.PageFrames;

/**
 * The part of the case page that says what was told, or is about to be, and what needs deciding.
 */
@Component
class WarnPanel implements CasePanel {

  private final Warnings warnings;
  private final Lapses lapses;
  private final Cases cases;
  private final Page page;
  private final PageFrames frames;

  WarnPanel(Warnings warnings, Lapses lapses, Cases cases, Page page, PageFrames frames) {
    this.warnings = warnings;
    this.lapses = lapses;
    this.cases = cases;
    this.page = page;
    this.frames = frames;
  }

  @Override
  public int order() {
    return 50;
  }

  @Override
  public String anchor() {
    return "warnings";
  }

  @Override
  public String heading() {
    return "Warnings";
  }

  @Override
  public Optional<Content> show(CaseId caseId) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("frame", frames.frame("", "cases"));
    parameters.put("caseId", caseId.value());
    parameters.put("open", cases.get(caseId).open());
    List<Warning> rows = warnings.ofCase(caseId);
    parameters.put("rows", rows);
    parameters.put("wanting", lapses.wanting(rows));
    return Optional.of(page.content("warn/panel.jte", parameters));
  }
}
