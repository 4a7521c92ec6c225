// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What came of checking a message, or the feed that messages stand in.
 *
 * @param subject which of the two
 * @param valid whether no problem is an error
 * @param version the version of CAP, if the message names one
 * @param problems everything that is wrong, in the order of the message
 */
public record CheckResult(
    Subject subject, boolean valid, Optional<CapVersion> version, List<Problem> problems) {
  public CheckResult {
    requireNonNull(subject, "subject");
    requireNonNull(version, "version");
    problems = List.copyOf(problems);
  }

  /** What was checked. */
  public enum Subject {
    /** A message, or what should be one. */
    MESSAGE,
    /** A feed, apart from the messages in it. */
    FEED
  }
}
