// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.Map;
import org.tocsin.server.watch.AudienceSummary;

/**
 * What an approver sees before deciding: exactly what would go out, to exactly whom.
 *
 * @param warning the draft with its new content hash
 * @param part the audience as it was frozen first
 * @param summary the audience counted, with those who came into the way since
 * @param reasons why they, of the same
 * @param cap the CAP 1.2 message as XML
 */
public record Preview(
    Warning warning,
    AudiencePart part,
    AudienceSummary summary,
    Map<String, Integer> reasons,
    String cap) {

  /** Copies the reasons. */
  public Preview {
    reasons = Map.copyOf(reasons);
  }
}
