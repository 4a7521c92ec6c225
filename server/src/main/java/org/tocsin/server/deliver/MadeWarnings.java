// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Optional;
import org.tocsin.server.kernel.WarningId;

/** Messages that this stage makes itself, without anybody's draft: those of drills. Thread-safe. */
public interface MadeWarnings {

  /** The message with this id, its hash computed now; empty when it is none of these. */
  Optional<ApprovedWarning> find(WarningId id);
}
