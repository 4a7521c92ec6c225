// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.tocsin.bench.frame.ScoresTable;
import org.tocsin.bench.frame.Table;
import org.tocsin.bench.reading.roles.CeafRee;
import org.tocsin.bench.reading.roles.RoleDocument;
import org.tocsin.bench.reading.roles.RoleTrainer;
import org.tocsin.reading.Reader;
import org.tocsin.reading.tagger.Found;
import org.tocsin.reading.tagger.Role;
import org.tocsin.reading.tagger.RoleTagger;

/**
 * Who fills which role in MUC-4's reports, by a tagger that is trained on the train part and
 * answers the dev part; and by three that are each trained on two thirds of the train part and
 * answer the third. The test part is scored where it lies beside.
 */
final class RolesExam implements Exam {
  static final String TRAIN = "muc4/grit-train.jsonl.gz";
  private static final String DEV = "muc4/grit-dev.jsonl.gz";
  private static final String TEST = "muc4/grit-test.jsonl.gz";
  private static final int PARTS = 3;
  private static final int FEW = 60;

  /** Any will do; it is told so that runs agree to the byte. */
  static final long SEED = 7;

  @Override
  public String name() {
    return "roles";
  }

  @Override
  public List<String> files() {
    return List.of(TRAIN, DEV);
  }

  @Override
  public List<Table> sit(Reader reader, Corpora corpora, boolean small, PrintStream progress)
      throws IOException {
    List<RoleDocument> train = some(load(corpora, TRAIN), small);
    RoleTagger tagger = new RoleTagger(RoleTrainer.train(train, SEED));
    List<Table> tables = new ArrayList<>();
    tables.add(table("dev", scored(tagger, some(load(corpora, DEV), small))));
    if (!small) {
      tables.add(table("cross-validated", crossed(train)));
    }
    if (corpora.missing(List.of(TEST)).isEmpty()) {
      tables.add(table("test", scored(tagger, load(corpora, TEST))));
    }
    return tables;
  }

  static List<RoleDocument> load(Corpora corpora, String file) throws IOException {
    return corpora.objects(file).stream().map(RoleDocument::of).toList();
  }

  private static List<RoleDocument> some(List<RoleDocument> all, boolean small) {
    return small ? all.subList(0, Math.min(FEW, all.size())) : all;
  }

  private static CeafRee scored(RoleTagger tagger, List<RoleDocument> documents) {
    CeafRee score = new CeafRee();
    add(tagger, documents, score);
    return score;
  }

  /** Stretches of the corpus, not every third document: neighbours retell the same story. */
  private static CeafRee crossed(List<RoleDocument> all) {
    CeafRee score = new CeafRee();
    for (int part = 0; part < PARTS; part++) {
      int from = all.size() * part / PARTS;
      int to = all.size() * (part + 1) / PARTS;
      List<RoleDocument> train = new ArrayList<>(all.subList(0, from));
      train.addAll(all.subList(to, all.size()));
      add(new RoleTagger(RoleTrainer.train(train, SEED)), all.subList(from, to), score);
    }
    return score;
  }

  private static void add(RoleTagger tagger, List<RoleDocument> documents, CeafRee score) {
    for (RoleDocument document : documents) {
      List<Found> found = tagger.tag(document.text());
      for (Role role : Role.values()) {
        List<List<String>> answer =
            found.stream()
                .filter(f -> f.role() == role)
                .map(f -> List.of(f.mention().text()))
                .toList();
        score.add(role, document.entities(role), answer);
      }
    }
  }

  private static Table table(String part, CeafRee score) {
    List<ScoresTable.Row> rows = new ArrayList<>();
    for (Role role : Role.values()) {
      rows.add(ScoresTable.Row.measured("tocsin, " + RoleDocument.name(role), score.of(role)));
    }
    rows.add(ScoresTable.Row.measured("tocsin, all roles (micro)", score.micro()));
    rows.add(
        new ScoresTable.Row(
            "GRIT (BERT-base), all roles, on the test part",
            "Du, Rush, Cardie 2021",
            List.of(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(0.545))));
    return new ScoresTable(
        "roles-MUC4-" + part,
        "who did it, to what, to whom, with what; CEAF-REE",
        List.of("precision", "recall", "F"),
        rows);
  }
}
