// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.tocsin.audience.AudienceIndex;
import org.tocsin.audience.AudienceSnapshot;
import org.tocsin.audience.Watcher;

/**
 * The watchers in this node's memory: the index that answers who is in the way, and the traits that
 * count an audience. Thread-safe.
 */
@Component
class Roster {

  /** A watcher as memory holds it. */
  record Known(Watcher watcher, Traits traits) {}

  private final AudienceIndex index = new AudienceIndex();
  private final Map<Long, Traits> traits = new ConcurrentHashMap<>();
  private final Map<Traits, Traits> shared = new ConcurrentHashMap<>();

  void put(List<Known> watchers) {
    List<Watcher> indexed = new ArrayList<>(watchers.size());
    for (Known each : watchers) {
      traits.put(each.watcher().id(), shared.computeIfAbsent(each.traits(), fresh -> fresh));
      indexed.add(each.watcher());
    }
    index.putAll(indexed);
  }

  void remove(long number) {
    traits.remove(number);
    index.remove(number);
  }

  AudienceSnapshot snapshot() {
    return index.snapshot();
  }

  Optional<Traits> traits(long number) {
    return Optional.ofNullable(traits.get(number));
  }

  Iterable<Traits> everybody() {
    return traits.values();
  }
}
