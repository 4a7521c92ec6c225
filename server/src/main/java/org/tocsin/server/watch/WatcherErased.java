// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import org.tocsin.server.kernel.WatcherId;

/**
 * Somebody was erased; published in the transaction of the erasure, so that every stage forgets in
 * it what it keeps of the person.
 *
 * @param watcher who
 * @param externalId what files called them; known until the end of the transaction only
 */
public record WatcherErased(WatcherId watcher, String externalId) {

  /** Without what files call them. */
  @Override
  public String toString() {
    return "WatcherErased[" + watcher + "]";
  }
}
