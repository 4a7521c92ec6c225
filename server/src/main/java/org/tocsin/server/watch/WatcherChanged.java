// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

/**
 * Watchers were added, changed or erased. Published in the transaction of the change, once a
 * change: a file of a hundred thousand is one event. After the commit the index knows them, so a
 * listener of {@code AFTER_COMMIT} may match at once.
 *
 * @param count how many
 */
public record WatcherChanged(int count) {}
