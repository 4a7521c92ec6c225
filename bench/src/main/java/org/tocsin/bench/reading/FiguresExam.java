// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.tocsin.bench.frame.ScoresTable;
import org.tocsin.bench.frame.Table;
import org.tocsin.reading.Document;
import org.tocsin.reading.Reader;

/**
 * How many were killed and wounded: MUC-4's answer keys, slots 21 and 23. TST1 and TST2 are the
 * development set of the corpus; TST3 and TST4 are kept apart and scored where they lie beside. The
 * keys leave out the dead of battles, so a right number of them counts as wrong over all texts.
 */
final class FiguresExam implements Exam {
  private static final String FILE = "muc4/raw-train-dev.tar.gz";
  private static final String TEST = "muc4/raw-test.tar.gz";
  private static final int FEW = 20;

  @Override
  public String name() {
    return "figures";
  }

  @Override
  public List<String> files() {
    return List.of(FILE);
  }

  @Override
  public List<Table> sit(Reader reader, Corpora corpora, boolean small, PrintStream progress)
      throws IOException {
    List<Table> tables = new java.util.ArrayList<>();
    tables.add(table(reader, corpora, FILE, "dev", List.of("tst1", "tst2"), small));
    if (!small) {
      tables.add(table(reader, corpora, FILE, "train", List.of("dev-"), false));
    }
    if (corpora.missing(List.of(TEST)).isEmpty()) {
      tables.add(table(reader, corpora, TEST, "test", List.of("tst3", "tst4"), small));
    }
    return tables;
  }

  private static ScoresTable.Row row(String who, FigureScore score) {
    return ScoresTable.Row.measured(who, score.precision(), score.recall(), score.f());
  }

  private static Table table(
      Reader reader, Corpora corpora, String file, String name, List<String> parts, boolean small)
      throws IOException {
    MucFigures muc = MucFigures.load(corpora, file, parts);
    FigureScore score = new FigureScore(0, 0, 0);
    FigureScore keyed = new FigureScore(0, 0, 0);
    int documents = 0;
    for (Map.Entry<String, String> text : muc.texts().entrySet()) {
      if (small && documents == FEW) {
        break;
      }
      documents++;
      List<MucFigures.Key> keys = muc.keys().getOrDefault(text.getKey(), List.of());
      FigureScore one = FigureScore.of(keys, reader.read(Document.text(text.getValue())).figures());
      score = score.plus(one);
      keyed = keys.isEmpty() ? keyed : keyed.plus(one);
    }
    return new ScoresTable(
        "figures-MUC4-" + name,
        "%d documents, %d numbers of dead and wounded, each once a document"
            .formatted(documents, score.keys()),
        List.of("precision", "recall", "F"),
        List.of(row("tocsin, all texts", score), row("tocsin, texts with such a number", keyed)));
  }
}
