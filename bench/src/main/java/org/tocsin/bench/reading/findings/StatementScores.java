// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.findings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tocsin.bench.frame.ScoresTable;
import org.tocsin.bench.frame.Table;
import org.tocsin.reading.Cited;
import org.tocsin.reading.Finding;
import org.tocsin.reading.FindingType;
import org.tocsin.reading.Reader;
import org.tocsin.reading.Reading;

/** How the reader fares on {@code reading/eval}, and how two people fared with each other. */
public final class StatementScores {
  private static final List<String> MEASURES =
      List.of(
          "records", "precision", "recall", "record F1", "field F1", "of found", "voice", "exact");
  private static final int FEW = 4;

  private final EvaluationSet set;
  private final Path fresh;
  private final Path again;

  /** Of the folder {@code reading/eval}. */
  public StatementScores(Path folder) {
    this.fresh = folder.resolve("fresh");
    this.again = folder.resolve("again");
    this.set = new EvaluationSet(folder);
  }

  /** A table of the reader against the gold, and one of the annotators against each other. */
  public List<Table> tables(Reader reader, boolean small) throws IOException {
    List<ScoresTable.Row> rows = new ArrayList<>();
    int documents = 0;
    for (EvaluationSet.Half half : EvaluationSet.Half.values()) {
      Score score = new Score();
      Exactness exactness = new Exactness();
      List<EvaluationSet.Item> items = items(half, small);
      documents += items.size();
      for (EvaluationSet.Item item : items) {
        Reading reading = reader.read(item.document());
        score.add(annotated("gold", item), found(reading));
        exactness.add(reading);
      }
      String name = half.name().toLowerCase(java.util.Locale.ROOT);
      rows.add(row("tocsin, " + name, score.records(), score, exactness));
      if (half == EvaluationSet.Half.DEV) {
        for (FindingType type : FindingType.values()) {
          rows.add(row(type, score.records(type)));
        }
      }
    }
    if (Files.isDirectory(fresh)) {
      rows.add(
          new StatementScores(fresh)
              .row("tocsin, fresh", reader, small, EvaluationSet.Half.values()));
    }
    if (Files.isDirectory(again)) {
      StatementScores more = new StatementScores(again);
      rows.add(more.row("tocsin, again", reader, small, EvaluationSet.Half.DEV));
      rows.add(more.row("tocsin, again, seen last", reader, small, EvaluationSet.Half.TEST));
    }
    List<Table> tables = new ArrayList<>();
    tables.add(
        new ScoresTable(
            "statements",
            documents
                + " documents of our own; a record is right when type and sentence are, a field when"
                + " its words agree; rules are made with the dev half only",
            MEASURES,
            rows));
    agreement(small).ifPresent(tables::add);
    return tables;
  }

  /** The reader against the gold of every document of these halves. */
  private ScoresTable.Row row(
      String who, Reader reader, boolean small, EvaluationSet.Half... halves) throws IOException {
    Score score = new Score();
    Exactness exactness = new Exactness();
    for (EvaluationSet.Half half : halves) {
      for (EvaluationSet.Item item : items(half, small)) {
        Reading reading = reader.read(item.document());
        score.add(annotated("gold", item), found(reading));
        exactness.add(reading);
      }
    }
    return row(who, score.records(), score, exactness);
  }

  private static ScoresTable.Row row(
      String who, Score.Tally records, Score score, Exactness exactness) {
    return ScoresTable.Row.measured(
        who,
        records.gold(),
        records.precision(),
        records.recall(),
        records.f1(),
        score.fields().f1(),
        score.pairedFields().f1(),
        score.voice(),
        exactness.share());
  }

  private static ScoresTable.Row row(FindingType type, Score.Tally records) {
    List<java.util.OptionalDouble> scores = new ArrayList<>();
    for (double score :
        new double[] {records.gold(), records.precision(), records.recall(), records.f1()}) {
      scores.add(java.util.OptionalDouble.of(score));
    }
    while (scores.size() < MEASURES.size()) {
      scores.add(java.util.OptionalDouble.empty());
    }
    return new ScoresTable.Row(
        "  dev, " + type.name().toLowerCase(java.util.Locale.ROOT), "measured here", scores);
  }

  /** Over the documents that both annotated; nothing when there are none. */
  private Optional<Table> agreement(boolean small) throws IOException {
    int documents = 0;
    Score score = new Score();
    Kappa types = new Kappa();
    Kappa voices = new Kappa();
    for (EvaluationSet.Half half : EvaluationSet.Half.values()) {
      for (EvaluationSet.Item item : items(half, small)) {
        if (!Files.exists(file("second", item))) {
          continue;
        }
        documents++;
        List<Mark> first = annotated("first", item);
        List<Mark> second = annotated("second", item);
        score.add(first, second);
        types.addTypes(first, second);
        voices.addVoices(first, second);
      }
    }
    if (documents == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new ScoresTable(
            "statements-agreement",
            "two annotators of "
                + documents
                + " documents who did not see each other's work, the second scored against the first",
            List.of(
                "records",
                "record F1",
                "field F1",
                "of found",
                "voice",
                "kappa type",
                "kappa voice"),
            List.of(
                ScoresTable.Row.measured(
                    "second annotator",
                    score.records().gold(),
                    score.records().f1(),
                    score.fields().f1(),
                    score.pairedFields().f1(),
                    score.voice(),
                    types.value(),
                    voices.value()))));
  }

  private List<EvaluationSet.Item> items(EvaluationSet.Half half, boolean small)
      throws IOException {
    return set.items().stream()
        .filter(item -> item.half() == half)
        .limit(small ? FEW : Integer.MAX_VALUE)
        .toList();
  }

  List<Mark> annotated(String which, EvaluationSet.Item item) throws IOException {
    return Annotation.load(file(which, item)).marks();
  }

  private Path file(String which, EvaluationSet.Item item) {
    return set.annotations(which).resolve(item.name() + ".json");
  }

  /** What the reader tells of today; what it marks as background is no answer. */
  static List<Mark> found(Reading reading) {
    return reading.findings().stream().filter(f -> !f.historic()).map(Mark::of).toList();
  }

  /** Whether every citation is what stands there. */
  private static final class Exactness {
    private int exact;
    private int all;

    void add(Reading reading) {
      for (Finding finding : reading.findings()) {
        add(reading, finding);
        finding.assertedBy().ifPresent(m -> add(reading, m));
        finding.actor().ifPresent(m -> add(reading, m));
        finding.recipient().ifPresent(m -> add(reading, m));
        finding.target().ifPresent(m -> add(reading, m));
        finding.method().ifPresent(m -> add(reading, m));
        finding.place().ifPresent(m -> add(reading, m));
        finding.time().ifPresent(m -> add(reading, m));
        finding.killed().ifPresent(m -> add(reading, m));
        finding.wounded().ifPresent(m -> add(reading, m));
        finding.otherEffects().forEach(m -> add(reading, m));
      }
    }

    private void add(Reading reading, Cited cited) {
      all++;
      exact +=
          !cited.text().isEmpty()
                  && reading.text().startsWith(cited.text(), cited.span().start())
                  && cited.span().end() - cited.span().start() == cited.text().length()
              ? 1
              : 0;
    }

    double share() {
      return all == 0 ? 1 : (double) exact / all;
    }
  }
}
