// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.util.HashSet;
import java.util.Set;

/**
 * Everything that this server can refuse, of every stage: one bean of another type than its parts.
 *
 * @param catalogue every kind, by number
 */
public record Problems(ProblemCatalogue catalogue) {

  /** Refuses two kinds with one number: a number never changes its meaning. */
  public Problems {
    Set<String> numbers = new HashSet<>();
    for (ProblemType type : catalogue.types()) {
      if (!numbers.add(type.number())) {
        throw new IllegalStateException("Two kinds of problem have the number " + type.number());
      }
    }
  }
}
