// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The watchers of a desk and the answer to "who is in the way?". Safe for any number of threads:
 * changes are made one after another, readers never wait and see each change whole. To ask several
 * questions of the same state, take a {@link #snapshot()}.
 *
 * <p>Everything is held in memory, some hundreds of bytes a watcher.
 */
public final class AudienceIndex implements AudienceSnapshot {
  private volatile State state = State.EMPTY;

  /** An empty index. */
  public AudienceIndex() {}

  /** Adds a watcher, or replaces the one with its id. */
  public void put(Watcher watcher) {
    putAll(List.of(watcher));
  }

  /**
   * Adds or replaces many at once, far cheaper than one by one: readers see all of them or none. Of
   * several with one id the last counts. Nobody to add leaves the {@link #snapshot()} as it is.
   */
  public synchronized void putAll(Collection<Watcher> watchers) {
    if (watchers.isEmpty()) {
      return;
    }
    Map<Long, Watcher> lastOfEach = LinkedHashMap.newLinkedHashMap(watchers.size());
    for (Watcher watcher : watchers) {
      lastOfEach.put(watcher.id(), watcher);
    }
    state = state.with(lastOfEach.values());
  }

  /** Removes a watcher; returns whether there was one. */
  public synchronized boolean remove(long id) {
    State before = state;
    state = before.without(id);
    return state != before;
  }

  /** The watchers as they are now; later changes do not show in it. */
  public AudienceSnapshot snapshot() {
    return state;
  }

  @Override
  public int size() {
    return state.size();
  }

  @Override
  public Optional<Watcher> find(long id) {
    return state.find(id);
  }

  @Override
  public LongFunction<Reason> explainer(Danger danger) {
    return snapshot().explainer(danger);
  }

  @Override
  public Audience pick(long... ids) {
    return snapshot().pick(ids);
  }

  @Override
  public Audience match(Danger danger) {
    return state.match(danger);
  }

  @Override
  public Reason explain(Danger danger, long id) {
    return state.explain(danger, id);
  }
}
