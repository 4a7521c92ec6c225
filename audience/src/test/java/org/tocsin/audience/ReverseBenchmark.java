// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Which of many dangers hold a position: outlines of real alerts laid over cities, from a block to
 * a degree, one in eight a circle, asked for positions clustered round the same cities, in
 * processor time of one thread. Good for the order of magnitude on one machine. The build runs it
 * once on little input and compares with each danger asked alone; for real, run {@link #main} with
 * the number of dangers.
 */
class ReverseBenchmark {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final int CITIES = 400;

  private final RandomGenerator random = Asking.random(44);
  private final double[][] cities = new double[CITIES][];
  private PrintStream out =
      new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  private int dangers = 200;
  private int positions = 500;
  private int runs = 1;

  public static void main(String[] arguments) throws IOException {
    ReverseBenchmark benchmark = new ReverseBenchmark();
    benchmark.out = System.out;
    benchmark.dangers = Integer.parseInt(arguments[0]);
    benchmark.positions = 500_000;
    benchmark.runs = 12;
    benchmark.measure();
  }

  @Test
  void runsOnLittleInput() throws IOException {
    measure();
  }

  private void measure() throws IOException {
    for (int c = 0; c < CITIES; c++) {
      cities[c] = new double[] {random.nextDouble(-50, 65), random.nextDouble(-170, 170)};
    }
    List<Danger> inForce = inForce();
    long start = processorNanos();
    DangerIndex index = DangerIndex.of(inForce);
    out.printf("%,d dangers made ready in %.0f ms%n", dangers, (processorNanos() - start) / 1e6);
    Coordinates[] asked = new Coordinates[positions];
    Arrays.setAll(asked, i -> near(cities[city()], 0.12));
    for (int run = 0; run < runs; run++) {
      start = processorNanos();
      long found = 0;
      for (Coordinates position : asked) {
        found += index.numbersAt(position, NOW).length;
      }
      long spent = processorNanos() - start;
      if (run >= runs / 2) {
        out.printf(
            "numbersAt: %.3f µs a position, %.2f dangers each%n",
            spent / 1e3 / positions, found / (double) positions);
      }
    }
    together(index, asked);
    watchers(index, inForce, asked);
  }

  private void together(DangerIndex index, Coordinates[] asked) {
    List<Coordinates> all = Arrays.asList(asked);
    for (int run = 0; run < runs; run++) {
      long start = processorNanos();
      long found = 0;
      for (int from = 0; from < positions; from += 500) {
        for (int[] each : index.numbersAt(all.subList(from, from + 500), NOW)) {
          found += each.length;
        }
      }
      long spent = processorNanos() - start;
      if (run >= runs / 2) {
        out.printf(
            "numbersAt, 500 at once: %.3f µs a position, %.2f dangers each%n",
            spent / 1e3 / positions, found / (double) positions);
      }
    }
  }

  private void watchers(DangerIndex index, List<Danger> inForce, Coordinates[] asked) {
    Watcher[] watchers = new Watcher[positions];
    Arrays.setAll(
        watchers, i -> Asking.watcher(i, new Shape.PointRadius(asked[i], i % 4 == 0 ? 300 : 0)));
    for (int run = 0; run < runs; run++) {
      long start = processorNanos();
      long found = 0;
      for (Watcher watcher : watchers) {
        found += index.dangersFor(watcher).size();
      }
      if (run >= runs / 2) {
        out.printf(
            "dangersFor: %.3f µs a watcher, a quarter with a radius, %.2f dangers each%n",
            (processorNanos() - start) / 1e3 / positions, found / (double) positions);
      }
    }
    for (int i = 0; runs == 1 && i < positions; i++) {
      Entry entry = new Entry(watchers[i]);
      assertThat(index.dangersFor(watchers[i]))
          .isEqualTo(
              inForce.stream().filter(each -> new PreparedDanger(each).matches(entry)).toList());
    }
  }

  private int city() {
    return (int) (CITIES * Math.pow(random.nextDouble(), 2));
  }

  private Coordinates near(double[] city, double degrees) {
    return Coordinates.of(
        city[0] + degrees * random.nextGaussian(), city[1] + degrees * random.nextGaussian());
  }

  private List<Danger> inForce() throws IOException {
    List<Area> real = new ArrayList<>(RealAlerts.own());
    real.addAll(runs == 1 ? List.of() : RealAlerts.collection());
    List<Polygon> shapes =
        real.stream()
            .filter(Polygon.class::isInstance)
            .map(Polygon.class::cast)
            .filter(polygon -> polygon.outer().size() > 4 && polygon.outer().size() < 3000)
            .toList();
    return IntStream.range(0, dangers)
        .mapToObj(d -> {
          double degrees = Math.pow(10, -2.3 + 2.3 * random.nextDouble());
          Coordinates middle = near(cities[city()], 0.2);
          Area area =
              d % 8 == 0
                  ? new Area.Circle(middle, degrees * 111_000)
                  : laid(Asking.one(random, shapes.toArray(new Polygon[0])), middle, degrees);
          return Asking.danger(area).withWindow(Window.from(NOW.minusSeconds(d)));
        })
        .toList();
  }

  private static Polygon laid(Polygon shape, Coordinates middle, double degrees) {
    double[] lat = shape.outer().stream().mapToDouble(Coordinates::latitude).toArray();
    double[] lon = shape.outer().stream().mapToDouble(Coordinates::longitude).toArray();
    double midLat = (Arrays.stream(lat).max().orElse(0) + Arrays.stream(lat).min().orElse(0)) / 2;
    double midLon = (Arrays.stream(lon).max().orElse(0) + Arrays.stream(lon).min().orElse(0)) / 2;
    double reach = 1e-9;
    for (int i = 0; i < lat.length; i++) {
      reach = Math.max(reach, Math.max(Math.abs(lat[i] - midLat), Math.abs(lon[i] - midLon)));
    }
    List<Coordinates> ring = new ArrayList<>();
    for (int i = 0; i < lat.length; i++) {
      ring.add(
          Coordinates.of(
              middle.latitude() + (lat[i] - midLat) / reach * degrees,
              middle.longitude() + (lon[i] - midLon) / reach * degrees));
    }
    return new Polygon(ring, List.of());
  }

  /** Processor time of this thread: other work on the machine does not count. */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
