// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tocsin.bench.frame.Entrant.Role;

/** FEATURE UNDER TEST: contenders work in turn, and only those that do the same are compared. */
class RaceTest {
  private static final PrintStream NOWHERE = new PrintStream(PrintStream.nullOutputStream());

  private final List<String> passes = new ArrayList<>();

  private Entrant entrant(String name, Role role, String... answers) {
    Contender contender =
        new Contender() {
          @Override
          public long units() {
            return 2;
          }

          @Override
          public long pass() {
            passes.add(name);
            return 1;
          }

          @Override
          public List<String> answers() {
            return List.of(answers);
          }
        };
    return new Entrant(name, role, () -> contender);
  }

  private static Workload workload(Entrant... entrants) {
    return new Workload("w", "work", "things", List.of(entrants));
  }

  private static RaceTable race(int rounds, Entrant... entrants) throws IOException {
    Effort effort = new Effort(Duration.ZERO, Duration.ZERO, rounds, true);
    return new Race(workload(entrants), effort, NOWHERE).here();
  }

  @Test
  void theOrderRotatesFromRoundToRound() throws IOException {
    race(3, entrant("a", Role.OURS), entrant("b", Role.PEER), entrant("c", Role.LIMIT));
    // The first three warm up.
    assertThat(String.join("", passes)).isEqualTo("abc" + "abc" + "bca" + "cab");
  }

  @Test
  void everySliceIsKept() throws IOException {
    RaceTable table = race(4, entrant("a", Role.OURS), entrant("b", Role.PEER));
    assertThat(table.rows()).allSatisfy(row -> assertThat(row.slices()).hasSize(4));
    assertThat(table.rows().getFirst().slices()).allMatch(s -> s.passes() == 1 && s.sum() == 1);
  }

  @Test
  void thePeersAnswersAreTheMeasureForOurs() throws IOException {
    RaceTable table =
        race(
            1,
            entrant("ours", Role.OURS, "1", "2", "-"),
            entrant("peer", Role.PEER, "1", "other", "3"));
    assertThat(table.rows().getFirst().agreement()).contains(new Agreement(1, 1, 1));
    assertThat(table.rows().getLast().agreement()).contains(new Agreement(3, 0, 0));
    assertThat(table.well()).isFalse();
    assertThat(printed(table)).contains("1 DIFFER, 1 agree, 1 not compared");
  }

  @Test
  void anAnswerTooFewIsADifference() throws IOException {
    RaceTable table = race(1, entrant("a", Role.OURS, "1"), entrant("b", Role.PEER, "1", "2"));
    assertThat(table.rows().getFirst().agreement()).contains(new Agreement(1, 1, 0));
  }

  @Test
  void aPassThatFailsFailsTheRaceWithItsReason() {
    Entrant broken =
        new Entrant(
            "broken",
            Role.OURS,
            () -> {
              throw new IllegalStateException("no input");
            });
    assertThatThrownBy(() -> race(1, broken))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken cannot start")
        .hasMessageContaining("no input");
  }

  @Test
  void aWorkloadBeginsWithOneOfOurs() {
    assertThatThrownBy(() -> workload(entrant("peer", Role.PEER)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not begin with one of ours");
  }

  @Test
  void ratesGoByProcessorTimeAndRatiosByMedians() {
    RaceTable table =
        new RaceTable(
            "w",
            "work",
            "things",
            Workload.Shown.RATES,
            List.of(
                row("ours", Role.OURS, 2_000_000_000L, 1_000_000_000L, 500_000_000L),
                row("peer", Role.PEER, 4_000_000_000L, 2_000_000_000L, 1_000_000_000L),
                row("limit", Role.LIMIT, 250_000_000L, 250_000_000L, 250_000_000L)));
    // Ten passes of two things in 2, 1 and 0.5 s: 10, 20 and 40 a second.
    assertThat(table.rows().getFirst().perProcessorSecond()).isEqualTo(new Figures(10, 20, 40));
    assertThat(table.rows().getFirst().megabytes()).hasValue(30);
    assertThat(table.json().toString())
        .contains("name=peer", "toOurs=0.5", "ofLimit=0.25", "ofLimit=0.125");
    assertThat(printed(table)).containsPattern("peer .* 0\\.50 +0\\.13");
  }

  private static RaceTable.Row row(String name, Role role, long... processorNanos) {
    List<Slice> slices = new ArrayList<>();
    for (long nanos : processorNanos) {
      slices.add(new Slice(10, 5, nanos, 0));
    }
    return new RaceTable.Row(name, role, 2, 3_000_000, slices, Optional.empty());
  }

  private static String printed(Table table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    table.print(new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }
}
