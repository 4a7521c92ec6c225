// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/**
 * The rows of a table that belong together: somebody with several places (a home, a workplace, the
 * legs of a journey) is a row for each, all with the same id, wishes and kind, each with its own
 * position, radius and time. Immutable.
 *
 * <p><b>One row stands for the watcher</b>: that of the first place. A danger finds rows, each for
 * itself, by its place and its time; {@link #fold} then puts in the place of each row found the one
 * that stands for it. So a watcher who is met through two places, or now through one and then
 * through another, is one and the same bit: audiences are counted, also by kind, and combined
 * without anybody being listed, as if everybody had one place. Only the first row is entered in
 * {@link Ids}, and a row that a later change takes out takes the others with it, so a watcher is
 * alive in all rows or in none.
 *
 * <p><b>Columns.</b> A bit a row tells who has several; for those, by rank, the row of the first
 * place and the row of the next one, of the last one the first again. Eight bytes a row of those
 * with several places, nothing when there are none.
 *
 * <p><b>Folding</b> few rows sorts them; many are put into a bit set as long as the table, whose
 * random writes stay within the cache. Some 3 ns a row found of somebody with several places; where
 * none is found, nothing is folded.
 */
final class Siblings {
  private static final Siblings NONE =
      new Siblings(new long[0], new int[0], new int[0], new int[0]);

  /** Fewer rows than one in so many words of the table are sorted. */
  private static final int FEW = 128;

  private final long[] several;

  /** How many bits of {@link #several} are set before each word. */
  private final int[] rank;

  private final int[] first;
  private final int[] next;

  private Siblings(long[] several, int[] rank, int[] first, int[] next) {
    this.several = several;
    this.rank = rank;
    this.first = first;
    this.next = next;
  }

  /**
   * Takes rows that are about to become a table.
   *
   * @param order the given number of each row of the table
   */
  static Siblings of(Rows rows, int[] order) {
    int size = rows.size;
    if (rows.furthers == 0) {
      return NONE;
    }
    int[] rowOf = new int[size];
    for (int row = 0; row < size; row++) {
      rowOf[order[row]] = row;
    }
    long[] several = new long[(size + 63) >> 6];
    for (int given = 0; given < size; given++) {
      if (rows.further[given]) {
        set(several, rowOf[given - 1]);
        set(several, rowOf[given]);
      }
    }
    int[] rank = new int[several.length];
    for (int word = 1; word < several.length; word++) {
      rank[word] = rank[word - 1] + Long.bitCount(several[word - 1]);
    }
    int count = rank[rank.length - 1] + Long.bitCount(several[several.length - 1]);
    Siblings made = new Siblings(several, rank, new int[count], new int[count]);
    for (int given = 0; given < size; given = rows.end(given, size)) {
      made.chain(rowOf, given, rows.end(given, size));
    }
    return made;
  }

  private static void set(long[] bits, int row) {
    bits[row >> 6] |= 1L << row;
  }

  /** Enters the rows of one watcher. */
  private void chain(int[] rowOf, int from, int end) {
    if (end - from == 1) {
      return;
    }
    for (int given = from; given < end; given++) {
      int at = rank(rowOf[given]);
      first[at] = rowOf[from];
      next[at] = rowOf[given + 1 == end ? from : given + 1];
    }
  }

  private int rank(int row) {
    return rank[row >> 6] + Long.bitCount(several[row >> 6] & ((1L << row) - 1));
  }

  /** Whether nobody has several places. */
  boolean isNone() {
    return several.length == 0;
  }

  /** Whether a row is one of several of its watcher. */
  boolean isOne(int row) {
    return several.length != 0 && (several[row >> 6] >>> row & 1) != 0;
  }

  /** The row of the watcher's next place; after the last one, the first. */
  int next(int row) {
    return isOne(row) ? next[rank(row)] : row;
  }

  /** Takes the bits of a watcher's rows away. */
  void clear(long[] bits, int row) {
    int at = row;
    do {
      bits[at >> 6] &= ~(1L << at);
      at = next(at);
    } while (at != row);
  }

  /**
   * Puts in the place of each row found the one that stands for its watcher.
   *
   * @param found some rows of this table
   * @param firstWord where the table begins among all tables, in words
   * @param out takes the words in ascending order
   */
  void fold(RowSet found, int firstWord, RowSet.Builder out) {
    long folded = 0;
    for (int i = 0; i < found.count(); i++) {
      folded += Long.bitCount(found.mask(i) & several[found.word(i) - firstWord]);
    }
    long count = folded + found.count();
    if (folded == 0) {
      out.addAll(found);
    } else if (count * FEW < several.length) {
      RowSet.Builder sorted = new RowSet.Builder((int) count);
      foldInto(found, firstWord, sorted::add);
      out.addAll(sorted.build());
    } else {
      long[] bits = new long[several.length];
      foldInto(found, firstWord, (word, mask) -> bits[word - firstWord] |= mask);
      for (int word = 0; word < bits.length; word++) {
        out.add(firstWord + word, bits[word]);
      }
    }
  }

  private interface Words {
    void take(int word, long mask);
  }

  private void foldInto(RowSet found, int firstWord, Words words) {
    for (int i = 0; i < found.count(); i++) {
      int word = found.word(i) - firstWord;
      long mask = found.mask(i);
      words.take(firstWord + word, mask & ~several[word]);
      for (long rest = mask & several[word]; rest != 0; rest &= rest - 1) {
        long below = Long.lowestOneBit(rest) - 1;
        int row = first[rank[word] + Long.bitCount(several[word] & below)];
        words.take(firstWord + (row >> 6), 1L << row);
      }
    }
  }

  /** Bytes of all columns. */
  long bytes() {
    return 8L * several.length + 4L * (rank.length + first.length + next.length);
  }

  /** The rows that do not stand for a watcher, a bit each; empty when there are none. */
  long[] furtherRows() {
    long[] further = several.clone();
    for (int word = 0; word < several.length; word++) {
      int at = rank[word];
      for (long rest = several[word]; rest != 0; rest &= rest - 1) {
        int row = (word << 6) + Long.numberOfTrailingZeros(rest);
        if (first[at++] == row) {
          further[word] &= ~Long.lowestOneBit(rest);
        }
      }
    }
    return further;
  }

  /** How many of some rows of the table stand for a watcher. */
  int watchers(long[] rows) {
    int count = 0;
    long[] further = furtherRows();
    for (int word = 0; word < rows.length; word++) {
      count += Long.bitCount(further.length == 0 ? rows[word] : rows[word] & ~further[word]);
    }
    return count;
  }
}
