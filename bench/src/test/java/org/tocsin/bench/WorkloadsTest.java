// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tocsin.bench.frame.Benchmark;
import org.tocsin.bench.frame.Crew;
import org.tocsin.bench.frame.Effort;
import org.tocsin.bench.frame.Entrant;
import org.tocsin.bench.frame.Race;
import org.tocsin.bench.frame.RaceTable;
import org.tocsin.bench.frame.Table;
import org.tocsin.bench.frame.Workload;

/** FEATURE UNDER TEST: every workload runs, once and on little input, and its contenders agree. */
class WorkloadsTest {
  private static final PrintStream NOWHERE = new PrintStream(PrintStream.nullOutputStream());

  record Named(String benchmark, Workload workload) {
    @Override
    public String toString() {
      return benchmark + " " + workload.name();
    }
  }

  static Stream<Named> workloads() throws IOException {
    Stream.Builder<Named> all = Stream.builder();
    for (Benchmark benchmark : Benchmarks.ALL) {
      if (benchmark instanceof Benchmark.OfContenders contenders) {
        contenders.workloads(true).forEach(w -> all.add(new Named(benchmark.name(), w)));
      }
    }
    return all.build();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void runsAndAgrees(Named named) throws IOException {
    RaceTable table = new Race(named.workload(), Effort.once(), NOWHERE).here();
    assertThat(table.well()).as("%s", table).isTrue();
    assertThat(table.rows())
        .allSatisfy(row -> assertThat(row.slices().getFirst().sum()).isNotZero())
        .hasSameSizeAs(named.workload().entrants());
  }

  static Stream<Benchmark.OfKeepers> crews() {
    return Benchmarks.ALL.stream()
        .filter(Benchmark.OfKeepers.class::isInstance)
        .map(Benchmark.OfKeepers.class::cast);
  }

  @ParameterizedTest
  @MethodSource("crews")
  void aCrewDoesAllItsWorkAndAgrees(Benchmark.OfKeepers benchmark) throws IOException {
    try (Crew crew = Crew.here(benchmark.members(true), NOWHERE)) {
      List<Table> tables = new ArrayList<>();
      benchmark.run(crew, Effort.once(), NOWHERE, tables::add);
      assertThat(tables).allSatisfy(table -> assertThat(table.well()).as("%s", table).isTrue());
      assertThat(tables)
          .filteredOn(RaceTable.class::isInstance)
          .flatExtracting(table -> ((RaceTable) table).rows())
          .allSatisfy(row -> assertThat(row.slices().getFirst().sum()).isNotZero());
    }
  }

  @Test
  void theChildFindsWhatTheParentNames() throws IOException {
    for (Named named : workloads().toList()) {
      for (Entrant entrant : named.workload().entrants()) {
        Benchmark.OfContenders benchmark =
            Benchmarks.ALL.stream()
                .filter(b -> b.name().equals(named.benchmark()))
                .map(Benchmark.OfContenders.class::cast)
                .findFirst()
                .orElseThrow();
        Entrant found = ChildMain.find(benchmark, named.workload().name(), entrant.name(), true);
        assertThat(found.role()).isEqualTo(entrant.role());
      }
    }
  }

  @Test
  void namesAreUnique() throws IOException {
    assertThat(Benchmarks.ALL).extracting(Benchmark::name).doesNotHaveDuplicates();
    assertThat(workloads().map(Named::toString)).doesNotHaveDuplicates();
    for (Named named : workloads().toList()) {
      List<Entrant> entrants = named.workload().entrants();
      assertThat(entrants).extracting(Entrant::name).doesNotHaveDuplicates();
    }
  }
}
