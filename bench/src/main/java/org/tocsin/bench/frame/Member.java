// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.util.List;

/**
 * A {@link Keeper}'s place in a crew.
 *
 * @param name what the parent calls it
 * @param heapMegabytes the most memory of its JVM
 * @param options of its JVM, besides those of all
 * @param maker makes the keeper in its own JVM; what it does there is not measured by the frame
 */
public record Member(String name, int heapMegabytes, List<String> options, Maker maker) {
  /** Copies its list. */
  public Member {
    options = List.copyOf(options);
  }

  /** One whose JVM has no options of its own. */
  public Member(String name, int heapMegabytes, Maker maker) {
    this(name, heapMegabytes, List.of(), maker);
  }

  /** Makes a keeper. */
  @FunctionalInterface
  public interface Maker {
    /** Loads what all its work needs. */
    Keeper make() throws Exception;
  }
}
