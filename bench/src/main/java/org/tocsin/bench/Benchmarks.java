// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench;

import java.util.List;
import org.tocsin.bench.cap.CapBenchmark;
import org.tocsin.bench.frame.Benchmark;
import org.tocsin.bench.match.MatchBenchmark;
import org.tocsin.bench.record.RecordBenchmark;
import org.tocsin.bench.start.StartBenchmark;

/** Every benchmark there is. */
final class Benchmarks {
  static final List<Benchmark> ALL =
      List.of(
          new CapBenchmark(Home.path()),
          new MatchBenchmark(),
          new RecordBenchmark(),
          new StartBenchmark(Home.path()));

  private Benchmarks() {}
}
