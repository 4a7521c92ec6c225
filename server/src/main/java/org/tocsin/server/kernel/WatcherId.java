// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

/**
 * Names one watcher: a positive whole number, since an audience is a set of millions of them.
 *
 * @param number 1 or more, given by the database in order of arrival
 */
public record WatcherId(long number) implements Comparable<WatcherId> {

  /** Refuses zero and negative numbers. */
  public WatcherId {
    if (number < 1) {
      throw KernelProblem.BAD_ID.because("watcher %d: numbers start at 1".formatted(number));
    }
  }

  @Override
  public int compareTo(WatcherId other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
