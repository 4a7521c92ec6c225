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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.bench.frame.Crew.Part;
import org.tocsin.bench.frame.Entrant.Role;

/** FEATURE UNDER TEST: members of a crew load once and race in one work after another. */
class CrewTest {
  private static final PrintStream NOWHERE = new PrintStream(PrintStream.nullOutputStream());
  private static final Effort ONCE = new Effort(Duration.ZERO, Duration.ZERO, 1, true);

  private final List<String> happened = new ArrayList<>();

  private Member member(String name) {
    return new Member(
        name,
        64,
        () -> {
          happened.add("load " + name);
          return new Keeper() {
            @Override
            public Contender contender(String work) {
              happened.add(name + " gets ready for " + work);
              return new Constant(work);
            }

            @Override
            public Map<String, Double> quantities() {
              return Map.of("weight, kg", 3.5);
            }

            @Override
            public void close() {
              happened.add("close " + name);
            }
          };
        });
  }

  /** Answers with its name and spends a second elsewhere for each pass. */
  private static final class Constant implements Contender {
    private final String work;
    private int passes;

    Constant(String work) {
      this.work = work;
    }

    @Override
    public long units() {
      return 1;
    }

    @Override
    public long pass() {
      passes++;
      return 1;
    }

    @Override
    public long processorNanosElsewhere() {
      return passes * 1_000_000_000L;
    }

    @Override
    public List<String> answers() {
      return List.of(work);
    }
  }

  private static RaceTable race(Crew crew, String oursDoes, String peerDoes) throws IOException {
    return crew.race(
        "w",
        "work",
        "things",
        Workload.Shown.TIMES,
        List.of(
            new Part("ours", Role.OURS, "a", oursDoes), new Part("peer", Role.PEER, "b", peerDoes)),
        ONCE);
  }

  @Test
  void eachLoadsOnceAndGetsReadyOnceForEachWork() throws IOException {
    try (Crew crew = Crew.here(List.of(member("a"), member("b")), NOWHERE)) {
      race(crew, "first", "first");
      race(crew, "first", "second");
    }
    assertThat(happened)
        .containsExactly(
            "load a",
            "load b",
            "a gets ready for first",
            "b gets ready for first",
            "b gets ready for second",
            "close a",
            "close b");
  }

  @Test
  void differentAnswersAreSeen() throws IOException {
    try (Crew crew = Crew.here(List.of(member("a"), member("b")), NOWHERE)) {
      assertThat(race(crew, "same", "same").well()).isTrue();
      assertThat(race(crew, "this", "that").well()).isFalse();
      assertThat(crew.answers("b", "other")).containsExactly("other");
      assertThat(crew.quantities("a")).containsExactly(Map.entry("weight, kg", 3.5));
    }
  }

  @Test
  void theProcessorTimeOfOthersCountsAndIsPrintedInMilliseconds() throws IOException {
    try (Crew crew = Crew.here(List.of(member("a"), member("b")), NOWHERE)) {
      RaceTable table = race(crew, "same", "same");
      assertThat(table.rows().getFirst().processorMillis().min()).isGreaterThanOrEqualTo(1000);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      table.print(new PrintStream(bytes, true, UTF_8));
      assertThat(bytes.toString(UTF_8)).contains("ms a unit", "faster by", "1 agree");
    }
  }

  @Test
  void whoCannotLoadEndsItAndTheOthersAreClosed() {
    Member broken =
        new Member(
            "broken",
            64,
            () -> {
              throw new IllegalStateException("no database");
            });
    assertThatThrownBy(() -> Crew.here(List.of(member("a"), broken), NOWHERE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken cannot start")
        .hasMessageContaining("no database");
    assertThat(happened).containsExactly("load a", "close a");
  }
}
