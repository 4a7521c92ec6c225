// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import org.tocsin.server.kernel.Problem;

/** What whoever gives out case bundles refuses. */
public final class BundleProblem {

  private BundleProblem() {}

  /**
   * T9053: the disk has no room for a bundle.
   *
   * @param written bytes of it that were written
   * @param spared bytes of the disk that are kept for the record itself
   */
  public static Problem noRoom(long written, long spared) {
    return LedgerProblem.BUNDLE_TOO_LARGE.because(
        "after %,d bytes of it less than %,d bytes of the disk were free"
            .formatted(written, spared));
  }
}
