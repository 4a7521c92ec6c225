// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

import gg.jte.Content;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.web.CasePanel;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.kernel.web.PageFrames;

/** The part of the case page that says which hypothesis is least contradicted. */
@Component
class HypothesesPanel implements CasePanel {

  private final Hypotheses hypotheses;
  private final Page page;
  private final PageFrames frames;

  HypothesesPanel(Hypotheses hypotheses, Page page, PageFrames frames) {
    this.hypotheses = hypotheses;
    this.page = page;
    this.frames = frames;
  }

  @Override
  public int order() {
    return 31;
  }

  @Override
  public String anchor() {
    return "hypotheses";
  }

  @Override
  public String heading() {
    return "Hypotheses";
  }

  @Override
  public Optional<Content> show(CaseId caseId) {
    return Optional.of(
        page.content(
            "assess/hypotheses/panel.jte",
            Map.of("frame", frames.frame("", "cases"), "matrix", hypotheses.of(caseId))));
  }
}
