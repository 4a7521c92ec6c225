// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.util.List;

/** Cuts a list that is in memory anyway into numbered pages. */
public final class Paging {

  private Paging() {}

  /** The page of this number, from 1; empty beyond the last. */
  public static <T> List<T> of(List<T> all, int page, int rows) {
    long from = (Math.max(page, 1) - 1L) * rows;
    return from >= all.size()
        ? List.of()
        : all.subList((int) from, (int) Math.min(all.size(), from + rows));
  }

  /** How many pages there are; at least 1. */
  public static int pages(int size, int rows) {
    return Math.max(1, Math.ceilDiv(size, rows));
  }
}
