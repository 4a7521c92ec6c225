// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench;

import java.util.List;
import org.tocsin.bench.audience.AudienceBenchmark;
import org.tocsin.bench.cap.CapBenchmark;
import org.tocsin.bench.fanout.FanoutBenchmark;
import org.tocsin.bench.frame.Benchmark;
import org.tocsin.bench.reading.ReadingBenchmark;
import org.tocsin.bench.record.RecordBenchmark;
import org.tocsin.bench.start.StartBenchmark;

/** Every benchmark there is. */
final class Benchmarks {
  /** How many watchers there are when nobody says. */
  static final int WATCHERS = 10_000_000;

  static final List<Benchmark> ALL = all(WATCHERS);

  private Benchmarks() {}

  /** All, with so many watchers where watchers are matched. */
  static List<Benchmark> all(int watchers) {
    return List.of(
        new CapBenchmark(Home.path()),
        new AudienceBenchmark(Home.path(), watchers),
        new RecordBenchmark(),
        new ReadingBenchmark(Home.path()),
        new FanoutBenchmark(Home.path()),
        new StartBenchmark(Home.path()));
  }
}
