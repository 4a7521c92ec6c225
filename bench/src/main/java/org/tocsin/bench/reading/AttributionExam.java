// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tocsin.bench.frame.ScoresTable;
import org.tocsin.bench.frame.Table;
import org.tocsin.bench.reading.AttributionCorpus.Role;
import org.tocsin.bench.reading.AttributionCorpus.Stretch;
import org.tocsin.reading.Attribution;
import org.tocsin.reading.Document;
import org.tocsin.reading.Reader;
import org.tocsin.reading.Span;

/** Who says what: PolNeAR's sources, cues and contents. Rules were made with its train part. */
final class AttributionExam implements Exam {
  private static final String DEV = "polnear/dev.tar.gz";
  private static final String TEST = "polnear/test.tar.gz";
  private static final int FEW = 5;

  @Override
  public String name() {
    return "attribution";
  }

  @Override
  public List<String> files() {
    return List.of(DEV);
  }

  @Override
  public List<Table> sit(Reader reader, Corpora corpora, boolean small, PrintStream progress)
      throws IOException {
    List<Table> tables = new ArrayList<>();
    tables.add(table(reader, AttributionCorpus.load(corpora, DEV), "dev", small));
    if (corpora.missing(List.of(TEST)).isEmpty()) {
      tables.add(table(reader, AttributionCorpus.load(corpora, TEST), "test", small));
    }
    return tables;
  }

  private static Table table(Reader reader, AttributionCorpus corpus, String part, boolean small) {
    List<AttributionCorpus.Document> documents =
        small
            ? corpus.documents().subList(0, Math.min(FEW, corpus.documents().size()))
            : corpus.documents();
    Map<Role, AttributionScore> scores = scores(reader, documents);
    List<ScoresTable.Row> rows = new ArrayList<>();
    scores.forEach((role, score) ->
        rows.add(
            ScoresTable.Row.measured(
                "tocsin, " + role.name().toLowerCase(Locale.ROOT),
                score.precision(),
                score.recall(),
                score.f(),
                score.overlapF(),
                score.unitF())));
    return new ScoresTable(
        "attribution-PolNeAR-" + part,
        "%d documents, %d sources; exact spans, each once a document; overlap: any unit shared"
            .formatted(documents.size(), scores.get(Role.SOURCE).gold()),
        List.of("precision", "recall", "F", "F by overlap", "F by units"),
        rows);
  }

  static Map<Role, AttributionScore> scores(
      Reader reader, List<AttributionCorpus.Document> documents) {
    Map<Role, AttributionScore> scores = new EnumMap<>(Role.class);
    for (AttributionCorpus.Document document : documents) {
      List<Attribution> found = reader.read(Document.text(document.text())).attributions();
      for (Role role : Role.values()) {
        AttributionScore one =
            AttributionScore.of(document.spans().getOrDefault(role, Set.of()), spans(found, role));
        scores.merge(role, one, AttributionScore::plus);
      }
    }
    return scores;
  }

  private static Set<Stretch> spans(List<Attribution> found, Role role) {
    Set<Stretch> spans = new TreeSet<>();
    for (Attribution attribution : found) {
      switch (role) {
        case SOURCE -> attribution.source().ifPresent(s -> spans.add(stretch(s, s)));
        case CUE -> spans.add(stretch(attribution.cue(), attribution.cue()));
        case CONTENT -> {
          List<Span> content = attribution.content();
          if (!content.isEmpty()) {
            spans.add(stretch(content.getFirst(), content.getLast()));
          }
        }
      }
    }
    return spans;
  }

  private static Stretch stretch(Span first, Span last) {
    return new Stretch(first.start(), last.end());
  }
}
