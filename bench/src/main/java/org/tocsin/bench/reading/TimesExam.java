// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tocsin.bench.frame.ScoresTable;
import org.tocsin.bench.frame.Table;
import org.tocsin.reading.Document;
import org.tocsin.reading.Reader;
import org.tocsin.reading.Reading;
import org.tocsin.reading.Span;
import org.tocsin.reading.Timex;
import tools.jackson.databind.JsonNode;

/**
 * Which times a text names and what they say: TempEval-3, task A. The rules were written while
 * looking at the train part, so its scores say less than those on the platinum part, which is kept
 * apart and is scored where it lies beside the train part.
 */
final class TimesExam implements Exam {
  private static final String TRAIN = "tempeval3/tbaq-train.jsonl.gz";
  private static final String PLATINUM = "tempeval3/platinum.jsonl.gz";
  private static final List<String> MEASURES =
      List.of("precision", "recall", "relaxed F", "strict F", "value F", "type F");
  private static final int FEW = 5;

  @Override
  public String name() {
    return "times";
  }

  @Override
  public List<String> files() {
    return List.of(TRAIN);
  }

  @Override
  public List<Table> sit(Reader reader, Corpora corpora, boolean small, PrintStream progress)
      throws IOException {
    List<Table> tables = new ArrayList<>();
    tables.add(table(reader, corpora, TRAIN, "times-TempEval3-train", small));
    if (corpora.missing(List.of(PLATINUM)).isEmpty()) {
      tables.add(table(reader, corpora, PLATINUM, "times-TempEval3-platinum", small));
    }
    return tables;
  }

  private static Table table(
      Reader reader, Corpora corpora, String file, String name, boolean small) throws IOException {
    List<JsonNode> documents = corpora.objects(file);
    List<JsonNode> some = small ? documents.subList(0, Math.min(FEW, documents.size())) : documents;
    List<List<MarkedTime>> gold = some.stream().map(TimesExam::gold).toList();
    List<List<MarkedTime>> answers = some.stream().map(d -> answers(reader, d)).toList();
    TimeScore score = TimeScore.of(gold, answers);
    List<ScoresTable.Row> rows = new ArrayList<>();
    rows.add(
        ScoresTable.Row.measured(
            "tocsin",
            score.precision(),
            score.recall(),
            score.relaxedF(),
            score.strictF(),
            score.valueF(),
            score.typeF()));
    return new ScoresTable(
        name,
        "%d documents, %d times, scored as TempEval-3 did".formatted(some.size(), score.gold()),
        MEASURES,
        rows);
  }

  private static List<MarkedTime> gold(JsonNode document) {
    String text = document.get("text").asString();
    List<MarkedTime> times = new ArrayList<>();
    for (JsonNode time : document.get("timexes")) {
      int start = time.get("start").asInt();
      int end = time.get("end").asInt();
      times.add(
          new MarkedTime(
              start,
              end,
              time.get("type").asString(),
              time.get("value").asString(),
              text.substring(start, end)));
    }
    return times;
  }

  /** The document's date is given without its time of day: the corpus names no zone. */
  static List<MarkedTime> answers(Reader reader, JsonNode document) {
    LocalDate date = LocalDate.parse(document.get("dct").asString().substring(0, 10));
    Reading reading =
        reader.read(
            Document.text(document.get("text").asString())
                .withDate(date.atStartOfDay(ZoneOffset.UTC)));
    return Stream.concat(
            reading.times().stream().map(t -> marked(t.span(), t.timex())),
            reading.looseTimes().stream().map(t -> marked(t.span(), t.timex())))
        .toList();
  }

  private static MarkedTime marked(Span span, Timex timex) {
    return new MarkedTime(
        span.start(), span.end(), timex.type().name(), timex.value(), span.text());
  }
}
