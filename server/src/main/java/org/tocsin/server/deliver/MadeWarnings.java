// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Optional;
import org.tocsin.server.kernel.WarningId;

/**
 * Messages that are made without anybody's draft: those of drills, and those that the server sends
 * itself. Thread-safe.
 */
public interface MadeWarnings {

  /** Whether it is for this server itself alone, and so in no figure about people. */
  default boolean isForItself(WarningId id) {
    return false;
  }

  /** The message with this id, its hash computed now; empty when it is none of these. */
  Optional<ApprovedWarning> find(WarningId id);
}
