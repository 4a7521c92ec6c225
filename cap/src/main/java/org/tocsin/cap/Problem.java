// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a message, said so that its author can mend it.
 *
 * @param rule id of the broken rule, such as {@code cap-1.2-3.2.1-identifier}; see {@link Rule}
 * @param severity error, warning or advice
 * @param line line of the input, from 1; 0 when the problem was not found in a text
 * @param column column in UTF-16 units, from 1; 0 when the problem was not found in a text
 * @param path where in the message, such as {@code alert/info[2]/area[1]/polygon[1]}; may be empty
 * @param value the value at fault, cut to a readable length; may be empty
 * @param message what is wrong, as a sentence
 * @param remedy what to do about it, as a sentence
 * @param section section of the standard that says so, such as {@code CAP 1.2 §3.2.1}
 */
public record Problem(
    String rule,
    ProblemSeverity severity,
    int line,
    int column,
    String path,
    String value,
    String message,
    String remedy,
    String section) {
  public Problem {
    requireNonNull(rule, "rule");
    requireNonNull(severity, "severity");
    requireNonNull(path, "path");
    requireNonNull(value, "value");
    requireNonNull(message, "message");
    requireNonNull(remedy, "remedy");
    requireNonNull(section, "section");
  }

  /** Whether this problem alone makes the message invalid. */
  public boolean isError() {
    return severity == ProblemSeverity.ERROR;
  }

  /** One line for people: position, severity, rule, path, message and remedy. */
  @Override
  public String toString() {
    String position = line > 0 ? line + ":" + column + " " : "";
    String place = path.isEmpty() ? "" : path + ": ";
    return position + severity.word() + " " + rule + " " + place + message + " " + remedy;
  }
}
