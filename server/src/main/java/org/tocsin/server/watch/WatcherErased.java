// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import org.tocsin.server.kernel.WatcherId;

/**
 * Somebody was erased; published in the transaction of the erasure, so that every stage forgets in
 * it what it keeps of the person.
 *
 * @param watcher who
 */
public record WatcherErased(WatcherId watcher) {}
