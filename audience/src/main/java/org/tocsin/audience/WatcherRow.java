// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/**
 * One row of a watcher file that was read.
 *
 * @param line the line on which it starts, from 1
 * @param watcher what it says; several rows may speak of the same id
 * @param raw its bytes as read, without the line end; not to be changed
 */
public record WatcherRow(long line, FileWatcher watcher, byte[] raw) {}
