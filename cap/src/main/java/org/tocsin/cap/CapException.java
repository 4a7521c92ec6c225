// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.List;

/**
 * The only exception that this library throws for bad input: a message that cannot be read, that is
 * refused in strict mode, or that may not be written. It holds every problem found; its message
 * tells the first error.
 */
public final class CapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  CapException(List<Problem> problems) {
    super(describe(problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem found, in the order of the input. */
  public List<Problem> problems() {
    return problems;
  }

  private static String describe(List<Problem> problems) {
    String first =
        problems.stream()
            .filter(Problem::isError)
            .findFirst()
            .orElse(problems.getFirst())
            .toString();
    return problems.size() == 1 ? first : first + " (and " + (problems.size() - 1) + " more)";
  }
}
