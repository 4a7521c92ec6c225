// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
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

  /** After more changes than these it is quicker to look at everybody. */
  private static final int CHANGES_KEPT = 50_000;

  private static final long NOBODY = -1;

  /** A watcher as memory holds it. */
  record Known(Watcher watcher, Traits traits) {}

  private final AudienceIndex index = new AudienceIndex();
  private final TraitColumn traits = new TraitColumn();
  private final Changes.Ring changes = new Changes.Ring(CHANGES_KEPT);
  private volatile long builtIn = NOBODY;

  /** Takes in many in one step, without having them in memory together; returns how many. */
  int putAll(Iterator<Known> watchers, int expected) {
    int[] count = {0};
    Spliterator<Known> each = Spliterators.spliteratorUnknownSize(watchers, Spliterator.ORDERED);
    index.putAll(
        StreamSupport.stream(each, false)
            .map(known -> {
              count[0]++;
              keep(known);
              return known.watcher();
            }),
        expected);
    changes.addMany(count[0]);
    return count[0];
  }

  private void keep(Known known) {
    traits.put(known.watcher().id(), known.traits());
  }

  void put(List<Known> watchers) {
    List<Watcher> indexed = new ArrayList<>(watchers.size());
    for (Known each : watchers) {
      keep(each);
      indexed.add(each.watcher());
    }
    index.putAll(indexed);
    // Only now, so that whoever is told of a change finds it in the index.
    watchers.forEach(each -> changes.add(each.watcher().id()));
  }

  void remove(long number) {
    traits.remove(number);
    index.remove(number);
  }

  AudienceSnapshot snapshot() {
    return index.snapshot();
  }

  /** Who was added or changed since a mark. */
  Changes changes(long mark) {
    return changes.since(mark);
  }

  TraitColumn traits() {
    return traits;
  }

  /** Remembers which number is the built-in watcher's, if this is its external id. */
  void recognise(String externalId, long number) {
    if (externalId.equals(BuiltInWatcher.ID)) {
      builtIn = number;
    }
  }

  /** The number of the built-in watcher; empty while there is none. */
  OptionalLong builtIn() {
    long number = builtIn;
    return number == NOBODY ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
