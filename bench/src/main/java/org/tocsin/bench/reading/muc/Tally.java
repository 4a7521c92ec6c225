// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

/**
 * Fills counted: right, half right, wrong, spurious, missing. Immutable.
 *
 * <p>Recall is what is right, halves counted as halves, of what was possible (right, half, wrong,
 * missing); precision the same of what was given (right, half, wrong, spurious).
 */
record Tally(int right, int partial, int wrong, int spurious, int missing) {
  static final Tally NONE = new Tally(0, 0, 0, 0, 0);

  Tally plus(Tally more) {
    return new Tally(
        right + more.right,
        partial + more.partial,
        wrong + more.wrong,
        spurious + more.spurious,
        missing + more.missing);
  }

  int possible() {
    return right + partial + wrong + missing;
  }

  int given() {
    return right + partial + wrong + spurious;
  }

  double credit() {
    return right + 0.5 * partial;
  }

  double recall() {
    return possible() == 0 ? 0 : credit() / possible();
  }

  double precision() {
    return given() == 0 ? 0 : credit() / given();
  }

  /** Precision and recall weighed alike. */
  double f() {
    return credit() == 0 ? 0 : 2 * precision() * recall() / (precision() + recall());
  }
}
