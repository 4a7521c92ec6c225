// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What came of checking a message.
 *
 * @param valid whether no problem is an error
 * @param version the version of CAP, if the message names one
 * @param problems everything that is wrong, in the order of the message
 */
public record CheckResult(boolean valid, Optional<CapVersion> version, List<Problem> problems) {
  public CheckResult {
    requireNonNull(version, "version");
    problems = List.copyOf(problems);
  }
}
