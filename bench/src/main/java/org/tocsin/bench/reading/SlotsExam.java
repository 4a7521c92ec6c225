// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.tocsin.bench.frame.ScoresTable;
import org.tocsin.bench.frame.Table;
import org.tocsin.bench.reading.muc.MucArchive;
import org.tocsin.bench.reading.muc.SlotsOfMuc;
import org.tocsin.reading.Reader;

/**
 * Templates of incidents with all slots of MUC-4, on its development texts TST1 and TST2. The model
 * is trained anew each time, on texts that may not be passed on, and thrown away.
 */
final class SlotsExam implements Exam {
  private static final String CORPUS = "muc4/raw-train-dev.tar.gz";
  private static final String TASK = "muc4/taskdoc.tar.gz";
  private static final List<String> MIXED =
      List.of(
          "geoparsing/LGL-dev.jsonl.gz",
          "geoparsing/GeoWebNews-dev.jsonl.gz",
          "event-location/train.jsonl.gz",
          "tempeval3/tbaq-train.jsonl.gz");
  private static final int FEW = 20;

  @Override
  public String name() {
    return "slots";
  }

  @Override
  public List<String> files() {
    List<String> files = new ArrayList<>(List.of(CORPUS, TASK));
    files.addAll(MIXED);
    return files;
  }

  @Override
  public List<Table> sit(Reader reader, Corpora corpora, boolean small, PrintStream progress)
      throws IOException {
    List<String> mixed = new ArrayList<>();
    for (String file : MIXED) {
      corpora.objects(file).forEach(document -> mixed.add(document.path("text").asString()));
    }
    SlotsOfMuc muc =
        new SlotsOfMuc(
            MucArchive.unpack(corpora.open(CORPUS)),
            MucArchive.unpack(corpora.open(TASK)),
            mixed,
            reader);
    int most = small ? FEW : Integer.MAX_VALUE;
    List<ScoresTable.Row> rows = new ArrayList<>();
    rows.add(row("tocsin, as shipped", muc.asShipped(most)));
    if (!small) {
      rows.add(row("tocsin + models trained on MUC-4", muc.trained()));
      rows.add(published("GE (TST3)", 0.559));
      rows.add(published("GE (TST4)", 0.572));
    }
    int[] sizes = muc.sizes(most);
    return List.of(
        new ScoresTable(
            "slots-MUC4-dev",
            "%d documents, %d templates, 23 slots; scored by the guidelines of 1992, the judgement"
                    .formatted(sizes[0], sizes[1])
                + " of strings by rule",
            List.of("precision", "recall", "F", "F matched/missing", "F matched only"),
            rows));
  }

  private static ScoresTable.Row row(String who, SlotsOfMuc.Score score) {
    return ScoresTable.Row.measured(
        who,
        score.precision(),
        score.recall(),
        score.f(),
        score.matchedMissing(),
        score.matchedOnly());
  }

  private static ScoresTable.Row published(String who, double f) {
    OptionalDouble untold = OptionalDouble.empty();
    return new ScoresTable.Row(
        who,
        "MUC-4 proceedings, 1992; other texts than these, strings judged by people",
        List.of(untold, untold, OptionalDouble.of(f), untold, untold));
  }
}
