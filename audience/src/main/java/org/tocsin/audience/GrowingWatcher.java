// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A watcher of a file to whom later rows of the same id add places and channels, within limits.
 * What is there already adds nothing and never is too much. Used by one thread.
 */
public final class GrowingWatcher {
  /** Up to so many places and channels together, lists are quick enough and far smaller. */
  private static final int FEW = 32;

  private final int mostChannels;
  private FileWatcher watcher;

  /** Both null while there are few. */
  private @Nullable Set<Place> places;

  private @Nullable Set<FileWatcher.Channel> channels;

  /**
   * Begins with a first row, or with what is known of somebody.
   *
   * @param mostChannels more are not added
   */
  public GrowingWatcher(FileWatcher first, int mostChannels) {
    this.watcher = first;
    this.mostChannels = mostChannels;
  }

  /**
   * Adds places and channels of a later row; the rest stays as it was first said.
   *
   * @return false, with nothing added, when there would be more than {@link Watcher#MAX_PLACES}
   *     places or too many channels
   */
  public boolean add(FileWatcher later) {
    if (places == null && fewWith(later) <= FEW && channelsWith(later) <= mostChannels) {
      watcher = watcher.plus(later);
      return true;
    }
    Set<Place> hasPlaces = places == null ? new LinkedHashSet<>(watcher.places()) : places;
    Set<FileWatcher.Channel> hasChannels =
        channels == null ? new LinkedHashSet<>(watcher.channels()) : channels;
    // Kept although nothing may be added: a refused row costs no more than itself.
    places = hasPlaces;
    channels = hasChannels;
    List<Place> newPlaces = notIn(hasPlaces, later.places());
    List<FileWatcher.Channel> newChannels = notIn(hasChannels, later.channels());
    if (isTooMuch(hasPlaces, newPlaces, Watcher.MAX_PLACES)
        || isTooMuch(hasChannels, newChannels, mostChannels)) {
      return false;
    }
    hasPlaces.addAll(newPlaces);
    hasChannels.addAll(newChannels);
    return true;
  }

  private int fewWith(FileWatcher later) {
    return watcher.places().size() + later.places().size() + channelsWith(later);
  }

  private int channelsWith(FileWatcher later) {
    return watcher.channels().size() + later.channels().size();
  }

  private static <T> List<T> notIn(Set<T> has, List<T> more) {
    return more.stream().filter(each -> !has.contains(each)).distinct().toList();
  }

  private static boolean isTooMuch(Set<?> has, List<?> more, int most) {
    return !more.isEmpty() && has.size() + more.size() > most;
  }

  /** The watcher with all that was added, in the order in which it came. */
  public FileWatcher watcher() {
    return places == null || channels == null
        ? watcher
        : new FileWatcher(
            watcher.id(),
            watcher.name(),
            watcher.kind(),
            List.copyOf(places),
            watcher.preferences(),
            List.copyOf(channels),
            watcher.clearance());
  }
}
