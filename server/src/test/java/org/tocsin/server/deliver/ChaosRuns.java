// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Long runs of {@link Chaos}, seed after seed, not part of the normal tests: {@code
 * -Dtest=ChaosRuns} with {@code chaos.seed}, {@code chaos.count}, {@code chaos.seconds}, {@code
 * chaos.nodes} and {@code chaos.people}.
 */
class ChaosRuns {

  /** What is promised; on a machine that is busy with other things it can take longer. */
  private static final Duration MOST = Duration.ofSeconds(10);

  @Test
  void seedAfterSeed() throws Exception {
    long first = Long.getLong("chaos.seed", 1);
    List<Long> wrong = new ArrayList<>();
    for (long seed = first; seed < first + Long.getLong("chaos.count", 1); seed++) {
      Chaos.Result result =
          new Chaos(
                  seed,
                  Integer.getInteger("chaos.nodes", 3),
                  Integer.getInteger("chaos.people", 1_500),
                  Duration.ofSeconds(Long.getLong("chaos.seconds", 30)))
              .run();
      System.out.printf(
          Locale.ROOT,
          "seed %d: %d messages, %d repeats, taken over after %s, %d faults%n",
          seed,
          result.arrivals(),
          result.repeats(),
          result.takeovers(),
          result.faults().size());
      result.story().forEach(line -> System.out.println("  " + line));
      result.faults().stream().limit(20).forEach(System.out::println);
      boolean slow = result.takeovers().stream().anyMatch(each -> each.compareTo(MOST) >= 0);
      if (slow) {
        System.out.println("  a takeover took " + MOST + " or longer: promised is less");
      }
      if (slow || !result.faults().isEmpty()) {
        wrong.add(seed);
      }
    }
    assertThat(wrong).as("seeds under which something was wrong").isEmpty();
  }
}
