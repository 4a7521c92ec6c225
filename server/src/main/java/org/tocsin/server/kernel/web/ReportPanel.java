// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import java.util.List;
import java.util.Map;
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
}
