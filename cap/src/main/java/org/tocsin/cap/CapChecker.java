// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds messages to every {@link Rule} of CAP 1.2. Safe for several threads. */
public final class CapChecker {
  private static final int PROBLEMS_MAX = 200;

  private CapChecker() {}

  /** Checks an alert that was built; its problems have paths but no positions. */
  public static CheckResult check(Alert alert) {
    Problems problems = new Problems(PROBLEMS_MAX);
    ModelRules.alert(alert, Site.model("alert"), problems);
    return result(Optional.of(alert.version()), problems.sorted());
  }

  /** Checks an alert that was built, and whether it has expired by that time. */
  public static CheckResult check(Alert alert, Instant now) {
    Problems problems = new Problems(PROBLEMS_MAX);
    ModelRules.alert(alert, Site.model("alert"), problems);
    ModelRules.expired(alert, now, Site.model("alert"), problems);
    return result(Optional.of(alert.version()), problems.sorted());
  }

  /** Checks the text of a message, and whether it has expired by that time. */
  public static CheckResult check(byte[] input, Instant now) {
    return check(input, now, ReadLimits.alert());
  }

  /** Checks the text of a message within these limits. */
  public static CheckResult check(byte[] input, Instant now, ReadLimits limits) {
    Reading reading = CapReader.read(input, limits);
    Problems late = new Problems(limits.problemsMax());
    reading.alert().ifPresent(alert -> ModelRules.expired(alert, now, Site.model("alert"), late));
    List<Problem> problems = new ArrayList<>(reading.problems());
    problems.addAll(late.sorted());
    return result(reading.version(), problems);
  }

  private static CheckResult result(Optional<CapVersion> version, List<Problem> problems) {
    return new CheckResult(problems.stream().noneMatch(Problem::isError), version, problems);
  }
}
