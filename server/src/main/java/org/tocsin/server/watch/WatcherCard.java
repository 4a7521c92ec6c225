// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.time.Instant;
import java.util.List;
import org.tocsin.audience.Place;
import org.tocsin.audience.WatcherKind;
import org.tocsin.server.kernel.WatcherId;

/**
 * One watcher as an officer sees it: where, but neither name nor address.
 *
 * @param id its number
 * @param externalId what files call it
 * @param kind what sort of watcher
 * @param channels the kinds of channel; empty for nobody can be reached
 * @param languages BCP 47, best first
 * @param places where and when
 * @param changedAt when it was last written
 */
public record WatcherCard(
    WatcherId id,
    String externalId,
    WatcherKind kind,
    List<String> channels,
    List<String> languages,
    List<Place> places,
    Instant changedAt) {
  /** Copies its lists. */
  public WatcherCard {
    channels = List.copyOf(channels);
    languages = List.copyOf(languages);
    places = List.copyOf(places);
  }
}
