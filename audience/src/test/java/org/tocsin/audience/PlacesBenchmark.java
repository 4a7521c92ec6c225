// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What watchers of two to four places cost, in memory and in processor time of one thread: a home,
 * a workplace by its hours, and legs of a journey, each with its interval. Good for the order of
 * magnitude on one machine. The build runs it once on little input and compares every answer with
 * each watcher asked alone; for real, run {@link #main} with the number of watchers.
 */
class PlacesBenchmark {
  private static final Instant BASE = Instant.parse("2026-01-01T00:00:00Z");
  private static final int CITIES = 400;
  private static final int DANGERS = 120;

  private final RandomGenerator random = Asking.random(43);
  private final double[][] cities = new double[CITIES][];
  private PrintStream out =
      new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  private int count = 2000;
  private int runs = 1;

  public static void main(String[] arguments) {
    PlacesBenchmark benchmark = new PlacesBenchmark();
    benchmark.out = System.out;
    benchmark.count = Integer.parseInt(arguments[0]);
    benchmark.runs = 9;
    benchmark.measure();
  }

  @Test
  void runsOnLittleInput() {
    measure();
  }

  private void measure() {
    for (int c = 0; c < CITIES; c++) {
      cities[c] = new double[] {random.nextDouble(-50, 65), random.nextDouble(-170, 170)};
    }
    long before = heapBytes();
    AudienceIndex index = new AudienceIndex();
    long start = processorNanos();
    index.putAll(IntStream.range(0, count).mapToObj(this::watcher), count);
    double seconds = (processorNanos() - start) / 1e9;
    out.printf(
        "%,d watchers of 2 to 4 places: %.1f bytes each; put in %.2f s of this thread%n",
        count, (heapBytes() - before) / (double) count, seconds);
    matches(index);
    changes(index);
    assertThat(index.size()).isEqualTo(count);
  }

  private void matches(AudienceIndex index) {
    Map<Integer, List<Double>> byDigits = new TreeMap<>();
    List<Danger> dangers = IntStream.range(0, DANGERS).mapToObj(this::danger).toList();
    for (int run = 0; run < runs; run++) {
      for (Danger danger : dangers) {
        long start = processorNanos();
        int size = index.match(danger).size();
        double millis = (processorNanos() - start) / 1e6;
        if (runs == 1) {
          compare(index, danger);
        } else if (run >= runs / 3) {
          byDigits
              .computeIfAbsent(String.valueOf(size).length(), _ -> new ArrayList<>())
              .add(millis);
        }
      }
    }
    byDigits.forEach((digits, millis) -> {
      double[] sorted = millis.stream().mapToDouble(each -> each).sorted().toArray();
      out.printf(
          "  audience of %d digits: median %.3f ms, worst tenth %.3f ms (%d)%n",
          digits, sorted[sorted.length / 2], sorted[sorted.length * 9 / 10], sorted.length);
    });
  }

  private void compare(AudienceIndex index, Danger danger) {
    PreparedDanger prepared = new PreparedDanger(danger);
    long[] expected =
        IntStream.range(0, count)
            .filter(id -> prepared.matches(new Entry(index.find(id).orElseThrow())))
            .asLongStream()
            .toArray();
    assertThat(index.match(danger).toArray()).isEqualTo(expected);
  }

  private void changes(AudienceIndex index) {
    int changes = Math.min(count, 200_000);
    List<Watcher> anew =
        IntStream.range(0, changes).mapToObj(i -> watcher(i * 7919L % count)).toList();
    long start = processorNanos();
    anew.forEach(index::put);
    out.printf(
        "replaced one at a time: %,.0f a second of processor time%n",
        changes / ((processorNanos() - start) / 1e9));
  }

  private Watcher watcher(long id) {
    double[] home = cities[(int) (CITIES * Math.pow(random.nextDouble(), 3))];
    List<Place> places = new ArrayList<>();
    places.add(Place.always(near(home, random.nextInt(4) == 0 ? 100 : 0)));
    places.add(
        new Place(
            near(home, 0),
            When.weekly(
                ZoneId.of("Europe/Moscow"),
                new When.Hours(
                    DayOfWeek.of(1 + random.nextInt(5)),
                    LocalTime.of(7 + random.nextInt(4), 0),
                    LocalTime.of(16 + random.nextInt(4), 0)))));
    Instant from = BASE.plusSeconds(60L * random.nextInt(400_000));
    for (int leg = random.nextInt(3); leg > 0; leg--) {
      Instant until = from.plusSeconds(7200 + 60L * random.nextInt(8000));
      places.add(new Place(near(cities[random.nextInt(CITIES)], 500), When.interval(from, until)));
      from = until;
    }
    Set<Category> wishes = random.nextBoolean() ? Set.of() : Set.of(Category.MET, Category.FIRE);
    return new Watcher(
        id, WatcherKind.PERSON, places, Preferences.everything().withCategories(wishes));
  }

  private Shape near(double[] city, double radius) {
    return new Shape.PointRadius(
        Coordinates.of(
            city[0] + 0.08 * random.nextGaussian(), city[1] + 0.13 * random.nextGaussian()),
        radius);
  }

  private Danger danger(int number) {
    double degrees = Math.pow(10, -2 + 3.2 * number / DANGERS);
    double[] city = cities[(int) (CITIES * Math.pow(random.nextDouble(), 3))];
    List<Coordinates> corners = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double angle = 2 * Math.PI * i / 200;
      double reach = degrees * (1 + 0.2 * Math.sin(9 * angle));
      corners.add(
          Coordinates.of(city[0] + reach * Math.sin(angle), city[1] + reach * Math.cos(angle)));
    }
    Instant start = BASE.plusSeconds(60L * random.nextInt(400_000));
    return Danger.of(
            Polygon.of(corners.toArray(new Coordinates[0])),
            new Window(start, start.plusSeconds(7200)))
        .withCategories(number % 3 == 0 ? Set.of(Category.HEALTH) : Set.of(Category.MET));
  }

  private static long heapBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Processor time of this thread: other work on the machine does not count. */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
