// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tocsin.record.Copy.Range;

/**
 * Holds one copy of a record against another and names the first entry at which they part.
 *
 * <p>Two folders are compared entry by entry. Otherwise the hashes that both copies tell of the
 * same ranges of entries are: equal ones show that these entries are equal, and the first entry
 * that parts lies between what is equal and the first range that differs.
 */
final class Comparison {

  private final Copy here;
  private final Copy there;

  /**
   * Where two copies part.
   *
   * @param from the first entry that may be the one
   * @param to the last one; the same if it is known exactly
   */
  private record Parting(long from, long to) {}

  private Comparison(Copy here, Copy there) {
    this.here = here;
    this.there = there;
  }

  /** Adds the check {@code history}. */
  static void judge(Copy here, Copy there, Verdict.Checks checks) throws IOException {
    new Comparison(here, there).judge(checks);
  }

  private void judge(Verdict.Checks checks) throws IOException {
    String origin = here.signed().checkpoint().origin();
    if (!origin.equals(there.signed().checkpoint().origin())) {
      checks.failed(
          "history",
          "This is a copy of the record "
              + origin
              + ", but "
              + there.name()
              + " is one of "
              + there.signed().checkpoint().origin()
              + "; they cannot be compared.");
      return;
    }
    Optional<Parting> parting = findParting();
    if (parting.isPresent()) {
      checks.failed("history", part(parting.get()));
    } else if (here.isFolder() && here.size() < there.size()) {
      checks.failed(
          "history",
          "Rolled back or cut short, if this is meant to be the newest copy: it ends after %s, and %s"
                  .formatted(Words.entries(here.size()), there.name())
              + " has %s. So far they do not contradict each other."
                  .formatted(Words.entries(there.size())));
    } else if (isWhole()) {
      checks.ok("history", same());
    } else {
      checks.notChecked(
          "history",
          "Nothing that both this and "
              + there.name()
              + " show contradicts the other, but neither shows enough to tell that one continues"
              + " the other. Compare with a copy of the whole record.");
    }
  }

  private String same() {
    long shared = Math.min(here.size(), there.size());
    return here.size() == there.size()
        ? "The same history as %s: %s.".formatted(there.name(), Words.entries(shared))
        : "The same history as %s: the smaller one is the beginning of the other, %s."
            .formatted(there.name(), Words.entries(shared));
  }

  /** Whether all that the smaller copy covers was compared. */
  private boolean isWhole() {
    Range shared = new Range(0, Math.min(here.size(), there.size()));
    return shared.to() == 0
        || (here.findHash(shared).isPresent() && there.findHash(shared).isPresent());
  }

  private String part(Parting parting) throws IOException {
    StringBuilder words = new StringBuilder("Two histories: this and ").append(there.name());
    if (parting.from == parting.to) {
      words.append(" first part at entry ").append(parting.from).append('.');
      if (here.isFolder() && there.isFolder()) {
        String how = Difference.words(parting.from, i -> leaf(here, i), i -> leaf(there, i));
        words.append(" Against the other, ").append(how).append(" here.");
      }
      findWords(here, parting.from)
          .ifPresent(w -> words.append(" Here it is ").append(w).append('.'));
      findWords(there, parting.from)
          .ifPresent(w -> words.append(" There it is ").append(w).append('.'));
    } else {
      words.append(
          " first part somewhere from entry %d to entry %d; a copy of the whole record shows where."
              .formatted(parting.from, parting.to));
    }
    return words
        .append(" If the key of both is the same, whoever holds it signed both.")
        .toString();
  }

  private static Optional<Hash> leaf(Copy copy, long index) {
    try {
      return copy.findEntry(index).map(Merkle::leaf);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + copy.name() + " failed", e);
    }
  }

  private static Optional<String> findWords(Copy copy, long index) throws IOException {
    return copy.findEntry(index)
        .map(bytes -> {
          try {
            Entry entry = Entry.parse(bytes);
            return entry.type() + " of " + entry.at() + " by " + Words.excerpt(entry.by());
          } catch (RecordException e) {
            return "nothing that Tocsin writes (SHA-256 " + Hash.sha256(bytes).hex() + ")";
          }
        });
  }

  private Optional<Parting> findParting() throws IOException {
    return here.isFolder() && there.isFolder() ? firstDifferent() : firstRange();
  }

  private Optional<Parting> firstDifferent() throws IOException {
    long shared = Math.min(here.size(), there.size());
    for (long i = 0; i < shared; i++) {
      if (!Arrays.equals(here.findEntry(i).orElseThrow(), there.findEntry(i).orElseThrow())) {
        return Optional.of(new Parting(i, i));
      }
    }
    return Optional.empty();
  }

  private Optional<Parting> firstRange() throws IOException {
    Covered equal = new Covered();
    long[] last = {Long.MAX_VALUE};
    for (Copy copy : List.of(here, there)) {
      Copy other = copy == here ? there : here;
      copy.tell((range, hash) -> {
        Optional<Hash> counterpart = other.findHash(range);
        if (counterpart.isPresent() && counterpart.get().equals(hash)) {
          equal.add(range);
        } else if (counterpart.isPresent()) {
          last[0] = Math.min(last[0], range.to() - 1);
        }
      });
    }
    return last[0] == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(new Parting(equal.firstNotIn(), last[0]));
  }

  /** Ranges of entries, put together where they touch. */
  private static final class Covered {
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    void add(Range range) {
      long from = range.from();
      long to = range.to();
      Map.Entry<Long, Long> before = ranges.floorEntry(to);
      while (before != null && before.getValue() >= from) {
        from = Math.min(from, before.getKey());
        to = Math.max(to, before.getValue());
        ranges.remove(before.getKey());
        before = ranges.floorEntry(to);
      }
      ranges.put(from, to);
    }

    /** The first entry that no range covers. */
    long firstNotIn() {
      return ranges.getOrDefault(0L, 0L);
    }
  }
}
