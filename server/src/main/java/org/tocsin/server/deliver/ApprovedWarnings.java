// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.List;
import org.tocsin.server.kernel.WarningId;

/** Where approved warnings are read from, each time anew, with the hash recomputed. */
public interface ApprovedWarnings {

  /** The warning as it is stored now. */
  ApprovedWarning get(WarningId id);

  /** What it updates or cancels, latest first: its predecessor, that one's, and so on. */
  default List<WarningId> before(WarningId id) {
    return List.of();
  }
}
