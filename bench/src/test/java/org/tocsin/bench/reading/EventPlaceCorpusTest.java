// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tocsin.bench.reading.EventPlaceCorpus.Item;
import org.tocsin.reading.Reader;
import org.tocsin.reading.Span;
import tools.jackson.databind.json.JsonMapper;

/** FEATURE UNDER TEST: where events happened is read from the corpus in two ways and scored. */
class EventPlaceCorpusTest {
  private static final double LEAST_RIGHT = 0.75;

  private static Item item(String json) {
    return EventPlaceCorpus.item(JsonMapper.shared().readTree(json));
  }

  private static final String SHOT =
      "{\"_id\":\"A_B_C_1\",\"text\":\"Ann was shot in Bogota.\",\"spans\":[{\"start\":8,\"end\":12,"
          + "\"label\":\"VERB\"},{\"start\":%d,\"end\":%d,\"label\":\"LOCATION\",\"text\":\"%s\"}]}";

  @Test
  void offsetsThatEncloseNothingAreNoPlaceAsAnnotatedAndOneByName() {
    Item item = item(SHOT.formatted(20, 20, "Bogota"));
    assertThat(item.verb()).isEqualTo(8);
    assertThat(item.annotated()).isEmpty();
    assertThat(item.named()).extracting(Span::text).containsExactly("Bogota");
  }

  @Test
  void emptyNamesAreNoPlaceByName() {
    assertThat(item(SHOT.formatted(16, 22, "")).named()).isEmpty();
  }

  @Test
  void bothWaysAgreeWhereOffsetsAndNameAgree() {
    Item item = item(SHOT.formatted(16, 22, "Bogota"));
    assertThat(item.annotated()).isEqualTo(item.named()).hasSize(1);
  }

  @Test
  void noAnswerIsRightOnlyWhereTheGoldHasNoPlace() {
    List<Item> items =
        List.of(item(SHOT.formatted(16, 22, "Bogota")), item(SHOT.formatted(20, 20, "Bogota")));
    assertThat(EventPlaceExam.score(items, i -> Optional.empty()))
        .isEqualTo(new EventPlaceExam.Rightness(0.5, 0, 0, 0));
    assertThat(EventPlaceExam.score(items, i -> Optional.of(Span.of(i.text(), 16, 22))))
        .isEqualTo(new EventPlaceExam.Rightness(0.5, 1, 1, 1));
  }

  @Test
  void eventPlacesOfTheHeldOutFifthDoNotFall() throws IOException {
    Corpora corpora = Corpora.beside(Path.of("..").toAbsolutePath());
    EventPlaceExam exam = new EventPlaceExam();
    if (!corpora.missing(exam.files()).isEmpty()) {
      System.out.println("Not checked: event-location is not in " + corpora.folder());
      return;
    }
    List<Item> items =
        EventPlaceCorpus.load(corpora, exam.files().getFirst()).items().stream()
            .filter(Item::heldOut)
            .toList();
    Reader reader = Reader.standard();
    assertThat(EventPlaceExam.score(items, i -> EventPlaceExam.place(reader, i)).named())
        .isGreaterThan(LEAST_RIGHT);
  }
}
