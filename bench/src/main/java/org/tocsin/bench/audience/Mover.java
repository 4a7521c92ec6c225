// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

/** A way to change where somebody is. Used by one thread. */
interface Mover {
  /** Moves a watcher to a position in steps of 1e-7 degrees. */
  void move(int id, int x, int y) throws Exception;

  /** Makes the moves so far visible to whoever asks next, where they are not at once. */
  default void show() throws Exception {}
}
