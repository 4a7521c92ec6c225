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
   * @param label for example the title of the case that it belongs to
   * @param href where it leads
   */
  record Link(String label, String href) {}

  /** The links of these reports; those without any may be left out. */
  Map<ReportId, List<Link>> links(List<ReportId> reports);

  /** What is suggested of these reports and waits for somebody's answer. */
  default Map<ReportId, List<Link>> suggested(List<ReportId> reports) {
    return Map.of();
  }

  /** What it shows on the page of this report; empty when it has nothing to show. */
  default Optional<Content> show(ReportId report) {
    return Optional.empty();
  }
}
