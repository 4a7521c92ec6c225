// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.List;
import java.util.Optional;
import org.tocsin.server.collect.Report;
import org.tocsin.server.kernel.web.ReportPanel;

/**
 * A line of the inbox.
 *
 * @param report what arrived
 * @param summary what was read from it; empty while it waits
 * @param alike the report most like it, with that one's title
 * @param cases where it belongs already
 * @param links what else there is of it
 * @param suggested where it may belong
 */
public record InboxRow(
    Report report,
    Optional<ReadingSummary> summary,
    Optional<Twin> alike,
    List<ReportPanel.Link> cases,
    List<ReportPanel.Link> links,
    List<ReportPanel.Link> suggested) {

  /** Another report that says the same: how much, and its title. */
  public record Twin(Alike alike, String title) {}
}
