// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Runs of {@link ChaosDisk}, seed after seed, for the database's disk and the record's, not part of
 * the normal tests: {@code -Dtest=ChaosDiskRuns} with {@code chaos.seed}, {@code chaos.count} and
 * {@code chaos.people}.
 */
class ChaosDiskRuns {

  @Test
  void seedAfterSeed() throws Exception {
    String why = ChaosDisk.why();
    assumeTrue(why.isEmpty(), why);
    long first = Long.getLong("chaos.seed", 1);
    List<String> wrong = new ArrayList<>();
    for (long seed = first; seed < first + Long.getLong("chaos.count", 1); seed++) {
      for (String folder : List.of("postgres", "record")) {
        Chaos.Result result =
            new ChaosDisk(seed, folder, Integer.getInteger("chaos.people", 600)).run();
        System.out.printf(
            Locale.ROOT,
            "seed %d, %s: %d messages, %d repeats, %d faults%n",
            seed,
            folder,
            result.arrivals(),
            result.repeats(),
            result.faults().size());
        result.story().forEach(line -> System.out.println("  " + line));
        result.faults().stream().limit(20).forEach(System.out::println);
        if (!result.faults().isEmpty()) {
          wrong.add(seed + " " + folder);
        }
      }
    }
    assertThat(wrong).as("seeds under which something was wrong").isEmpty();
  }
}
