// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The watchers of a file in an index, under numbers from 0 in the order in which their ids first
 * appear, and their ids. Names and addresses are checked and not kept. Ten million need no more
 * memory than their index and their ids.
 */
public final class LoadedWatchers {
  private final AudienceIndex index;
  private final IdBook ids;

  private LoadedWatchers(AudienceIndex index, IdBook ids) {
    this.index = index;
    this.ids = ids;
  }

  static LoadedWatchers read(InputStream in, WatcherFiles.Format format, ProblemSink problems)
      throws IOException {
    AudienceIndex index = new AudienceIndex();
    Loading loading = new Loading(new WatcherRows(in, format, problems), problems);
    try {
      index.putAll(
          StreamSupport.stream(
              Spliterators.spliteratorUnknownSize(loading, Spliterator.ORDERED), false),
          1 << 16);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    index.putAll(loading.ofSeveralRows(index));
    loading.warnOfGaps();
    return new LoadedWatchers(index, loading.ids);
  }

  /** The index; it may be changed like any other. */
  public AudienceIndex index() {
    return index;
  }

  /** How many watchers the file told of. */
  public int size() {
    return ids.size();
  }

  /**
   * The id of a watcher as the file gives it.
   *
   * @throws IndexOutOfBoundsException when the file had no watcher of this number
   */
  public String id(long number) {
    return ids.id(Math.toIntExact(number));
  }

  /** Gives each watcher at its first row, and keeps what later rows of it add. */
  private static final class Loading implements Iterator<Watcher> {
    private final WatcherRows rows;
    private final ProblemSink problems;
    private final IdBook ids = new IdBook();
    private final Map<Integer, Collection<Place>> later = new TreeMap<>();
    private final BitSet hasPlace = new BitSet();
    private final BitSet hasChannel = new BitSet();

    /** How many places of the first row stand beside those of {@link #later}; 1 where not here. */
    private final Map<Integer, Integer> atFirst = new HashMap<>();

    /** The first line of each, as an unsigned number. */
    private int[] firstLines = new int[1024];

    private @Nullable Watcher next;

    /** Who was begun last. */
    private @Nullable Watcher begun;

    Loading(WatcherRows rows, ProblemSink problems) {
      this.rows = rows;
      this.problems = problems;
    }

    @Override
    public boolean hasNext() {
      while (next == null) {
        Optional<WatcherRow> row = row();
        if (row.isEmpty()) {
          return false;
        }
        take(row.get());
      }
      return true;
    }

    @Override
    public Watcher next() {
      Watcher found = hasNext() ? next : null;
      if (found == null) {
        throw new NoSuchElementException();
      }
      next = null;
      return found;
    }

    private Optional<WatcherRow> row() {
      try {
        return rows.next();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void take(WatcherRow row) {
      FileWatcher watcher = row.watcher();
      int known = ids.size();
      int number = ids.number(watcher.id());
      if (number == known) {
        begin(number, row);
      } else if (!watcher.places().isEmpty() && !join(number, row)) {
        return;
      }
      if (!watcher.places().isEmpty()) {
        hasPlace.set(number);
      }
      if (!watcher.channels().isEmpty()) {
        hasChannel.set(number);
      }
    }

    private void begin(int number, WatcherRow row) {
      if (number == firstLines.length) {
        firstLines = Arrays.copyOf(firstLines, number + (number >> 1));
      }
      firstLines[number] = (int) row.line();
      int places = row.watcher().places().size();
      if (places > 1) {
        atFirst.put(number, places);
      }
      next = row.watcher().toWatcher(number);
      begun = next;
    }

    private boolean join(int number, WatcherRow row) {
      Collection<Place> before = later.computeIfAbsent(number, this::placesToAddTo);
      List<Place> added = row.watcher().places();
      int most = Watcher.MAX_PLACES - atFirst.getOrDefault(number, 1);
      if (before.size() + added.size() > most) {
        // Only now is it worth knowing which are the same.
        Set<Place> different =
            before instanceof Set<Place> known ? known : new LinkedHashSet<>(before);
        later.put(number, different);
        before = different;
        long more = added.stream().filter(place -> !different.contains(place)).distinct().count();
        if (more > 0 && different.size() + more > most) {
          WatcherFiles.refuseTooManyPlaces(row, problems);
          return false;
        }
      }
      before.addAll(added);
      return true;
    }

    /**
     * The places of the first row where the second follows it, so that repeated ones do not count
     * twice towards the limit. Those of somebody begun before others are in the index only, which
     * cannot be asked yet: they are counted.
     */
    private Collection<Place> placesToAddTo(int number) {
      Watcher last = begun;
      if (last != null && last.id() == number) {
        atFirst.put(number, 0);
        return new ArrayList<>(last.places());
      }
      if (!hasPlace.get(number)) {
        atFirst.put(number, 0);
      }
      return new ArrayList<>(1);
    }

    /** Those of whom several rows told places, whole. */
    List<Watcher> ofSeveralRows(AudienceIndex index) {
      List<Watcher> whole = new ArrayList<>(later.size());
      later.forEach((number, places) -> {
        Watcher first = index.find(number).orElseThrow();
        SequencedSet<Place> all = new LinkedHashSet<>(first.places());
        all.addAll(places);
        whole.add(first.withPlaces(List.copyOf(all)));
      });
      return whole;
    }

    void warnOfGaps() {
      for (int number = 0; number < ids.size(); number++) {
        if (!hasChannel.get(number) || !hasPlace.get(number)) {
          WatcherFiles.warnOfGaps(
              problems,
              Integer.toUnsignedLong(firstLines[number]),
              ids.id(number),
              hasChannel.get(number),
              hasPlace.get(number));
        }
      }
    }
  }
}
