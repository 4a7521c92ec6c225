// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** STAGED. */
public final class AudienceIndex implements AudienceSnapshot {
  private volatile Map<Long, Watcher> watchers = Map.of();

  /** An empty index. */
  public AudienceIndex() {}

  /** Adds a watcher, or replaces the one with its id. */
  public void put(Watcher watcher) {
    putAll(Collections.singleton(watcher));
  }

  /** Adds or replaces many at once: readers see all of them or none. */
  public synchronized void putAll(Collection<Watcher> added) {
    Map<Long, Watcher> next = new HashMap<>(watchers);
    added.forEach(w -> next.put(w.id(), w));
    watchers = next;
  }

  /** Removes a watcher; returns whether there was one. */
  public synchronized boolean remove(long id) {
    Map<Long, Watcher> next = new HashMap<>(watchers);
    boolean was = next.remove(id) != null;
    watchers = next;
    return was;
  }

  /** The watchers as they are now; later changes do not show in it. */
  public AudienceSnapshot snapshot() {
    return this;
  }

  @Override
  public int size() {
    return watchers.size();
  }

  @Override
  public Optional<Watcher> find(long id) {
    return Optional.ofNullable(watchers.get(id));
  }

  @Override
  public Audience match(Danger danger) {
    return Audience.nobody();
  }

  @Override
  public Reason explain(Danger danger, long id) {
    return new Reason.NotMatched(Reason.Cause.UNKNOWN_WATCHER, "");
  }
}
