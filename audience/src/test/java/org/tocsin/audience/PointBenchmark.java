// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The tables of point watchers beside a scan of all and the STRtree of JTS: the same watchers,
 * clustered round cities; the shapes of real alerts laid over cities, with a window, a category and
 * least severities; times interleaved, in processor time of one thread; ids compared. Good for
 * ratios on one machine. The build runs it once on little input; for real, run {@link #main} with
 * the numbers of watchers for the tables and for the peers.
 */
class PointBenchmark {
  private static final Instant BASE = Instant.parse("2026-01-01T00:00:00Z");
  private static final int CITIES = 400;

  private final RandomGenerator random = Asking.random(42);
  private final double[][] cities = new double[CITIES][];
  private final Preferences[] wishes = new Preferences[300];
  private PrintStream out =
      new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  private int count = 3000;
  private int peers = 3000;
  private int dangers = 6;
  private int runs = 1;

  public static void main(String[] arguments) throws Exception {
    PointBenchmark benchmark = new PointBenchmark();
    benchmark.out = System.out;
    benchmark.count = Integer.parseInt(arguments[0]);
    benchmark.peers = Integer.parseInt(arguments[1]);
    benchmark.dangers = 120;
    benchmark.runs = 15;
    benchmark.measure();
  }

  @Test
  void runsOnLittleInput() throws Exception {
    measure();
  }

  private void measure() throws Exception {
    prepare();
    compare();
    AudienceIndex index = load(count);
    queries(index, (_, _) -> {});
    moves(index);
    file(index);
    reverse();
  }

  private void prepare() {
    for (int c = 0; c < CITIES; c++) {
      // Sizes fall as in a list of cities: the first is 400 times the last.
      cities[c] =
          new double[] {random.nextDouble(-50, 65), random.nextDouble(-170, 170), 1.0 / (c + 1)};
    }
    for (int c = 1; c < CITIES; c++) {
      cities[c][2] += cities[c - 1][2];
    }
    for (int i = 0; i < wishes.length; i++) {
      Set<Category> categories = EnumSet.noneOf(Category.class);
      for (int n = random.nextInt(10) < 6 ? 0 : 1 + random.nextInt(4); n > 0; n--) {
        categories.add(Asking.one(random, Category.values()));
      }
      wishes[i] =
          new Preferences(
              categories,
              Asking.one(random, Severity.values()),
              Asking.one(random, Urgency.values()),
              Asking.one(random, Certainty.values()),
              random.nextInt(3) == 0 ? List.of("ru") : List.of("en", "ru"));
    }
  }

  private double[] city() {
    double at = random.nextDouble() * cities[CITIES - 1][2];
    int c = 0;
    while (cities[c][2] < at) {
      c++;
    }
    return cities[c];
  }

  private Watcher watcher(long id) {
    double[] city = city();
    boolean isOutside = random.nextInt(10) == 0;
    Coordinates at =
        Coordinates.of(
            city[0] + (isOutside ? 0.5 : 0.08) * random.nextGaussian(),
            city[1] + (isOutside ? 0.8 : 0.13) * random.nextGaussian());
    Instant from = BASE.plusSeconds(60L * random.nextInt(40_000));
    When when =
        switch (random.nextInt(40)) {
          case 0 -> When.interval(from, from.plusSeconds(7200 + 60L * random.nextInt(4000)));
          case 1 ->
              When.weekly(
                  ZoneId.of("Europe/Moscow"),
                  new When.Hours(
                      DayOfWeek.of(1 + random.nextInt(7)),
                      LocalTime.of(9, 0),
                      LocalTime.of(18, 0)));
          default -> When.always();
        };
    WatcherKind kind = random.nextInt(20) == 0 ? WatcherKind.VENUE : WatcherKind.PERSON;
    return new Watcher(
        id,
        kind,
        List.of(new Place(new Shape.PointRadius(at, 0), when)),
        wishes[random.nextInt(wishes.length)]);
  }

  private AudienceIndex load(int watchers) {
    AudienceIndex index = new AudienceIndex();
    Stream<Watcher> stream = IntStream.range(0, watchers).mapToObj(this::watcher);
    index.putAll(stream, watchers);
    PointTable table = index.state().points().layers[0].table();
    out.printf(
        "%,d watchers: %.2f bytes each, and %.2f to find them by id%n",
        watchers,
        table.indexBytes() / (double) watchers,
        table.ids.placeBytes() / (double) watchers);
    // In the order in which they come, anywhere on Earth, not in that of the table.
    Rows rows = new Rows(new Books(), watchers);
    for (int i = 0; i < watchers; i++) {
      index.find(i).ifPresent(each -> rows.add(each));
    }
    for (int run = 0; run < Math.min(3, runs); run++) {
      long start = System.nanoTime();
      long busy = processorNanos();
      new PointTableBuilder(rows);
      out.printf(
          "build: %.2f s, of it this thread busy %.2f s%n",
          (System.nanoTime() - start) / 1e9, (processorNanos() - busy) / 1e9);
    }
    return index;
  }

  /** Real shapes laid over cities, from a block to a country. */
  private List<Danger> dangers() throws IOException {
    List<Area> real = new ArrayList<>(RealAlerts.own());
    real.addAll(runs == 1 ? List.of() : RealAlerts.collection());
    List<Polygon> shapes =
        real.stream()
            .filter(Polygon.class::isInstance)
            .map(Polygon.class::cast)
            .filter(polygon -> polygon.outer().size() > 7 && polygon.outer().size() < 3000)
            .toList();
    RandomGenerator chance = Asking.random(7);
    List<Danger> made = new ArrayList<>();
    while (made.size() < dangers) {
      double degrees = Math.pow(10, -2.3 + 3.3 * made.size() / dangers);
      Polygon shape = shapes.get(chance.nextInt(shapes.size()));
      double[] city = cities[(int) (CITIES * Math.pow(chance.nextDouble(), 4))];
      Instant start = BASE.plusSeconds(60L * chance.nextInt(40_000));
      laid(shape, city, degrees)
          .ifPresent(area ->
              made.add(
                  new Danger(
                      List.of(area),
                      new Window(start, start.plusSeconds(7200)),
                      Set.of(Category.MET),
                      Asking.one(chance, Severity.values()),
                      Urgency.IMMEDIATE,
                      Certainty.LIKELY,
                      Set.of())));
    }
    return made;
  }

  private static Optional<Polygon> laid(Polygon shape, double[] city, double degrees) {
    double[] lat = shape.outer().stream().mapToDouble(Coordinates::latitude).toArray();
    double[] lon = shape.outer().stream().mapToDouble(Coordinates::longitude).toArray();
    double midLat = (Arrays.stream(lat).max().orElse(0) + Arrays.stream(lat).min().orElse(0)) / 2;
    double midLon = (Arrays.stream(lon).max().orElse(0) + Arrays.stream(lon).min().orElse(0)) / 2;
    double reach = 1e-9;
    for (int i = 0; i < lat.length; i++) {
      reach = Math.max(reach, Math.max(Math.abs(lat[i] - midLat), Math.abs(lon[i] - midLon)));
    }
    if (reach > 90) {
      return Optional.empty();
    }
    List<Coordinates> ring = new ArrayList<>();
    for (int i = 0; i < lat.length; i++) {
      ring.add(
          Coordinates.of(
              Math.clamp(city[0] + (lat[i] - midLat) / reach * degrees, -89, 89),
              Math.clamp(city[1] + (lon[i] - midLon) / reach * degrees, -179, 179)));
    }
    return Optional.of(new Polygon(ring, List.of()));
  }

  /** A peer that answers a danger and is compared. */
  private interface Peer {
    void ask(Danger danger, Audience audience);
  }

  private void queries(AudienceIndex index, Peer peer) throws IOException {
    Map<Integer, List<Double>> byDigits = new TreeMap<>();
    List<Danger> asked = dangers();
    for (int run = 0; run < runs; run++) {
      for (Danger danger : asked) {
        long start = processorNanos();
        Audience audience = index.match(danger);
        double millis = (processorNanos() - start) / 1e6;
        if (run >= runs / 3) {
          byDigits
              .computeIfAbsent(String.valueOf(audience.size()).length(), _ -> new ArrayList<>())
              .add(millis);
        }
        if (run == 0) {
          peer.ask(danger, audience);
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

  /** The peers, with watchers as objects. */
  private void compare() throws IOException {
    AudienceIndex index = load(peers);
    Rows rows = index.state().points().rows();
    List<Entry> entries =
        IntStream.range(0, peers).mapToObj(row -> new Entry(rows.watcher(row, row + 1))).toList();
    STRtree tree = new STRtree();
    for (int row = 0; row < peers; row++) {
      tree.insert(new Envelope(new Coordinate(rows.x[row], rows.y[row])), row);
    }
    tree.build();
    double[] spent = new double[2];
    int[] answers = new int[1];
    queries(
        index,
        (danger, audience) -> {
          PreparedDanger prepared = new PreparedDanger(danger);
          long start = processorNanos();
          long[] scanned =
              entries.stream()
                  .filter(prepared::matches)
                  .mapToLong(e -> e.watcher().id())
                  .sorted()
                  .toArray();
          spent[0] += processorNanos() - start;
          assertThat(audience.toArray()).isEqualTo(scanned);
          Geometry jts = jts((Polygon) danger.areas().getFirst());
          start = processorNanos();
          List<Long> found = new ArrayList<>();
          IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(jts);
          tree.query(
              jts.getEnvelopeInternal(),
              item -> {
                Entry entry = entries.get((int) item);
                if (prepared.wants(entry)
                    && prepared.meetsTime(entry.items().getFirst())
                    && locator.locate(new Coordinate(rows.x[(int) item], rows.y[(int) item]))
                        != Location.EXTERIOR) {
                  found.add(entry.watcher().id());
                }
              });
          spent[1] += processorNanos() - start;
          if (jts.isValid()) {
            assertThat(found.stream().mapToLong(id -> id).sorted().toArray())
                .isEqualTo(audience.toArray());
          }
          answers[0]++;
        });
    out.printf(
        "%,d watchers, mean of %d: scan %.2f ms, JTS STRtree %.2f ms, ids the same%n",
        peers, answers[0], spent[0] / answers[0] / 1e6, spent[1] / answers[0] / 1e6);
  }

  private static Geometry jts(Polygon polygon) {
    Coordinate[] ring =
        polygon.outer().stream().map(c -> new Coordinate(c.x(), c.y())).toArray(Coordinate[]::new);
    return new GeometryFactory().createPolygon(ring);
  }

  private void moves(AudienceIndex index) throws InterruptedException {
    int moves = Math.min(count, 500_000);
    for (int run = 0; run < Math.min(4, runs); run++) {
      long start = processorNanos();
      for (int i = 0; i < moves; i++) {
        double[] city = cities[i % CITIES];
        assertThat(
                index.move(
                    random.nextInt(count),
                    Coordinates.of(city[0] + i % 1000 / 1e4, city[1] + i % 777 / 1e4)))
            .isTrue();
      }
      out.printf(
          "moves: %,.0f a second of processor time, %d tables%n",
          moves / ((processorNanos() - start) / 1e9), index.state().points().layers.length);
    }
    index.settle();
  }

  private void file(AudienceIndex index) throws IOException {
    Path file = Files.createTempFile("audience", ".snapshot");
    try {
      long start = System.nanoTime();
      index.save(file);
      long saved = System.nanoTime();
      long busy = processorNanos();
      assertThat(AudienceIndex.open(file).size()).isEqualTo(index.size());
      out.printf(
          "file of %,d bytes: saved in %.2f s, opened in %.2f s, of it this thread busy %.2f s%n",
          Files.size(file),
          (saved - start) / 1e9,
          (System.nanoTime() - saved) / 1e9,
          (processorNanos() - busy) / 1e9);
    } finally {
      Files.delete(file);
    }
  }

  private void reverse() throws IOException {
    List<Danger> inForce = new ArrayList<>();
    int wanted = runs == 1 ? 20 : 5000;
    while (inForce.size() < wanted) {
      dangers().stream().filter(danger -> size(danger) < 1).forEach(inForce::add);
      for (double[] city : cities) {
        city[0] += 0.01 * random.nextGaussian();
        city[1] += 0.01 * random.nextGaussian();
      }
    }
    List<Danger> some =
        inForce.subList(0, wanted).stream().map(d -> d.withWindow(Window.always())).toList();
    long start = processorNanos();
    DangerIndex index = DangerIndex.of(some);
    out.printf(
        "%,d dangers made ready in %.0f ms%n", some.size(), (processorNanos() - start) / 1e6);
    Coordinates[] positions = new Coordinates[Math.min(count, 500_000)];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = ((Shape.PointRadius) watcher(i).places().getFirst().shape()).centre();
    }
    for (int run = 0; run < Math.min(6, runs); run++) {
      long found = 0;
      start = processorNanos();
      for (Coordinates position : positions) {
        found += index.numbersAt(position, BASE).length;
      }
      out.printf(
          "reverse: %,.0f positions a second of processor time, %.2f dangers each%n",
          positions.length / ((processorNanos() - start) / 1e9), found / (double) positions.length);
    }
  }

  private static double size(Danger danger) {
    Bounds bounds = Ground.of(danger.areas().getFirst()).bounds();
    return (bounds.maxY() - bounds.minY()) / Coordinates.STEPS;
  }

  /** Processor time of this thread: other work on the machine does not count. */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
