// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tocsin.bench.reading.AttributionCorpus.Document;
import org.tocsin.bench.reading.AttributionCorpus.Role;
import org.tocsin.bench.reading.AttributionCorpus.Stretch;
import org.tocsin.reading.AttributionText;
import org.tocsin.reading.tagger.AttributionSheet.Part;
import org.tocsin.reading.tagger.AttributionTagger;

/** FEATURE UNDER TEST: a tagger learns from marked texts who says what. */
class AttributionTrainerTest {
  private static final List<String> NAMES =
      List.of("the old ferryman", "Ann Lee", "two fishers", "a clerk of the port", "Mr. Doyle");
  private static final List<String> THINGS = List.of("bridge", "road", "harbour", "ferry");
  private static final String UNSEEN = "The tower fell. My old neighbour gurgled that it was late.";

  /** Texts with a verb that no list of the rules holds. */
  private static List<Document> corpus() {
    List<Document> corpus = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String name = NAMES.get(i % NAMES.size());
      String before = "The " + THINGS.get(i % THINGS.size()) + " fell. ";
      String text = before + name + " gurgled that it was late. The sun rose over " + i + " roofs.";
      int end = before.length() + name.length();
      corpus.add(
          new Document(
              "d" + i,
              text,
              Map.of(
                  Role.SOURCE, Set.of(new Stretch(before.length(), end)),
                  Role.CUE, Set.of(new Stretch(end + 1, end + 8)))));
    }
    return corpus;
  }

  @Test
  void whatIsLearnedFindsSourcesAndCuesThatTheRulesDoNotKnow() {
    AttributionTagger tagger =
        new AttributionTagger(
            AttributionTrainer.train(corpus(), 16, 7), new AttributionTagger.Choice(0, 0, 0));
    AttributionText text = AttributionText.of(UNSEEN);
    Map<Part, List<AttributionTagger.Run>> found = tagger.tag(text);
    assertThat(found.get(Part.CUE)).extracting(run -> words(text, run)).containsExactly("gurgled");
    assertThat(found.get(Part.SOURCE))
        .extracting(run -> words(text, run))
        .containsExactly("My old neighbour");
  }

  private static String words(AttributionText text, AttributionTagger.Run run) {
    return UNSEEN.substring(
        text.words().get(run.from()).start(), text.words().get(run.to() - 1).end());
  }

  @Test
  void marksInTextsOfOurOwnBecomeSpansAndAnOpenOneIsToldOf() {
    Document text = AttributionTexts.read("one", "{Ann} <said> yes.\n\nNo, <said> {a clerk}.\n");
    assertThat(text.text()).isEqualTo("Ann said yes.\n\nNo, said a clerk.\n\n");
    assertThat(text.spans().get(Role.SOURCE))
        .extracting(s -> text.text().substring(s.start(), s.end()))
        .containsExactly("Ann", "a clerk");
    assertThat(text.spans().get(Role.CUE)).hasSize(2);
    assertThatThrownBy(() -> AttributionTexts.read("two", "{Ann <said> yes."))
        .hasMessage("two: a mark is left open: {Ann <said> yes.");
    assertThatThrownBy(() -> AttributionTexts.read("two", "Ann} said yes."))
        .hasMessage("two: \"}\" closes nothing: Ann} said yes.");
  }

  @Test
  void theTextsThatTheWeightsThatShipWereLearnedFromCanBeRead() throws IOException {
    List<Document> texts = AttributionTexts.load(Path.of("../reading/train/attribution"));
    assertThat(texts)
        .hasSizeGreaterThan(80)
        .allSatisfy(
            text -> assertThat(text.text()).isNotBlank().doesNotContain("{", "}", "<", ">"));
  }

  /** Nearly all octets, as another kind of processor may round another way. */
  @Test
  void theWeightsThatShipAreThoseThatTheTextsTeach() throws IOException {
    ByteArrayOutputStream taught = new ByteArrayOutputStream();
    TrainAttributionCommand.train(Path.of("..")).write(taught);
    byte[] made = taught.toByteArray();
    try (InputStream in = AttributionTagger.class.getResourceAsStream("attribution.weights")) {
      byte[] shipped = Objects.requireNonNull(in, "no weights ship").readAllBytes();
      assertThat(shipped).hasSameSizeAs(made);
      long alike = IntStream.range(0, made.length).filter(i -> made[i] == shipped[i]).count();
      assertThat(alike)
          .as("train anew: ./tocsin bench reading train-attribution FILE")
          .isGreaterThan(made.length * 995L / 1_000);
    }
  }
}
