// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;

/** Where later stages say that somebody has answered a drill. Thread-safe. */
public interface Confirmations {

  /** Notes an answer if it is one to a drill; in the caller's transaction. */
  void confirmed(WarningId warning, WatcherId watcher);
}
