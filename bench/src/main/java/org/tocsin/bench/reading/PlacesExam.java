// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.tocsin.bench.frame.ScoresTable;
import org.tocsin.bench.frame.Table;
import org.tocsin.reading.Document;
import org.tocsin.reading.PlaceMention;
import org.tocsin.reading.Reader;

/** Which places a text names and where they are. */
final class PlacesExam implements Exam {
  private static final List<String> CORPORA = List.of("LGL-dev", "GeoWebNews-dev");

  /**
   * Kept apart, so that nobody tunes on them; measured where they lie in the folder all the same.
   */
  private static final List<String> KEPT_APART =
      List.of("LGL-test", "GeoWebNews-test", "TR-News-test", "GeoVirus-test");

  private static final List<String> MEASURES =
      List.of("precision", "recall", "F", "within 161 km", "F at 161 km", "exact F", "median km");

  @Override
  public String name() {
    return "places";
  }

  @Override
  public List<String> files() {
    return CORPORA.stream().map(PlacesExam::file).toList();
  }

  private static String file(String name) {
    return "geoparsing/" + name + ".jsonl.gz";
  }

  @Override
  public List<Table> sit(Reader reader, Corpora corpora, boolean small, PrintStream progress)
      throws IOException {
    List<Table> tables = new ArrayList<>();
    List<String> names = new ArrayList<>(CORPORA);
    for (String name : KEPT_APART) {
      if (corpora.missing(List.of(file(name))).isEmpty()) {
        names.add(name);
      } else {
        progress.println("    " + name + " is kept apart: not measured");
      }
    }
    for (String name : names) {
      PlaceCorpus corpus = PlaceCorpus.load(corpora, name, small);
      List<ScoresTable.Row> rows = new ArrayList<>();
      rows.add(row("tocsin", corpus, answers(reader, corpus, true)));
      rows.add(row("tocsin, no demonyms", corpus, answers(reader, corpus, false)));
      corpus.rivals().forEach((system, answers) -> rows.add(row(system, corpus, answers)));
      rows.addAll(Published.rows(name));
      tables.add(
          new ScoresTable(
              "places-" + name,
              "%d documents, %d places; a name found within ten characters, as EUPEG counts; F at"
                      .formatted(
                          corpus.texts().size(), corpus.gold().stream().mapToInt(List::size).sum())
                  + " 161 km: found and put less than 161 km from where it is",
              MEASURES,
              rows));
    }
    return tables;
  }

  static List<List<Toponym>> answers(Reader reader, PlaceCorpus corpus, boolean demonyms) {
    List<List<Toponym>> answers = new ArrayList<>();
    for (String text : corpus.texts()) {
      Document document = Document.text(text);
      answers.add(
          reader.read(demonyms ? document : document.withoutDemonyms()).places().stream()
              .map(PlacesExam::toponym)
              .toList());
    }
    return answers;
  }

  private static Toponym toponym(PlaceMention place) {
    return new Toponym(
        place.span().start(), place.span().end(), place.latitude(), place.longitude());
  }

  private static ScoresTable.Row row(String who, PlaceCorpus corpus, List<List<Toponym>> answers) {
    PlaceScore near = PlaceScore.of(corpus.gold(), answers, PlaceScore.Match.NEAR);
    PlaceScore exact = PlaceScore.of(corpus.gold(), answers, PlaceScore.Match.EXACT);
    List<OptionalDouble> scores = new ArrayList<>();
    for (double score :
        new double[] {
          near.precision(),
          near.recall(),
          near.f(),
          near.accuracy(),
          near.endToEnd(),
          exact.endToEnd()
        }) {
      scores.add(OptionalDouble.of(score));
    }
    scores.add(near.median());
    return new ScoresTable.Row(who, "measured here", scores);
  }
}
