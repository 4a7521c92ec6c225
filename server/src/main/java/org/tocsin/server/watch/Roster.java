// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.ArrayList;
import java.util.List;
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
  private final TraitColumn traits = new TraitColumn();

  void put(List<Known> watchers) {
    List<Watcher> indexed = new ArrayList<>(watchers.size());
    for (Known each : watchers) {
      traits.put(each.watcher().id(), each.traits());
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

  TraitColumn traits() {
    return traits;
  }
}
