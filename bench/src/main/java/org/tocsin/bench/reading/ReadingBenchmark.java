// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.bench.frame.Benchmark;
import org.tocsin.bench.frame.Effort;
import org.tocsin.bench.frame.Table;
import org.tocsin.reading.Reader;

/**
 * How well reports are read. For what may be expected of the reader's answers; how fast it gives
 * them stands in a table of its own.
 */
public final class ReadingBenchmark implements Benchmark.OfPrograms {
  private final Corpora corpora;
  private final List<Exam> exams;

  /** Looks for corpora beside the project's folder. */
  public ReadingBenchmark(Path home) {
    this(
        Corpora.beside(home),
        List.of(
            new PlacesExam(),
            new TimesExam(),
            new FiguresExam(),
            new AttributionExam(),
            new EventPlaceExam(),
            new FindingsExam(home),
            new SpeedExam()));
  }

  ReadingBenchmark(Corpora corpora, List<Exam> exams) {
    this.corpora = corpora;
    this.exams = List.copyOf(exams);
  }

  @Override
  public String name() {
    return "reading";
  }

  @Override
  public String purpose() {
    return "how well and how fast reports are read, scored as published systems were";
  }

  @Override
  public List<Table> run(Effort effort, PrintStream progress) throws IOException {
    List<Table> tables = new ArrayList<>();
    for (Exam exam : exams) {
      List<String> missing = corpora.missing(exam.files());
      if (missing.isEmpty()) {
        progress.println("  " + exam.name());
        tables.addAll(exam.sit(Reader.standard(), corpora, effort.small(), progress));
      } else {
        progress.printf(
            "  %s: not measured: %s is not in %s; name the folder of the corpora with"
                + " -Dtocsin.corpora=FOLDER in TOCSIN_JAVA_OPTIONS%n",
            exam.name(), String.join(", ", missing), corpora.folder());
      }
    }
    return tables;
  }
}
