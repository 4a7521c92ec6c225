// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

/** Reports that are read one after another, beside those of the other lane. */
enum Lane {
  /** What takes a moment to read. */
  SHORT("read.waiting", 0, Lane.SHORT_BYTES),

  /** Everything else: reading takes time in proportion to length. */
  LONG("read.waiting-long", Lane.SHORT_BYTES + 1, Long.MAX_VALUE);

  private static final long SHORT_BYTES = 100_000;

  private final String work;
  private final long least;
  private final long most;

  Lane(String work, long least, long most) {
    this.work = work;
    this.least = least;
    this.most = most;
  }

  /** The lane of a report of so many bytes. */
  static Lane of(long bytes) {
    return bytes <= SHORT.most ? SHORT : LONG;
  }

  /** The name of its {@link org.tocsin.server.kernel.DueWork}. */
  String work() {
    return work;
  }

  /** Bytes of the smallest report in it. */
  long least() {
    return least;
  }

  /** Bytes of the largest report in it. */
  long most() {
    return most;
  }
}
