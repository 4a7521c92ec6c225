// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.grading;

import gg.jte.Content;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.kernel.web.PageFrames;
import org.tocsin.server.kernel.web.ReportPanel;
import org.tocsin.server.read.Readings;
import org.tocsin.server.read.StoredReading;

/** Shows on the page of a report what officers marked, and takes new marks. */
@Component
class MarkPanel implements ReportPanel {

  private final Gradings gradings;
  private final Readings readings;
  private final OfficerNames names;
  private final Page page;
  private final PageFrames frames;

  MarkPanel(
      Gradings gradings, Readings readings, OfficerNames names, Page page, PageFrames frames) {
    this.gradings = gradings;
    this.readings = readings;
    this.names = names;
    this.page = page;
    this.frames = frames;
  }

  @Override
  public Optional<Content> show(ReportId report) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("frame", frames.frame("", "inbox"));
    parameters.put("standing", gradings.of(report));
    parameters.put("findings", readings.of(report).map(StoredReading::standing).orElse(List.of()));
    parameters.put("independent", gradings.independent(report).size());
    parameters.put("name", (Function<String, String>) names::of);
    return Optional.of(page.content("assess/marks.jte", parameters));
  }
}
