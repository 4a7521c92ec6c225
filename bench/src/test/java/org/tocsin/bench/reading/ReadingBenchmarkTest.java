// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.bench.frame.Effort;
import org.tocsin.bench.frame.ScoresTable;
import org.tocsin.bench.frame.Table;

/**
 * FEATURE UNDER TEST: corpora are read, scored beside rivals, and said to be absent when they are.
 */
class ReadingBenchmarkTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private List<Table> run() throws IOException {
    return new ReadingBenchmark(new Corpora(folder), List.of(new PlacesExam(), new SpeedExam()))
        .run(Effort.once(), new PrintStream(said, true, UTF_8));
  }

  private void write(String name, String line) throws IOException {
    Path file = folder.resolve("geoparsing").resolve(name);
    Files.createDirectories(file.getParent());
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((line + "\n").getBytes(UTF_8));
    }
  }

  @Test
  void absentCorporaAreNoFailureAndTheRemedyIsSaid() throws IOException {
    assertThat(run()).isEmpty();
    assertThat(said.toString(UTF_8))
        .contains("places: not measured", "LGL-dev.jsonl.gz", "-Dtocsin.corpora=FOLDER");
  }

  @Test
  void ourAnswersAndThoseOfRivalsAreScoredAlike() throws IOException {
    String document =
        """
        {"id":"a","text":"They met in Moscow, Idaho. Turkish trains left Lyon.",\
        "toponyms":[{"start":12,"end":18,"lat":46.73,"lon":-117.0},\
        {"start":20,"end":25,"lat":44.5,"lon":-114.25},{"start":27,"end":34,"lat":39,"lon":35},\
        {"start":47,"end":51,"lat":45.75,"lon":4.85}]}\
        """;
    write("LGL-dev.jsonl.gz", document);
    write("GeoWebNews-dev.jsonl.gz", document);
    write(
        "rivals-LGL-dev.jsonl.gz",
        """
        {"system":"Rival","docs":["a"],\
        "lines":["Moscow,,Moscow,,55.75,,37.6,,12,,18||No,,Lyon,,null,,null,,47,,51||"]}\
        """);
    ScoresTable table = (ScoresTable) run().getFirst();
    assertThat(table.name()).isEqualTo("places-LGL-dev");
    assertThat(score(table, "tocsin", "F at 161 km")).isEqualTo(1);
    assertThat(score(table, "tocsin, no demonyms", "recall")).isEqualTo(0.75);
    assertThat(score(table, "Rival", "recall")).isEqualTo(0.25);
    assertThat(score(table, "Rival", "precision")).isEqualTo(1);
    assertThat(score(table, "Rival", "F at 161 km")).isZero();
    assertThat(said.toString(UTF_8)).contains("TR-News-test is kept apart: not measured");
  }

  private static double score(ScoresTable table, String who, String measure) {
    return table.rows().stream()
        .filter(row -> row.contender().equals(who))
        .findFirst()
        .orElseThrow()
        .scores()
        .get(table.measures().indexOf(measure))
        .orElseThrow();
  }
}
