// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a file of watchers on the disk to an index that answers, by the clock: reading, checking,
 * numbering and building. Everybody has a name, a position, one of some hundred wishes and an
 * address; one in ten has opening hours, one in ten a stay with its times. The build runs it once
 * on little input; for real, run {@link #main} with the number of watchers and of runs.
 */
class ImportBenchmark {
  private static final List<String> HOURS =
      List.of(
          "Mo-Fr 09:00-17:00 @ Europe/Moscow",
          "Mo-Su 18:00-23:30 @ Asia/Tashkent",
          "Mo-Fr 08:00-12:00,13:00-18:00; Sa 10:00-14:00 @ Europe/Berlin",
          "24/7");
  private static final List<String> CATEGORIES =
      List.of("", "Security", "Security|Fire", "Met|Geo|Safety", "Health|CBRNE");
  private static final List<String> SEVERITIES = List.of("", "Minor", "Moderate", "Severe");
  private static final List<String> LANGUAGES = List.of("ru", "en", "ru|en", "uz|ru", "pt-BR|es");

  private static final ProblemSink LOUD =
      new ProblemSink() {
        @Override
        public void problem(LineProblem problem) {
          throw new AssertionError(problem.words());
        }

        @Override
        public void rejected(long line, String id, byte[] raw) {
          throw new AssertionError("line " + line);
        }
      };

  private PrintStream out =
      new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  private int count = 2000;
  private int runs = 1;

  public static void main(String[] arguments) throws IOException {
    ImportBenchmark benchmark = new ImportBenchmark();
    benchmark.out = System.out;
    benchmark.count = Integer.parseInt(arguments[0]);
    benchmark.runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    Path folder = Files.createTempDirectory("import-benchmark");
    try {
      benchmark.measure(folder);
    } finally {
      for (WatcherFiles.Format format : WatcherFiles.Format.values()) {
        Files.deleteIfExists(folder.resolve(format.name()));
      }
      Files.deleteIfExists(folder);
    }
  }

  @Test
  void runsOnLittleInput(@TempDir Path folder) throws IOException {
    measure(folder);
  }

  private void measure(Path folder) throws IOException {
    for (WatcherFiles.Format format : WatcherFiles.Format.values()) {
      Path file = folder.resolve(format.name());
      write(file, format);
      double best = 0;
      double sum = 0;
      for (int run = 0; run < runs; run++) {
        long start = System.nanoTime();
        AudienceIndex index = WatcherFiles.load(file, format, LOUD).index();
        double rate = count / ((System.nanoTime() - start) / 1e9);
        best = Math.max(best, rate);
        sum += rate;
        assertThat(index.size()).isEqualTo(count);
      }
      out.printf(
          Locale.ROOT,
          "%-8s %,d watchers, %,d MB, file to index: best %,.0f a second, mean %,.0f of %d runs%n",
          format,
          count,
          Files.size(file) >> 20,
          best,
          sum / runs,
          runs);
    }
  }

  /** One watcher of the files. */
  private record Made(
      String id,
      double lat,
      double lon,
      String radius,
      String from,
      String hours,
      String categories,
      String severity,
      String languages) {}

  private void write(Path file, WatcherFiles.Format format) throws IOException {
    RandomGenerator random = Asking.random(5);
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      if (format == WatcherFiles.Format.CSV) {
        writer.write(
            "id,name,kind,lat,lon,radiusMetres,from,openingHours,categories,minSeverity,languages,channel,address\n");
      }
      for (int i = 0; i < count; i++) {
        Made made = made(i, random);
        writer.write(
            switch (format) {
              case CSV -> csv(made);
              case NDJSON -> json(made);
              case GEOJSON ->
                  (i == 0 ? "{\"type\":\"FeatureCollection\",\"features\":[\n" : ",\n")
                      + feature(made);
            });
      }
      if (format == WatcherFiles.Format.GEOJSON) {
        writer.write("\n]}\n");
      }
    }
  }

  private static Made made(int number, RandomGenerator random) {
    int when = random.nextInt(10);
    return new Made(
        "w" + number,
        40 + Math.round(random.nextDouble() * 2e6) / 1e5,
        20 + Math.round(random.nextDouble() * 4e6) / 1e5,
        random.nextInt(3) == 0 ? "250" : "",
        when == 0
            ? "2026-03-%02dT%02d:00:00+03:00".formatted(1 + random.nextInt(28), random.nextInt(24))
            : "",
        when == 1 ? HOURS.get(random.nextInt(HOURS.size())) : "",
        CATEGORIES.get(random.nextInt(CATEGORIES.size())),
        SEVERITIES.get(random.nextInt(SEVERITIES.size())),
        LANGUAGES.get(random.nextInt(LANGUAGES.size())));
  }

  private static String csv(Made made) {
    return made.id
        + ",Watcher "
        + made.id
        + ",person,"
        + made.lat
        + ","
        + made.lon
        + ","
        + made.radius
        + ","
        + made.from
        + (made.hours.contains(",") ? ",\"" + made.hours + "\"," : "," + made.hours + ",")
        + made.categories
        + ","
        + made.severity
        + ","
        + made.languages
        + ",email,"
        + made.id
        + "@example.org\n";
  }

  private static String json(Made made) {
    StringBuilder text = new StringBuilder("{");
    members(text, made);
    return text.append(",\"lat\":")
        .append(made.lat)
        .append(",\"lon\":")
        .append(made.lon)
        .append("}\n")
        .toString();
  }

  private static String feature(Made made) {
    StringBuilder text =
        new StringBuilder(
                "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[")
            .append(made.lon)
            .append(',')
            .append(made.lat)
            .append("]},\"properties\":{");
    members(text, made);
    return text.append("}}").toString();
  }

  private static void members(StringBuilder text, Made made) {
    text.append("\"id\":\"").append(made.id).append('"');
    member(text, "name", "Watcher " + made.id);
    member(text, "kind", "person");
    member(text, "radiusMetres", made.radius);
    member(text, "from", made.from);
    member(text, "openingHours", made.hours);
    member(text, "categories", made.categories);
    member(text, "minSeverity", made.severity);
    member(text, "languages", made.languages);
    member(text, "channel", "email");
    member(text, "address", made.id + "@example.org");
  }

  private static void member(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(",\"").append(name).append("\":\"").append(value).append('"');
    }
  }
}
