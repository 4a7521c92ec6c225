// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Dangers in force, made ready for the reverse question: which of them is somebody in the way of?
 * Immutable; safe to share between threads.
 */
public final class DangerIndex {
  private final List<PreparedDanger> dangers;

  private DangerIndex(List<PreparedDanger> dangers) {
    this.dangers = dangers;
  }

  /** Makes these dangers ready. */
  public static DangerIndex of(Collection<Danger> dangers) {
    return new DangerIndex(dangers.stream().map(PreparedDanger::new).toList());
  }

  /** The dangers whose audience {@code watcher} belongs to, in the order given to {@link #of}. */
  public List<Danger> dangersFor(Watcher watcher) {
    Entry entry = new Entry(watcher);
    return dangers.stream()
        .filter(danger -> danger.matches(entry))
        .map(PreparedDanger::danger)
        .toList();
  }

  /**
   * The dangers that hold a position at an instant, whomever they are meant for, in the order given
   * to {@link #of}.
   */
  public List<Danger> dangersAt(Coordinates position, Instant instant) {
    return dangers.stream()
        .filter(danger -> danger.isAt(position, instant))
        .map(PreparedDanger::danger)
        .toList();
  }
}
