// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;

/** The list of people whom the desk is to call, as later stages see it. Thread-safe. */
public interface CallList {

  /**
   * Takes somebody off the list because they have answered a warning by whatever way; in the
   * caller's transaction. A call that is in hand goes on, and its officer sees it.
   */
  void answered(WarningId warning, WatcherId watcher);
}
