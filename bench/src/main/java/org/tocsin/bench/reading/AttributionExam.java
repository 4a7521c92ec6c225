// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tocsin.bench.frame.ScoresTable;
import org.tocsin.bench.frame.Table;
import org.tocsin.bench.reading.AttributionCorpus.Role;
import org.tocsin.bench.reading.AttributionCorpus.Stretch;
import org.tocsin.reading.Attribution;
import org.tocsin.reading.AttributionText;
import org.tocsin.reading.Document;
import org.tocsin.reading.Reader;
import org.tocsin.reading.Span;
import org.tocsin.reading.tagger.AttributionTagger;

/**
 * Who says what: PolNeAR's sources, cues and contents. Rules were made with its train part. Beside
 * them answers a tagger that learns from the train part in the same run and is thrown away.
 */
final class AttributionExam implements Exam {
  static final String TRAIN = "polnear/train.tar.gz";
  private static final String DEV = "polnear/dev.tar.gz";
  private static final String TEST = "polnear/test.tar.gz";
  private static final int FEW = 5;
  private static final int TRAIN_BITS = 20;

  /** As it did best on a fifth of the train part. */
  private static final AttributionTagger.Choice TRAIN_CHOICE =
      new AttributionTagger.Choice(-0.7f, -0.5f, 0);

  /** Any will do; it is told so that runs agree. */
  static final long SEED = 7;

  @Override
  public String name() {
    return "attribution";
  }

  @Override
  public List<String> files() {
    return List.of(TRAIN, DEV);
  }

  @Override
  public List<Table> sit(Reader reader, Corpora corpora, boolean small, PrintStream progress)
      throws IOException {
    Optional<AttributionTagger> learned = Optional.empty();
    if (!small) {
      learned =
          Optional.of(
              new AttributionTagger(
                  AttributionTrainer.train(
                      AttributionCorpus.load(corpora, TRAIN).documents(), TRAIN_BITS, SEED),
                  TRAIN_CHOICE));
    }
    List<Table> tables = new ArrayList<>();
    tables.add(table(reader, learned, some(AttributionCorpus.load(corpora, DEV), small), "dev"));
    if (corpora.missing(List.of(TEST)).isEmpty()) {
      tables.add(
          table(reader, learned, some(AttributionCorpus.load(corpora, TEST), small), "test"));
    }
    return tables;
  }

  private static List<AttributionCorpus.Document> some(AttributionCorpus corpus, boolean small) {
    List<AttributionCorpus.Document> all = corpus.documents();
    return small ? all.subList(0, Math.min(FEW, all.size())) : all;
  }

  private static Table table(
      Reader reader,
      Optional<AttributionTagger> learned,
      List<AttributionCorpus.Document> documents,
      String part) {
    Map<Role, AttributionScore> scores = scores(reader, documents);
    List<ScoresTable.Row> rows = new ArrayList<>();
    scores.forEach((role, score) -> rows.add(row("tocsin, " + name(role), score)));
    learned.ifPresent(tagger ->
        scores(tagger, documents)
            .forEach((role, score) ->
                rows.add(row("trained on the train part, not shipped, " + name(role), score))));
    return new ScoresTable(
        "attribution-PolNeAR-" + part,
        "%d documents, %d sources; exact spans, each once a document; overlap: any unit shared"
            .formatted(documents.size(), requireNonNull(scores.get(Role.SOURCE)).gold()),
        List.of("precision", "recall", "F", "F by overlap", "F by units"),
        rows);
  }

  private static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static ScoresTable.Row row(String who, AttributionScore score) {
    return ScoresTable.Row.measured(
        who, score.precision(), score.recall(), score.f(), score.overlapF(), score.unitF());
  }

  static Map<Role, AttributionScore> scores(
      AttributionTagger tagger, List<AttributionCorpus.Document> documents) {
    Map<Role, AttributionScore> scores = new EnumMap<>(Role.class);
    for (AttributionCorpus.Document document : documents) {
      AttributionText text = AttributionText.of(document.text());
      tagger
          .tag(text)
          .forEach((part, runs) -> {
            Role role = AttributionTrainer.role(part);
            Set<Stretch> found = new TreeSet<>();
            runs.forEach(run ->
                found.add(stretch(text.words().get(run.from()), text.words().get(run.to() - 1))));
            AttributionScore one =
                AttributionScore.of(document.spans().getOrDefault(role, Set.of()), found);
            scores.merge(role, one, AttributionScore::plus);
          });
    }
    return scores;
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
