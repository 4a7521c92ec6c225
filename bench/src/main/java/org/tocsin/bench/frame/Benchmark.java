// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** One word after {@code ./tocsin bench}. */
public sealed interface Benchmark {
  /** The word. */
  String name();

  /** What it measures, in a line. */
  String purpose();

  /** Contenders against each other. */
  non-sealed interface OfContenders extends Benchmark {
    /** What there is to do; the same in parent and child. */
    List<Workload> workloads(boolean small) throws IOException;
  }

  /** Whole programs, started and watched from outside. */
  non-sealed interface OfPrograms extends Benchmark {
    /** Measures, and tells on {@code progress} how far it is. */
    List<Table> run(Effort effort, PrintStream progress) throws IOException, InterruptedException;
  }
}
