// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * A watcher as a file gives it. Text that identifies people stays here; matching needs a {@link
 * Watcher}.
 *
 * @param id as written; 1 to 200 characters
 * @param name as written, empty when not given
 * @param kind {@link WatcherKind#PERSON} when not given
 * @param places where and when, in the order of the file
 * @param preferences what to be warned of
 * @param channels how to reach them, in the order of the file
 * @param clearance up to what marking they may be told, in the words of whoever reads the file;
 *     empty when not given
 */
public record FileWatcher(
    String id,
    String name,
    WatcherKind kind,
    List<Place> places,
    Preferences preferences,
    List<Channel> channels,
    String clearance) {

  /** One of whose clearance nothing is said. */
  public FileWatcher(
      String id,
      String name,
      WatcherKind kind,
      List<Place> places,
      Preferences preferences,
      List<Channel> channels) {
    this(id, name, kind, places, preferences, channels, "");
  }

  /**
   * A way to reach somebody.
   *
   * @param channel its name, such as {@code email}
   * @param address where
   * @param quiet when a message that can wait is to wait; null for never
   */
  public record Channel(String channel, String address, @Nullable When quiet) {
    /** One that may be used at any time. */
    public Channel(String channel, String address) {
      this(channel, address, null);
    }
  }

  /** Copies its lists. */
  public FileWatcher {
    places = List.copyOf(places);
    channels = List.copyOf(channels);
  }

  /** This watcher under a number, ready for an index. */
  public Watcher toWatcher(long number) {
    return new Watcher(number, kind, places, preferences);
  }

  /**
   * This watcher with the places and channels of a later row of the same id; the rest stays as it
   * was first said.
   */
  public FileWatcher plus(FileWatcher later) {
    SequencedSet<Place> allPlaces = new LinkedHashSet<>(places);
    allPlaces.addAll(later.places);
    SequencedSet<Channel> allChannels = new LinkedHashSet<>(channels);
    allChannels.addAll(later.channels);
    return new FileWatcher(
        id,
        name,
        kind,
        new ArrayList<>(allPlaces),
        preferences,
        new ArrayList<>(allChannels),
        clearance);
  }
}
