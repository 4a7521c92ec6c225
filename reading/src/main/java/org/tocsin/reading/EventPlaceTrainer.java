// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Learns from examples where an event happened, to measure what the rules of the reader leave out:
 * a softmax over the places of a sentence and none, by AdaGrad, with the features of the rules and
 * words. What it learns is kept nowhere. The same examples in the same order teach the same. Not
 * thread-safe.
 */
public final class EventPlaceTrainer {
  private static final int LEAST_SEEN = 5;
  private static final int ROUNDS = 5;
  private static final double DECAY = 0.01;
  private static final double RATE = 0.15;
  private static final long SEED = 7;

  /**
   * One sentence with its right answers: none of the options where all of {@code right} is false.
   */
  private record Example(List<List<String>> options, boolean[] right) {}

  private static final class Weight {
    double value;
    double squares;
  }

  private final Reader reader;
  private final List<Example> examples = new ArrayList<>();
  private Map<String, Double> learned = Map.of();

  /**
   * @param reader finds the places of the examples' sentences
   */
  public EventPlaceTrainer(Reader reader) {
    this.reader = reader;
  }

  /**
   * Takes up an example.
   *
   * @param text a sentence or several
   * @param verb index of the first UTF-16 unit of the event's verb
   * @param places where the event happened, as stretches of the text; empty when it is not told
   */
  public void add(String text, int verb, List<Span> places) {
    Reading reading = reader.read(Document.text(text));
    Tokens tokens = Tokens.of(reading.text());
    Optional<EventPlaces.Question> asked = EventPlaces.question(tokens, verb, reading);
    if (asked.isEmpty()) {
      return;
    }
    EventPlaces.Question question = asked.get();
    List<EventPlaces.Candidate> candidates = question.candidates();
    List<List<String>> options = new ArrayList<>();
    boolean[] right = new boolean[candidates.size() + 1];
    options.add(EventPlaces.none(tokens, question.sentence(), question.verb(), candidates));
    right[0] = places.isEmpty();
    boolean any = right[0];
    for (EventPlaces.Candidate candidate : candidates) {
      Span span = tokens.span(candidate.from(), candidate.to());
      right[options.size()] = places.stream().anyMatch(span::overlaps);
      any |= right[options.size()];
      options.add(
          EventPlaces.features(
              tokens, question.sentence(), question.verb(), candidate, candidates));
    }
    if (any) {
      examples.add(new Example(options, right));
    }
  }

  /** Learns from the examples taken up so far, from the start. */
  public void train() {
    Map<String, Weight> weights = weights();
    List<Example> order = new ArrayList<>(examples);
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      Collections.shuffle(order, random);
      order.forEach(example -> learn(example, weights));
    }
    Map<String, Double> values = new HashMap<>();
    weights.forEach((feature, weight) -> values.put(feature, weight.value));
    learned = Map.copyOf(values);
  }

  /**
   * Where an event happened, by what was learned; {@link Reader#placeOfEvent} asks the rules
   * instead.
   *
   * @param verb index of the first UTF-16 unit of the event's verb
   */
  public Optional<Span> place(String text, int verb) {
    Reading reading = reader.read(Document.text(text));
    Tokens tokens = Tokens.of(reading.text());
    return EventPlaces.question(tokens, verb, reading)
        .flatMap(asked -> EventPlaces.choose(tokens, asked, learned))
        .map(c -> tokens.span(c.from(), c.to()));
  }

  private Map<String, Weight> weights() {
    Map<String, Integer> seen = new HashMap<>();
    for (Example example : examples) {
      example.options().forEach(o -> o.forEach(f -> seen.merge(f, 1, Integer::sum)));
    }
    Map<String, Weight> weights = new HashMap<>();
    seen.forEach((feature, count) -> {
      if (count >= LEAST_SEEN) {
        weights.put(feature, new Weight());
      }
    });
    return weights;
  }

  private static void learn(Example example, Map<String, Weight> weights) {
    double[] chance = new double[example.options().size()];
    for (int i = 0; i < chance.length; i++) {
      for (String feature : example.options().get(i)) {
        Weight weight = weights.get(feature);
        chance[i] += weight == null ? 0 : weight.value;
      }
    }
    double most = Arrays.stream(chance).max().orElse(0);
    double sum = 0;
    double good = 0;
    for (int i = 0; i < chance.length; i++) {
      chance[i] = Math.exp(chance[i] - most);
      sum += chance[i];
      good += example.right()[i] ? chance[i] : 0;
    }
    for (int i = 0; i < chance.length; i++) {
      double slope = chance[i] / sum - (example.right()[i] ? chance[i] / good : 0);
      for (String feature : example.options().get(i)) {
        Weight weight = weights.get(feature);
        if (weight != null) {
          double step = slope + DECAY * weight.value;
          weight.squares += step * step;
          weight.value -= RATE * step / Math.sqrt(1e-3 + weight.squares);
        }
      }
    }
  }
}
