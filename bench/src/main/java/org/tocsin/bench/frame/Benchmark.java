// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

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

    /** What is measured after the last workload and is no contest, told on {@code progress}. */
    default List<Table> afterwards(Effort effort, PrintStream progress)
        throws IOException, InterruptedException {
      return List.of();
    }
  }

  /** Contenders that load much once and do several works with it. */
  non-sealed interface OfKeepers extends Benchmark {
    /** Who takes part; the same in parent and child. */
    List<Member> members(boolean small) throws IOException;

    /** What a child must be told, besides the size, so that its members are those of the parent. */
    String setting();

    /**
     * Lets them work, tells on {@code progress} who cannot take part, and gives each table as soon
     * as it is done.
     */
    void run(Crew crew, Effort effort, PrintStream progress, Consumer<Table> done)
        throws IOException;
  }

  /** Whole programs, started and watched from outside. */
  non-sealed interface OfPrograms extends Benchmark {
    /** Measures, and tells on {@code progress} how far it is. */
    List<Table> run(Effort effort, PrintStream progress) throws IOException, InterruptedException;
  }
}
