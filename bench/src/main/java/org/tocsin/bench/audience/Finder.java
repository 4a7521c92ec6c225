// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

/** A way to find the audience of a danger. Used by one thread. */
interface Finder {
  /** Finds it and gives how many it is: what is measured. */
  int count(Question question) throws Exception;

  /** The ids, in any order. Not measured. */
  int[] ids(Question question) throws Exception;

  /**
   * Whether positions are kept as they are given. Where they are rounded, those within a step of an
   * edge may be answered otherwise.
   */
  default boolean isExact() {
    return true;
  }
}
