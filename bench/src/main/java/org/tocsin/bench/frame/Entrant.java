// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

/**
 * A contender's place at the start.
 *
 * @param name what the table calls it
 * @param role what it is compared as
 * @param maker makes the contender in its own JVM; what it does there is not measured
 */
public record Entrant(String name, Role role, Maker maker) {

  /** What a contender is in its race. */
  public enum Role {
    /** What the others are compared with: the first of these in a workload. */
    OURS,
    /** Another's way to do the same. */
    PEER,
    /** Less than the whole work, which none can do faster; the fastest of these counts. */
    LIMIT
  }

  /** Makes a contender. */
  @FunctionalInterface
  public interface Maker {
    /** Loads what the work needs. */
    Contender make() throws Exception;
  }
}
