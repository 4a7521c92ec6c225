// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.util.List;

/** One way to do the work of a workload. Used by one thread. */
public interface Contender {
  /** The answer for an item that the contender refuses, or does otherwise with good reason. */
  String NOT_COMPARED = "-";

  /** How many units of work a pass does. */
  long units();

  /** How many bytes of input a pass goes through; 0 where bytes say nothing. */
  default long bytes() {
    return 0;
  }

  /**
   * Does the whole work once.
   *
   * @return a number that depends on all of it, so that no compiler may leave any of it out
   */
  long pass() throws Exception;

  /**
   * The processor time that other processes have spent for this one so far, as a database does; it
   * is added to that of this process.
   */
  default long processorNanosElsewhere() throws Exception {
    return 0;
  }

  /**
   * What comes of the work, a line an item, or {@link #NOT_COMPARED}: equal lines of all contenders
   * show that they do the same. Not measured. Empty when nothing comes of it that could be
   * compared.
   */
  default List<String> answers() throws Exception {
    return List.of();
  }
}
