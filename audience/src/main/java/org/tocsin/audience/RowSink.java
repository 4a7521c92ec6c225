// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/** Takes rows of one table that lie in the way and keeps those that pass the filter. */
final class RowSink {
  private final RowFilter filter;
  private final int firstWord;
  private final RowSet.Builder out;

  /**
   * Makes a sink.
   *
   * @param firstWord where the table begins among all tables, in words
   */
  RowSink(RowFilter filter, int firstWord, RowSet.Builder out) {
    this.filter = filter;
    this.firstWord = firstWord;
    this.out = out;
  }

  /** Takes all rows from one to before another. */
  void run(int first, int end) {
    if (first >= end) {
      return;
    }
    int word = first >> 6;
    int last = (end - 1) >> 6;
    long mask = -1L << first;
    for (; word < last; word++) {
      take(word, mask);
      mask = -1;
    }
    take(last, mask & (-1L >>> -end));
  }

  /** Takes those of 64 rows from {@code first} on whose bits are set, the lowest for the first. */
  void some(int first, long mask) {
    int word = first >> 6;
    int shift = first & 63;
    take(word, mask << shift);
    if (shift != 0) {
      take(word + 1, mask >>> (64 - shift));
    }
  }

  /**
   * Those of up to 64 rows that the sink would keep, the lowest bit for the first: for whom it is
   * dearer to decide where they are than what they wish.
   */
  long wanted(int first, int count) {
    int word = first >> 6;
    int shift = first & 63;
    long rows = -1L >>> (64 - count);
    long wanted = filter.pass(word, rows << shift) >>> shift;
    return shift + count <= 64
        ? wanted
        : wanted | filter.pass(word + 1, rows >>> (64 - shift)) << (64 - shift);
  }

  private void take(int word, long rows) {
    if (rows != 0) {
      out.add(firstWord + word, filter.pass(word, rows));
    }
  }
}
