// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The watchers of an index as they were at one instant. Immutable; safe to share between threads.
 */
public interface AudienceSnapshot {

  /** How many watchers. */
  int size();

  /** The watcher with this id, if there is one. */
  Optional<Watcher> find(long id);

  /** Everybody in the way of {@code danger}: exactly those for whom {@link #explain} says so. */
  Audience match(Danger danger);

  /** The watchers with these ids, whatever their places; ids that nobody has are passed over. */
  Audience pick(long... ids);

  /**
   * How an audience lies on the map, by the places that the watchers have in this snapshot; those
   * it does not know are not counted. Some nanoseconds a watcher.
   *
   * @param across at most so many cells from west to east, and from south to north: 1 to 512
   */
  Density density(Audience audience, int across);

  /**
   * How these watchers lie on the map, with the cell of each. Some hundred nanoseconds a watcher.
   *
   * @param ids ascending, each once
   * @param across at most so many cells from west to east, and from south to north: 1 to 512
   * @param fewest fewer than so many are shown in a larger cell only; at least 1
   */
  Spread spread(long[] ids, int across, int fewest);

  /** Why the watcher with this id is in the way of {@code danger} or is not. */
  Reason explain(Danger danger, long id);

  /**
   * The same for many watchers: the danger is made ready once. The function is safe to share
   * between threads and answers from this snapshot.
   */
  LongFunction<Reason> explainer(Danger danger);
}
