// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tocsin.bench.reading.AttributionCorpus.Document;
import org.tocsin.bench.reading.AttributionCorpus.Role;
import org.tocsin.bench.reading.AttributionCorpus.Stretch;
import org.tocsin.reading.tagger.AttributionSheet.Part;

/** FEATURE UNDER TEST: a tagger learns from marked texts who says what. */
class AttributionTaggerTest {
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
    Map<Part, Set<Stretch>> found = AttributionTagger.train(corpus(), 7).tag(UNSEEN);
    assertThat(found.get(Part.CUE))
        .extracting(s -> UNSEEN.substring(s.start(), s.end()))
        .containsExactly("gurgled");
    assertThat(found.get(Part.SOURCE))
        .extracting(s -> UNSEEN.substring(s.start(), s.end()))
        .containsExactly("My old neighbour");
  }
}
