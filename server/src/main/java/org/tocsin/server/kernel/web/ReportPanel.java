// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import gg.jte.Content;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.server.kernel.ReportId;

/**
 * What a later stage knows of reports, for the inbox and the page of a report, which belong to an
 * earlier one: given as a bean, so that no stage needs to know the ones after it.
 */
public interface ReportPanel {

  /**
   * A link beside a report.
   *
   * @param label for example a case's title, or "Ask the tipster"
   * @param href where it leads
   */
  record Link(String label, String href) {}

  /** The cases that these reports belong to; those in none may be left out. */
  default Map<ReportId, List<Link>> cases(List<ReportId> reports) {
    return Map.of();
  }

  /** Other links of these reports, each of which says what it is; those without may be left out. */
  default Map<ReportId, List<Link>> links(List<ReportId> reports) {
    return Map.of();
  }

  /** What is suggested of these reports and waits for somebody's answer. */
  default Map<ReportId, List<Link>> suggested(List<ReportId> reports) {
    return Map.of();
  }

  /** What it shows on the page of this report; empty when it has nothing to show. */
  default Optional<Content> show(ReportId report) {
    return Optional.empty();
  }
}
