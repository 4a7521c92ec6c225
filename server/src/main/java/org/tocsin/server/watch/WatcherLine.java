// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.time.Instant;
import java.util.List;

/**
 * A watcher as lists show it.
 *
 * @param id its number
 * @param externalId what files call it
 * @param kind what sort of watcher
 * @param channels the kinds of channel; empty for nobody can be reached
 * @param languages BCP 47, best first
 * @param places how many places
 * @param changedAt when it was last written
 */
public record WatcherLine(
    long id,
    String externalId,
    String kind,
    List<String> channels,
    List<String> languages,
    int places,
    Instant changedAt) {
  /** Copies its lists. */
  public WatcherLine {
    channels = List.copyOf(channels);
    languages = List.copyOf(languages);
  }
}
