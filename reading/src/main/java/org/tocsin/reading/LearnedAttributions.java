// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.tocsin.reading.tagger.AttributionSheet.Part;
import org.tocsin.reading.tagger.AttributionTagger;
import org.tocsin.reading.tagger.AttributionTagger.Run;
import org.tocsin.reading.tagger.Weights;

/**
 * Who says what by weights learned from texts of our own ({@code reading/train/attribution}). The
 * weights choose the sources; where the rules have an answer with that source or part of it, its
 * cue and content stay, elsewhere the nearest cue that the weights find in the sentence is taken.
 */
final class LearnedAttributions {
  private static final String WEIGHTS = "tagger/attribution.weights";

  /** As it did best on a fifth of PolNeAR's train part. */
  private static final AttributionTagger.Choice CHOICE =
      new AttributionTagger.Choice(1.1f, -0.3f, 3);

  /** A longer text is no report, and weighing each of its words would take seconds. */
  private static final int MOST_WORDS = 50_000;

  private final AttributionTagger tagger;

  private LearnedAttributions(AttributionTagger tagger) {
    this.tagger = tagger;
  }

  static LearnedAttributions open() {
    try {
      Weights weights = Weights.read(WEIGHTS, MappedResource.of(Lexicon.url(WEIGHTS)));
      return new LearnedAttributions(new AttributionTagger(weights, CHOICE));
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled weights cannot be read", e);
    }
  }

  /**
   * In order of their cues; of a text of more than 50,000 words those of the rules.
   *
   * @param ruled what the rules answer
   */
  List<Attribution> find(Tokens tokens, List<Attribution> ruled) {
    if (tokens.all().size() > MOST_WORDS) {
      return ruled;
    }
    Map<Part, List<Run>> runs = tagger.tag(AttributionText.of(tokens, ruled));
    NavigableMap<Integer, Run> cues = new TreeMap<>();
    runs.getOrDefault(Part.CUE, List.of()).forEach(cue -> cues.put(cue.from(), cue));
    List<Attribution> found = new ArrayList<>();
    NavigableMap<Integer, List<Attribution>> bySource = new TreeMap<>();
    for (Attribution attribution : ruled) {
      attribution
          .source()
          .ifPresentOrElse(
              s -> bySource.computeIfAbsent(s.start(), k -> new ArrayList<>()).add(attribution),
              () -> found.add(attribution));
    }
    for (Run source : runs.getOrDefault(Part.SOURCE, List.of())) {
      Tokens.Sentence sentence = tokens.sentenceAt(source.from()).orElseThrow();
      Span span = tokens.span(source.from(), source.to());
      int from = tokens.get(sentence.from()).start();
      List<Attribution> known =
          bySource.subMap(from, span.end()).values().stream()
              .flatMap(List::stream)
              .filter(a -> a.source().filter(span::overlaps).isPresent())
              .toList();
      known.forEach(attribution -> found.add(saidBy(span, attribution)));
      if (known.isEmpty()) {
        nearest(source, cues.subMap(sentence.from(), sentence.to()).values())
            .map(cue ->
                new AttributionBuilder(tokens, sentence)
                    .build(new Phrases.Phrase(source.from(), source.to()), cue.from(), cue.to()))
            .ifPresent(found::add);
      }
    }
    found.sort(Comparator.comparingInt(a -> a.cue().start()));
    return List.copyOf(found);
  }

  private static Attribution saidBy(Span source, Attribution attribution) {
    return attribution.source().equals(Optional.of(source))
        ? attribution
        : new Attribution(
            Optional.of(source), Optional.empty(), attribution.cue(), attribution.content());
  }

  /** The cue with the fewest words between; of two as near, the one behind. */
  private static Optional<Run> nearest(Run source, Collection<Run> cues) {
    return cues.stream()
        .min(
            Comparator.comparingInt((Run cue) -> distance(source, cue))
                .thenComparingInt(cue -> -cue.from()));
  }

  private static int distance(Run source, Run cue) {
    return cue.from() >= source.to()
        ? cue.from() - source.to()
        : Math.abs(source.from() - cue.to());
  }
}
