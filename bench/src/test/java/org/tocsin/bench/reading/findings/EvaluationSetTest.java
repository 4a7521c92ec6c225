// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tocsin.reading.FindingType;
import org.tocsin.reading.Reader;

/** FEATURE UNDER TEST: the documents of {@code reading/eval} and their annotations are well. */
class EvaluationSetTest {
  private static final Path FOLDER = Path.of("../reading/eval");

  private final EvaluationSet set = new EvaluationSet(FOLDER);

  @Test
  void theTableNamesEveryTextOnceInOrder() throws IOException {
    List<String> files;
    try (Stream<Path> list = Files.list(FOLDER.resolve("texts"))) {
      files = list.map(path -> path.getFileName().toString()).sorted().toList();
    }
    assertThat(set.items().stream().map(item -> item.file().getFileName().toString()).toList())
        .containsExactlyInAnyOrderElementsOf(files)
        .hasSizeGreaterThanOrEqualTo(64);
    assertThat(set.items().stream().map(EvaluationSet.Item::name).toList()).isSorted();
  }

  @Test
  void textsHaveBetweenSixtyAndThreeHundredAndFiftyWords() throws IOException {
    for (EvaluationSet.Item item : set.items()) {
      int words = Reader.standard().read(item.document()).text().strip().split("\\s+").length;
      assertThat(words).as(item.name()).isBetween(60, 350);
    }
  }

  @Test
  void theHashOfTheNameSaysWhichHalfAndAtLeastHalfIsKeptForTheTest() throws IOException {
    List<EvaluationSet.Item> items = set.items();
    for (EvaluationSet.Item item : items) {
      assertThat(item.half()).as(item.name()).isEqualTo(EvaluationSet.Half.of(item.name()));
    }
    assertThat(items.stream().filter(i -> i.half() == EvaluationSet.Half.TEST).count() * 2)
        .isGreaterThanOrEqualTo(items.size());
  }

  @Test
  void everyAnnotationIsVerbatimAndObeysItsValues() throws IOException {
    for (String which : List.of("first", "second", "gold")) {
      List<String> problems = new ArrayList<>();
      for (EvaluationSet.Item item : set.items()) {
        Annotation annotation =
            Annotation.load(set.annotations(which).resolve(item.name() + ".json"));
        assertThat(annotation.document()).isEqualTo(item.name());
        String text = Reader.standard().read(item.document()).text();
        problems.addAll(Values.problems(annotation, text));
        assertThat(annotation.complete(text).text())
            .as("%s of %s is as Offsets writes it", which, item.name())
            .isEqualTo(Files.readString(set.annotations(which).resolve(item.name() + ".json")));
      }
      assertThat(problems).as(which).isEmpty();
    }
  }

  /** A little below what the rules of 26 November 2026 come to. */
  @Test
  void theReaderKeepsWhatItReadsInTheDocumentsItsRulesWereMadeWith() throws IOException {
    assertReads(FOLDER, 0.885, 0.745);
    assertReads(FOLDER.resolve("again"), 0.86, 0.63);
  }

  private static void assertReads(Path folder, double records, double fields) throws IOException {
    StatementScores scores = new StatementScores(folder);
    Score score = new Score();
    for (EvaluationSet.Item item : new EvaluationSet(folder).items()) {
      if (item.half() == EvaluationSet.Half.DEV) {
        score.add(
            scores.annotated("gold", item),
            StatementScores.found(Reader.standard().read(item.document())));
      }
    }
    assertThat(score.records().f1()).as("records of %s", folder).isGreaterThan(records);
    assertThat(score.fields().f1()).as("fields of %s", folder).isGreaterThan(fields);
  }

  @Test
  void everyTypeIsThereInBothHalves() throws IOException {
    StatementScores scores = new StatementScores(FOLDER);
    for (EvaluationSet.Half half : EvaluationSet.Half.values()) {
      List<FindingType> types = new ArrayList<>();
      for (EvaluationSet.Item item : set.items()) {
        if (item.half() == half) {
          scores.annotated("gold", item).forEach(mark -> types.add(mark.type()));
        }
      }
      assertThat(types.stream().distinct().collect(Collectors.toList()))
          .as("types in the %s half", half)
          .containsExactlyInAnyOrder(FindingType.values());
    }
  }
}
