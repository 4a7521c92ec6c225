// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tocsin.bench.frame.ScoresTable;
import org.tocsin.bench.frame.Table;
import org.tocsin.bench.reading.EventPlaceCorpus.Item;
import org.tocsin.reading.Document;
import org.tocsin.reading.EventPlaceTrainer;
import org.tocsin.reading.PlaceMention;
import org.tocsin.reading.Reader;
import org.tocsin.reading.Span;

/**
 * Where an event happened, asked of its verb. Right is an answer that overlaps a gold place, or
 * none where the gold has none.
 */
final class EventPlaceExam implements Exam {
  private static final String FILE = "event-location/train.jsonl.gz";
  private static final String TEST = "event-location/test.jsonl.gz";
  private static final int FEW = 50;

  @Override
  public String name() {
    return "event place";
  }

  @Override
  public List<String> files() {
    return List.of(FILE);
  }

  /**
   * How often an answer was right: as the offsets say, by the names, and of events with a place.
   */
  record Rightness(double annotated, double named, double precision, double recall) {}

  @Override
  public List<Table> sit(Reader reader, Corpora corpora, boolean small, PrintStream progress)
      throws IOException {
    List<Table> tables = new ArrayList<>();
    tables.add(dev(reader, EventPlaceCorpus.load(corpora, FILE).items(), small));
    if (corpora.missing(List.of(TEST)).isEmpty()) {
      List<Item> items = EventPlaceCorpus.load(corpora, TEST).items();
      tables.add(table("test", items, List.of(row("tocsin", score(items, i -> place(reader, i))))));
    }
    return tables;
  }

  /** The fifth that is held out, so that what is learned here and what rules say compare. */
  private static Table dev(Reader reader, List<Item> all, boolean small) {
    List<Item> held = all.stream().filter(Item::heldOut).toList();
    List<Item> items = small ? held.subList(0, Math.min(FEW, held.size())) : held;
    List<ScoresTable.Row> rows = new ArrayList<>();
    rows.add(row("tocsin", score(items, i -> place(reader, i))));
    if (!small) {
      EventPlaceTrainer trainer = new EventPlaceTrainer(reader);
      all.stream()
          .filter(i -> !i.heldOut())
          .forEach(i -> trainer.add(i.text(), i.verb(), i.named()));
      trainer.train();
      rows.add(
          row(
              "weights learned on the other four fifths, not shipped",
              score(items, i -> trainer.place(i.text(), i.verb()))));
    }
    rows.add(row("nearest name", score(items, i -> nearest(reader, i))));
    rows.add(row("no place ever", score(items, i -> Optional.empty())));
    return table("dev", items, rows);
  }

  private static Table table(String part, List<Item> items, List<ScoresTable.Row> rows) {
    return new ScoresTable(
        "event-place-" + part,
        "%d events; right: any unit shared with a place of the gold, or none where it has none"
            .formatted(items.size()),
        List.of("right, as annotated", "right, by name", "precision by name", "recall by name"),
        rows);
  }

  private static ScoresTable.Row row(String who, Rightness score) {
    return ScoresTable.Row.measured(
        who, score.annotated(), score.named(), score.precision(), score.recall());
  }

  static Optional<Span> place(Reader reader, Item item) {
    return reader.placeOfEvent(reader.read(Document.text(item.text())), item.verb());
  }

  private static Optional<Span> nearest(Reader reader, Item item) {
    return reader.read(Document.text(item.text())).places().stream()
        .map(PlaceMention::span)
        .min(Comparator.comparingInt(s -> Math.abs(s.start() - item.verb())));
  }

  static Rightness score(List<Item> items, Function<Item, Optional<Span>> answers) {
    double annotated = 0;
    double named = 0;
    double found = 0;
    double given = 0;
    double placed = 0;
    for (Item item : items) {
      Optional<Span> answer = answers.apply(item);
      annotated += isRight(answer, item.annotated()) ? 1 : 0;
      boolean right = isRight(answer, item.named());
      named += right ? 1 : 0;
      found += right && answer.isPresent() ? 1 : 0;
      given += answer.isPresent() ? 1 : 0;
      placed += item.named().isEmpty() ? 0 : 1;
    }
    double all = Math.max(1, items.size());
    return new Rightness(
        annotated / all, named / all, found / Math.max(1, given), found / Math.max(1, placed));
  }

  private static boolean isRight(Optional<Span> answer, List<Span> gold) {
    return answer.isEmpty() ? gold.isEmpty() : gold.stream().anyMatch(answer.get()::overlaps);
  }
}
