// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import org.tocsin.server.kernel.WarningId;

/** Where approved warnings are read from, each time anew, with the hash recomputed. */
public interface ApprovedWarnings {

  /** The warning as it is stored now. */
  ApprovedWarning get(WarningId id);
}
