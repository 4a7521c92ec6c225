// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench;

import java.io.IOException;
import org.tocsin.bench.frame.Benchmark;
import org.tocsin.bench.frame.Child;
import org.tocsin.bench.frame.Entrant;
import org.tocsin.bench.frame.Member;

/** Where a contender's own JVM begins; started by {@link Main}, not by people. */
final class ChildMain {
  private ChildMain() {}

  /**
   * Serves one contender: whether small, the name of the benchmark; then the names of workload and
   * contender, or the number of watchers and the name of a member of the crew.
   */
  public static void main(String[] names) throws IOException {
    boolean small = Boolean.parseBoolean(names[0]);
    switch (find(names[1], Benchmarks.WATCHERS)) {
      case Benchmark.OfContenders contenders ->
          Child.serve(find(contenders, names[2], names[3], small));
      case Benchmark.OfKeepers _ -> {
        var keepers = (Benchmark.OfKeepers) find(names[1], Integer.parseInt(names[2]));
        Child.serve(find(keepers, names[3], small));
      }
      case Benchmark.OfPrograms programs ->
          throw new IllegalArgumentException(programs.name() + " has no contenders");
    }
  }

  private static Benchmark find(String benchmark, int watchers) {
    return Benchmarks.all(watchers).stream()
        .filter(b -> b.name().equals(benchmark))
        .findFirst()
        .orElseThrow();
  }

  static Entrant find(
      Benchmark.OfContenders contenders, String workload, String contender, boolean small)
      throws IOException {
    return contenders.workloads(small).stream()
        .filter(w -> w.name().equals(workload))
        .flatMap(w -> w.entrants().stream())
        .filter(e -> e.name().equals(contender))
        .findFirst()
        .orElseThrow();
  }

  static Member find(Benchmark.OfKeepers keepers, String member, boolean small) throws IOException {
    return keepers.members(small).stream()
        .filter(m -> m.name().equals(member))
        .findFirst()
        .orElseThrow();
  }
}
