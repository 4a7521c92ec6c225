// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.net.URI;
import java.time.Instant;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;

/**
 * One message to one address.
 *
 * @param id the idempotency id: the same for every attempt of (warning, watcher, channel, step);
 *     letters, digits, dashes and underscores
 * @param watcher to whom
 * @param address where; personal
 * @param letter the words
 * @param answerLink where they answer
 * @param repeat whether an earlier attempt may have arrived
 * @param at when it is handed over
 * @param fence asked at the last moment whether it may still be handed over
 */
public record Parcel(
    String id,
    WatcherId watcher,
    String address,
    Letter letter,
    String answerLink,
    boolean repeat,
    Instant at,
    Fence fence) {

  /** A parcel that no other node would hand over. */
  public Parcel(
      String id,
      WatcherId watcher,
      String address,
      Letter letter,
      String answerLink,
      boolean repeat,
      Instant at) {
    this(id, watcher, address, letter, answerLink, repeat, at, Fence.NONE);
  }

  /**
   * Whether it may be handed over now. Lines ask as late as they can; what may not is {@link
   * Outcome.Untried}.
   */
  public boolean mayGo() {
    return fence.holds();
  }

  /** Where they answer, taken apart. */
  public URI answerUri() {
    return URI.create(answerLink);
  }

  /** The id of a watcher's first address; those of further ones begin with it and a dash. */
  public static String id(WarningId warning, WatcherId watcher, String channel, int step) {
    return warning + "-" + watcher + "-" + channel + "-" + step;
  }

  @Override
  public String toString() {
    return "Parcel[" + id + "]";
  }
}
