// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

/**
 * A measured piece of work.
 *
 * @param passes how many passes
 * @param wallNanos how long it took
 * @param processorNanos the processor time of the whole process in the meantime, of all its threads
 * @param sum of what the passes gave: carried along so that no compiler can leave a pass out
 */
public record Slice(long passes, long wallNanos, long processorNanos, long sum) {
  /** As a line between parent and child. */
  String line() {
    return passes + " " + wallNanos + " " + processorNanos + " " + sum;
  }

  static Slice parse(String line) {
    String[] words = line.split(" ", -1);
    return new Slice(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]));
  }
}
