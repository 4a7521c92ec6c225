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
 */
public record Parcel(
    String id,
    WatcherId watcher,
    String address,
    Letter letter,
    URI answerLink,
    boolean repeat,
    Instant at) {

  /** The id of a watcher's first address; those of further ones begin with it and a dash. */
  public static String id(WarningId warning, WatcherId watcher, String channel, int step) {
    return warning + "-" + watcher + "-" + channel + "-" + step;
  }

  @Override
  public String toString() {
    return "Parcel[" + id + "]";
  }
}
