// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

/**
 * Whether this node may hand over what it holds. A node that was paused, or that is cut off from
 * the database, may have been taken for dead: others hand over what it held, and perhaps what
 * corrects it. So every line asks for each parcel, at the last moment before the other side can
 * have it.
 *
 * <p>Cheap and thread-safe: it goes by this node's own steady clock and asks nobody.
 */
@FunctionalInterface
public interface Fence {

  /** For what nobody else would hand over. */
  Fence NONE = () -> true;

  /** Whether the node is still sure that nobody has taken over. */
  boolean holds();
}
