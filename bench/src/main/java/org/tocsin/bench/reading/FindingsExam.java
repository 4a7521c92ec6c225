// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.tocsin.bench.frame.Table;
import org.tocsin.bench.reading.findings.StatementScores;
import org.tocsin.reading.Reader;

/** What a text says happened, who says it and how sure: on documents of the project's own. */
final class FindingsExam implements Exam {
  private final Path folder;

  FindingsExam(Path home) {
    this.folder = home.resolve("reading/eval");
  }

  @Override
  public String name() {
    return "statements";
  }

  @Override
  public List<String> files() {
    return List.of();
  }

  @Override
  public List<Table> sit(Reader reader, Corpora corpora, boolean small, PrintStream progress)
      throws IOException {
    return new StatementScores(folder).tables(reader, small);
  }
}
