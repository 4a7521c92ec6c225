// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * What matching and import cost with watchers clustered round cities, a tenth of them with opening
 * hours and a tenth with a radius; the danger is a city outline of 200 corners in a window of two
 * hours. Good for the order of magnitude on one machine, not for comparing libraries. The build
 * runs it once on little input; for real, run {@link #main} with the number of watchers.
 */
class AudienceBenchmark {
  private static final ProblemSink LOUD =
      new ProblemSink() {
        @Override
        public void problem(LineProblem problem) {
          throw new AssertionError(problem.words());
        }

        @Override
        public void rejected(long line, byte[] raw) {
          throw new AssertionError("line " + line);
        }
      };

  private PrintStream out =
      new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  private int count = 2000;
  private int runs = 2;

  public static void main(String[] arguments) throws IOException {
    AudienceBenchmark benchmark = new AudienceBenchmark();
    benchmark.out = System.out;
    benchmark.count = Integer.parseInt(arguments[0]);
    benchmark.runs = 60;
    benchmark.measure();
  }

  @Test
  void runsOnLittleInput() throws IOException {
    measure();
  }

  private void measure() throws IOException {
    List<Watcher> watchers = watchers(Asking.random(1));
    AudienceIndex index = new AudienceIndex();
    long start = processorNanos();
    index.putAll(watchers);
    out.printf(
        "putAll %,d watchers: processor time %.0f ms%n", count, (processorNanos() - start) / 1e6);
    match(index);
    changes(index, watchers);
    imports();
  }

  private void match(AudienceIndex index) {
    Danger danger =
        Danger.of(
            outline(),
            new Window(
                Instant.parse("2024-03-22T17:00:00Z"), Instant.parse("2024-03-22T19:00:00Z")));
    double[] times = new double[runs];
    int size = 0;
    for (int i = 0; i < runs; i++) {
      long start = processorNanos();
      size = index.match(danger).size();
      times[i] = (processorNanos() - start) / 1e6;
    }
    Arrays.sort(times);
    out.printf(
        "match a city: %,d found, processor time median %.2f ms, worst %.1f ms of %d%n",
        size, times[runs / 2], times[runs - 1], runs);
    assertThat(size).isPositive();
  }

  private void changes(AudienceIndex index, List<Watcher> watchers) {
    int moves = Math.min(count, 100_000);
    long start = processorNanos();
    for (int i = 0; i < moves; i++) {
      index.put(watchers.get((int) (i * 7919L % count)).withPlaces(watchers.get(i).places()));
    }
    out.printf("move one at a time: %,.0f a second%n", moves / ((processorNanos() - start) / 1e9));
  }

  private void imports() throws IOException {
    StringBuilder csv =
        new StringBuilder(
            "id,name,kind,lat,lon,radiusMetres,openingHours,categories,minSeverity,languages,channel,address\n");
    for (int i = 0; i < count; i++) {
      csv.append(
          "w%d,Watcher %d,person,%.5f,%.5f,100,Mo-Fr 09:00-17:00 @ Europe/Moscow,Security|Fire,Moderate,ru|en,email,w%d@example.org%n"
              .formatted(i, i, 55 + i % 100 / 100.0, 37 + i % 77 / 77.0, i));
    }
    byte[] bytes = csv.toString().getBytes(StandardCharsets.UTF_8);
    double best = 0;
    for (int run = 0; run < Math.max(1, runs / 10); run++) {
      int[] rows = {0};
      long start = processorNanos();
      WatcherFiles.read(
          new ByteArrayInputStream(bytes), WatcherFiles.Format.CSV, _ -> rows[0]++, LOUD);
      best = Math.max(best, rows[0] / ((processorNanos() - start) / 1e9));
      assertThat(rows[0]).isEqualTo(count);
    }
    out.printf("import CSV: %,.0f rows a second%n", best);
  }

  /** Processor time of this thread: other work on the machine does not count. */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Polygon outline() {
    List<Coordinates> corners = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double angle = 2 * Math.PI * i / 200;
      double radius = 0.25 + 0.05 * Math.sin(9 * angle);
      corners.add(
          Coordinates.of(55.75 + radius * Math.sin(angle), 37.62 + 1.7 * radius * Math.cos(angle)));
    }
    return Polygon.of(corners);
  }

  private List<Watcher> watchers(RandomGenerator random) {
    double[][] cities = new double[20][];
    for (int i = 0; i < cities.length; i++) {
      cities[i] = new double[] {random.nextDouble(-50, 65), random.nextDouble(-170, 170)};
    }
    cities[0] = new double[] {55.75, 37.62};
    When open =
        When.weekly(
            ZoneId.of("Europe/Moscow"),
            new When.Hours(DayOfWeek.FRIDAY, LocalTime.of(18, 0), LocalTime.of(23, 30)));
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] city = cities[random.nextInt(4) == 0 ? 0 : random.nextInt(cities.length)];
      Shape shape =
          Shape.pointRadius(
              city[0] + 0.15 * random.nextGaussian(),
              city[1] + 0.25 * random.nextGaussian(),
              random.nextInt(10) == 0 ? 500 : 0);
      watchers.add(
          new Watcher(
              i,
              WatcherKind.PERSON,
              List.of(new Place(shape, random.nextInt(10) == 0 ? open : When.always())),
              Preferences.everything()
                  .withCategories(random.nextInt(3) == 0 ? Set.of(Category.SECURITY) : Set.of())));
    }
    return watchers;
  }
}
