// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: texts that tell the same story are told, with what they share. */
class SameStoryTest {
  private static final String NEWS =
      "Gunmen opened fire at a concert hall near the capital on Friday evening, officials said. "
          + "Dozens of people were taken to hospital and the roof of the building caught fire. ";

  private static SameStory compare(String one, String other) {
    return SameStory.of(Signature.of(one), Signature.of(other));
  }

  private static <R extends Reason> List<R> reasons(SameStory story, Class<R> kind) {
    return story.reasons().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void aCopyWithAnotherHeadIsTheSameAndItsPassageIsNamedInBoth() {
    String copy = "UPDATE 2: " + NEWS.toUpperCase(Locale.ROOT) + "More to follow.";
    SameStory story = compare(copy, NEWS);
    assertThat(story.percent()).isGreaterThan(85);
    assertThat(story.isCopy()).isTrue();
    Reason passage = story.reasons().getFirst();
    assertThat(copy.substring(passage.start(), passage.end()))
        .startsWith("GUNMEN OPENED")
        .endsWith("CAUGHT FIRE");
    assertThat(NEWS.substring(passage.otherStart(), passage.otherEnd()))
        .startsWith("Gunmen opened")
        .endsWith("caught fire");
  }

  @Test
  void differentTextsShareNothing() {
    SameStory story =
        compare("The minister denied every word of it in a speech on Tuesday morning.", NEWS);
    assertThat(story).isEqualTo(new SameStory(0, List.of()));
    assertThat(compare("Too short.", NEWS).isSame()).isFalse();
    assertThat(Signature.of("").fingerprints()).isEmpty();
    assertThat(compare("", "").isSame()).isFalse();
  }

  @Test
  void aQuotationInBothJoinsRewordedReportsOfOneAgency() {
    String quotation = "\"We saw them come through the east door and everybody ran,\"";
    String one = "OSLO (Reuters) - " + quotation + " a guard told us in the yard at night.";
    String other = "A guard, as Reuters reported, put it like this: " + quotation + " he said.";
    SameStory story = compare(one, other);
    assertThat(story.isSame()).isTrue();
    assertThat(story.isOneSource()).isTrue();
    assertThat(reasons(story, Reason.SharedQuotation.class))
        .singleElement()
        .satisfies(q ->
            assertThat(other.substring(q.otherStart(), q.otherEnd()))
                .isEqualTo("We saw them come through the east door and everybody ran"));
    assertThat(reasons(story, Reason.SharedSource.class))
        .singleElement()
        .satisfies(s -> assertThat(one.substring(s.start(), s.end())).isEqualTo("Reuters"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MOSCOW (Reuters) - Shots were fired.|Reuters CREDIT
          KRASNOGORSK, Russia (AP) — Shots were fired.|AP CREDIT
          Shots were fired, Reuters reported.|Reuters CITED
          According to the TASS news agency, shots were fired.|TASS CITED
          According to the Associated Press, it began at eight.|AP CITED
          A witness told the BBC that it began at eight.|BBC CITED
          The state news agency SANA said so, citing Al-Mayadeen television.|SANA CITED, Al-Mayadeen CITED
          Shots were fired. With inputs from PTI.|PTI CITED
          It was first reported by Le Monde on Monday.|Le Monde CITED
          He works for Reuters in London.|
          The ap is on my phone, and I dawn on it.|
          He is a guardian who said so.|
          """)
  void sourcesAreWhoIsNamedAsHavingTold(String text, String sources) {
    assertThat(
            String.join(
                ", ",
                Signature.of(text).sources().stream().map(s -> s.name() + " " + s.kind()).toList()))
        .isEqualTo(sources == null ? "" : sources);
  }

  @Test
  void eightWordsInARowAreAlwaysFound() {
    SplittableRandom random = new SplittableRandom(11);
    for (int run = 0; run < 300; run++) {
      String shared = words(random, 8, "s");
      String one = words(random, random.nextInt(40), "a") + shared + words(random, 40, "b");
      String other = words(random, random.nextInt(40), "c") + shared + words(random, 40, "d");
      SameStory story = compare(one, other);
      assertThat(reasons(story, Reason.SharedPassage.class))
          .as("seed 11, run %d", run)
          .singleElement()
          .satisfies(p -> {
            assertThat(one.substring(p.start(), p.end())).isEqualTo(shared.strip());
            assertThat(other.substring(p.otherStart(), p.otherEnd())).isEqualTo(shared.strip());
          });
    }
  }

  /** Shuffled sentences, cut and doubled: passages stand in both, apart from each other. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyPassageStandsInBothAndComparingIsFairToBoth(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> sentences =
        java.util.stream.IntStream.range(0, 12).mapToObj(i -> words(random, 14, "w" + i)).toList();
    String one = mixed(random, sentences);
    String other = mixed(random, sentences);
    SameStory story = compare(one, other);
    Set<Integer> covered = new HashSet<>();
    for (Reason.SharedPassage p : reasons(story, Reason.SharedPassage.class)) {
      assertThat(one.substring(p.start(), p.end()))
          .as("seed %d", seed)
          .isEqualTo(other.substring(p.otherStart(), p.otherEnd()));
      for (int i = p.start(); i < p.end(); i++) {
        assertThat(covered.add(i)).as("seed %d, unit %d is told twice", seed, i).isTrue();
      }
    }
    assertThat(compare(other, one).percent()).isEqualTo(story.percent());
    assertThat(compare(one, one).percent()).isEqualTo(100);
    assertThat(Signature.of(one).estimate(Signature.of(other)))
        .as("seed %d", seed)
        .isCloseTo(jaccard(one, other), within(0.25));
  }

  private static double jaccard(String one, String other) {
    Set<String> here = runs(one);
    Set<String> both = new HashSet<>(here);
    both.retainAll(runs(other));
    here.addAll(runs(other));
    return (double) both.size() / here.size();
  }

  private static Set<String> runs(String text) {
    String[] words = text.strip().split(" +");
    Set<String> runs = new HashSet<>();
    for (int i = 0; i + 5 <= words.length; i++) {
      runs.add(String.join(" ", List.of(words).subList(i, i + 5)));
    }
    return runs;
  }

  private static String mixed(SplittableRandom random, List<String> sentences) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      text.append(sentences.get(random.nextInt(sentences.size())));
    }
    return text.toString();
  }

  @Test
  void theIndexFindsNearDuplicatesAndKeepsToItsBound() {
    SplittableRandom random = new SplittableRandom(5);
    Stories<Integer> stories = new Stories<>(100);
    for (int i = 0; i < 250; i++) {
      stories.add(i, Signature.of(words(random, 120, "t" + i)));
    }
    assertThat(stories.size()).isEqualTo(100);
    String text = words(random, 150, "x");
    stories.add(1_000, Signature.of(text));
    String updated = "Update. " + text.substring(0, text.length() * 9 / 10) + "And more of it.";
    assertThat(stories.find(Signature.of(updated)))
        .singleElement()
        .satisfies(m -> {
          assertThat(m.key()).isEqualTo(1_000);
          assertThat(m.story().isCopy()).isTrue();
        });
    stories.remove(1_000);
    stories.remove(1_000);
    assertThat(stories.find(Signature.of(updated))).isEmpty();
    assertThat(stories.size()).isEqualTo(99);
  }

  @Test
  void hostileTextsCostWhatTheirLengthCosts() {
    for (String text :
        List.of(
            "a ".repeat(500_000),
            "\"a b c d e f ".repeat(80_000),
            "“".repeat(1_000_000),
            "7".repeat(1_000_000),
            "(Reuters) ".repeat(100_000),
            "\uD800 \uDC00 x ".repeat(100_000))) {
      Signature signature = Signature.of(text);
      assertThat(signature.fingerprints()).hasSizeLessThanOrEqualTo(4_000);
      assertThat(signature.sources()).hasSizeLessThanOrEqualTo(64);
      assertThat(signature.keys()).hasSizeLessThanOrEqualTo(64);
      assertThat(SameStory.of(signature, signature).reasons()).hasSizeLessThanOrEqualTo(106);
    }
  }

  private static String words(SplittableRandom random, int count, String prefix) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(prefix).append(random.nextInt(1_000_000)).append(' ');
    }
    return text.toString();
  }
}
