// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading an input tolerantly.
 *
 * @param alert the alert; empty when the input holds none, or when a part is missing without which
 *     it cannot be told what the message means: sent, status, msgType or scope. In an alert that is
 *     not valid, other required texts may be empty and required words {@code UNKNOWN}
 * @param version the version its namespace names, if it names one
 * @param problems everything that is wrong, in the order of the input
 * @param original the bytes it was made from
 */
public record Reading(
    Optional<Alert> alert,
    Optional<CapVersion> version,
    List<Problem> problems,
    Original original) {
  public Reading {
    requireNonNull(alert, "alert");
    requireNonNull(version, "version");
    problems = List.copyOf(problems);
    requireNonNull(original, "original");
  }

  /** Whether the input breaks no rule whose breach is an error. */
  public boolean isValid() {
    return alert.isPresent() && problems.stream().noneMatch(Problem::isError);
  }
}
