// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.List;
import org.tocsin.server.kernel.ReportId;

/**
 * Reports share something that was not seen when they were read, since they were read at the same
 * moment. Published in the transaction that keeps it.
 *
 * @param reports two at least, in the order of their ids
 */
public record KinFound(List<ReportId> reports) {
  /** Copies the list. */
  public KinFound {
    reports = List.copyOf(reports);
  }
}
