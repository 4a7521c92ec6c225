// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench;

import java.io.IOException;
import org.tocsin.bench.frame.Benchmark.OfContenders;
import org.tocsin.bench.frame.Child;
import org.tocsin.bench.frame.Entrant;

/** Where a contender's own JVM begins; started by {@link Main}, not by people. */
final class ChildMain {
  private ChildMain() {}

  /** Serves one contender: the names of benchmark, workload and contender, and whether small. */
  public static void main(String[] names) throws IOException {
    Child.serve(find(names[0], names[1], names[2], Boolean.parseBoolean(names[3])));
  }

  static Entrant find(String benchmark, String workload, String contender, boolean small)
      throws IOException {
    OfContenders found =
        Benchmarks.ALL.stream()
            .filter(b -> b.name().equals(benchmark))
            .map(OfContenders.class::cast)
            .findFirst()
            .orElseThrow();
    return found.workloads(small).stream()
        .filter(w -> w.name().equals(workload))
        .flatMap(w -> w.entrants().stream())
        .filter(e -> e.name().equals(contender))
        .findFirst()
        .orElseThrow();
  }
}
