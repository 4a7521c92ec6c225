// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import gg.jte.Content;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.web.CasePanel;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.kernel.web.PageFrames;

/** The part of the case page that leads to the tear line. */
@Component
class ReleasePanel implements CasePanel {

  private final FullTexts fullTexts;
  private final ReleaseDesk releases;
  private final Cases cases;
  private final Page page;
  private final PageFrames frames;

  ReleasePanel(
      FullTexts fullTexts, ReleaseDesk releases, Cases cases, Page page, PageFrames frames) {
    this.fullTexts = fullTexts;
    this.releases = releases;
    this.cases = cases;
    this.page = page;
    this.frames = frames;
  }

  @Override
  public int order() {
    return 48;
  }

  @Override
  public String anchor() {
    return "tear-line";
  }

  @Override
  public String heading() {
    return "Tear line";
  }

  @Override
  public Optional<Content> show(CaseId caseId) {
    int texts = fullTexts.ofCase(caseId).size();
    boolean open = cases.get(caseId).open();
    if (texts == 0 && !open) {
      return Optional.empty();
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("frame", frames.frame("", "cases"));
    parameters.put("caseId", caseId.value());
    parameters.put("texts", texts);
    parameters.put("releases", releases.ofCase(caseId).stream().map(ReleaseLine::of).toList());
    return Optional.of(page.content("warn/tear-line-panel.jte", parameters));
  }
}
