// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.List;

/**
 * The only exception that this library throws for bad input: a message that cannot be read, that is
 * refused in strict mode, or that may not be written. It holds every problem found, worst first
 * cause in the message.
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
    List<Problem> errors = problems.stream().filter(Problem::isError).toList();
    if (errors.isEmpty()) {
      return "The message was refused.";
    }
    String first = errors.getFirst().toString();
    return errors.size() == 1 ? first : first + " (and " + (errors.size() - 1) + " more)";
  }
}
