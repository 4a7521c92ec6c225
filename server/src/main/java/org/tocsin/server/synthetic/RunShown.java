// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.synthetic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An alert to itself, for the page.
 *
 * @param begunAt when it began
 * @param state {@code whole}, {@code stuck}, {@code behind} or {@code underWay}
 * @param whole how long it took
 * @param behind behind how many deliveries that are meant it stands or stood; 0 when it did not
 * @param took how long each leg took, in their order; a dash where it was not done
 */
public record RunShown(
    Instant begunAt, String state, String whole, long behind, List<String> took) {

  /** Copies the list. */
  public RunShown {
    took = List.copyOf(took);
  }

  static RunShown of(Run run) {
    Map<Leg, Duration> took = run.took();
    return new RunShown(
        run.begunAt(),
        run.isWhole()
            ? "whole"
            : run.isBehind() ? "behind" : run.endedAt() == null ? "underWay" : "stuck",
        words(run.whole()),
        run.behind(),
        Stream.of(Leg.values())
            .map(leg -> Optional.ofNullable(took.get(leg)).map(RunShown::words).orElse("–"))
            .toList());
  }

  /** The heads of the columns. */
  public static List<String> legs() {
    return Stream.of(Leg.values()).map(leg -> leg.word().replace('_', ' ')).toList();
  }

  private static String words(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1_000.0);
  }
}
