// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench;

import java.util.List;
import org.tocsin.bench.cap.CapBenchmark;
import org.tocsin.bench.frame.Benchmark;

/** Every benchmark there is. */
final class Benchmarks {
  static final List<Benchmark> ALL = List.of(new CapBenchmark(Home.path()));

  private Benchmarks() {}
}
