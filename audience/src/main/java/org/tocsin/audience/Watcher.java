// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.List;

/**
 * Somebody to be warned, as far as matching goes.
 *
 * @param id unique number
 * @param kind what sort of watcher
 * @param places where and when, at most 10,000; without a place a watcher matches nothing
 * @param preferences what to be warned of
 * @param gathering of a venue or an event, its size and type
 */
public record Watcher(
    long id, WatcherKind kind, List<Place> places, Preferences preferences, Gathering gathering) {
  /** The most places a watcher may have. */
  public static final int MAX_PLACES = 10_000;

  /** Copies the places and refuses too many. */
  public Watcher {
    places = List.copyOf(places);
    if (places.size() > MAX_PLACES) {
      throw new IllegalArgumentException(
          "watcher "
              + id
              + " has "
              + places.size()
              + " places, more than "
              + MAX_PLACES
              + "; divide it into several watchers");
    }
  }

  /** A watcher of whom no size and type is known. */
  public Watcher(long id, WatcherKind kind, List<Place> places, Preferences preferences) {
    this(id, kind, places, preferences, Gathering.unknown());
  }

  /** This watcher with other places: how somebody moves. */
  public Watcher withPlaces(List<Place> others) {
    return new Watcher(id, kind, others, preferences, gathering);
  }
}
