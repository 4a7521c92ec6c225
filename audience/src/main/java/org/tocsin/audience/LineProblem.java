// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/**
 * What is wrong with one line of a watcher file.
 *
 * @param line from 1
 * @param column the name of the column, or empty when the whole line is meant
 * @param value what was found, cut to 200 characters
 * @param message what is wrong with it
 * @param remedy what to do
 * @param grade whether the line was refused
 */
public record LineProblem(
    long line, String column, String value, String message, String remedy, Grade grade) {
  /** How much a problem matters. */
  public enum Grade {
    /** The line was refused and handed to the reject sink. */
    ERROR,
    /** The line was read; somebody should look at it. */
    WARNING
  }

  private static final int MAX_VALUE = 200;

  /** Cuts an overlong value. */
  public LineProblem {
    value = value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE) + "…";
  }

  /** The problem in one line for people. */
  public String words() {
    return "line "
        + line
        + (column.isEmpty() ? "" : ", " + column)
        + ": "
        + message
        + (value.isEmpty() ? "" : " (found: " + value + ")")
        + "; "
        + remedy;
  }
}
