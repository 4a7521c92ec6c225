// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.match;

import java.util.List;
import org.tocsin.bench.frame.Benchmark;
import org.tocsin.bench.frame.Entrant;
import org.tocsin.bench.frame.Entrant.Role;
import org.tocsin.bench.frame.Workload;

/**
 * Who is inside a city's outline: the one question that JTS answers too. Ours also looks at times,
 * radii and wishes, which these watchers do not have. Synthetic, clustered round twenty cities.
 */
public final class MatchBenchmark implements Benchmark.OfContenders {
  /** A benchmark without settings. */
  public MatchBenchmark() {}

  @Override
  public String name() {
    return "match";
  }

  @Override
  public String purpose() {
    return "who is in the way of a danger, beside JTS with and without an index";
  }

  @Override
  public List<Workload> workloads(boolean small) {
    int count = small ? 2_000 : 100_000;
    return List.of(
        new Workload(
            "outline",
            "%,d synthetic watchers, each at a point, and an outline of 200 corners"
                .formatted(count),
            "questions",
            List.of(
                new Entrant("tocsin", Role.OURS, () -> new TocsinMatch(new Town(count))),
                new Entrant(
                    "JTS, each watcher", Role.PEER, () -> JtsMatch.eachWatcher(new Town(count))),
                new Entrant(
                    "JTS with an R-tree", Role.PEER, () -> JtsMatch.withTree(new Town(count))))));
  }
}
