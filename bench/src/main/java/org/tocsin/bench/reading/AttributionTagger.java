// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.tocsin.bench.reading.AttributionCorpus.Role;
import org.tocsin.bench.reading.AttributionCorpus.Stretch;
import org.tocsin.bench.reading.roles.LinearTrainer;
import org.tocsin.reading.AttributionText;
import org.tocsin.reading.tagger.AttributionSheet;
import org.tocsin.reading.tagger.AttributionSheet.Part;
import org.tocsin.reading.tagger.Weights;

/**
 * Finds sources and cues with weights learned from marked texts. One model says of each word
 * whether a source or cue starts, ends or goes on there; a second weighs each stretch between a
 * likely start and a likely end; the surest that do not overlap are the answer. The second learns
 * from what models that did not see a text say of it. The same texts teach the same.
 */
final class AttributionTagger {
  private static final int PARTS = 3;
  private static final int BITS = 20;
  private static final int WORD_PASSES = 3;
  private static final int STRETCH_PASSES = 4;
  private static final double RATE = 0.05;
  private static final double DECAY = 1e-3;

  private final Map<String, Integer> grades;
  private final Weights.Model words;
  private final Map<Part, Weights.Model> stretches = new EnumMap<>(Part.class);

  /** What of a text was learned from. */
  private record Seen(AttributionCorpus.Document marked, AttributionSheet sheet, int[][] features) {
    static Seen of(
        AttributionCorpus.Document marked, AttributionText text, Map<String, Integer> grades) {
      AttributionSheet sheet = new AttributionSheet(text, grades);
      return new Seen(marked, sheet, ofWords(sheet));
    }
  }

  private AttributionTagger(List<AttributionCorpus.Document> texts, long seed) {
    List<AttributionText> cut =
        texts.stream().map(text -> AttributionText.of(text.text())).toList();
    grades = AttributionGrades.of(texts, cut);
    List<Seen> seen =
        IntStream.range(0, texts.size())
            .parallel()
            .mapToObj(i -> Seen.of(texts.get(i), cut.get(i), grades))
            .toList();
    List<LinearTrainer> parts =
        IntStream.range(0, PARTS).parallel().mapToObj(p -> words(seen, p, seed)).toList();
    words = LinearTrainer.mean(parts);
    List<Weights.Model> models = parts.stream().map(LinearTrainer::model).toList();
    for (Part part : Part.values()) {
      List<LinearTrainer.Example> examples = new ArrayList<>();
      for (int i = 0; i < seen.size(); i++) {
        examples.addAll(examples(seen.get(i), models.get(i % PARTS), part));
      }
      LinearTrainer.Settings settings =
          new LinearTrainer.Settings(1, BITS, STRETCH_PASSES, RATE, DECAY, seed);
      stretches.put(part, LinearTrainer.train(examples, settings));
    }
  }

  /**
   * Learns.
   *
   * @param seed of the order in which examples are seen
   */
  static AttributionTagger train(List<AttributionCorpus.Document> texts, long seed) {
    return new AttributionTagger(texts, seed);
  }

  /** For each word a bit for each output of the model of words. */
  static int[] labels(AttributionCorpus.Document marked, AttributionSheet sheet) {
    int[] labels = new int[sheet.size()];
    for (Part part : Part.values()) {
      for (Stretch span : gold(marked, part)) {
        int first = sheet.firstAt(span.start());
        int last = first - 1;
        while (last + 1 < labels.length && sheet.start(last + 1) < span.end()) {
          last++;
          labels[last] |= 1 << part.inside();
        }
        if (last >= first) {
          labels[first] |= 1 << part.start();
          labels[last] |= 1 << part.end();
        }
      }
    }
    return labels;
  }

  private static Set<Stretch> gold(AttributionCorpus.Document marked, Part part) {
    return marked.spans().getOrDefault(role(part), Set.of());
  }

  static Role role(Part part) {
    return part == Part.SOURCE ? Role.SOURCE : Role.CUE;
  }

  private static LinearTrainer words(List<Seen> seen, int without, long seed) {
    List<LinearTrainer.Example> examples = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      if (i % PARTS != without) {
        int[] labels = labels(seen.get(i).marked(), seen.get(i).sheet());
        for (int w = 0; w < labels.length; w++) {
          examples.add(new LinearTrainer.Example(seen.get(i).features()[w], labels[w]));
        }
      }
    }
    return LinearTrainer.trained(
        examples,
        new LinearTrainer.Settings(
            AttributionSheet.OUTPUTS, BITS, WORD_PASSES, RATE, DECAY, seed + without));
  }

  private static int[][] ofWords(AttributionSheet sheet) {
    return IntStream.range(0, sheet.size()).mapToObj(sheet::ofWord).toArray(int[][]::new);
  }

  private static float[][] odds(int[][] features, Weights.Model model) {
    float[][] odds = new float[features.length][];
    for (int i = 0; i < odds.length; i++) {
      odds[i] = model.score(features[i]);
    }
    return odds;
  }

  private static List<LinearTrainer.Example> examples(Seen seen, Weights.Model model, Part part) {
    List<LinearTrainer.Example> examples = new ArrayList<>();
    for (AttributionCandidates.Candidate candidate :
        AttributionCandidates.of(seen.sheet(), odds(seen.features(), model), part)) {
      boolean right = gold(seen.marked(), part).contains(candidate.units());
      examples.add(new LinearTrainer.Example(candidate.features(), right ? 1 : 0));
    }
    return examples;
  }

  /** The sources and the cues of a text. */
  Map<Part, Set<Stretch>> tag(String text) {
    AttributionSheet sheet = new AttributionSheet(AttributionText.of(text), grades);
    float[][] odds = odds(ofWords(sheet), words);
    Map<Part, Set<Stretch>> found = new EnumMap<>(Part.class);
    stretches.forEach((part, model) ->
        found.put(part, choose(sheet, AttributionCandidates.of(sheet, odds, part), model, part)));
    return found;
  }

  /** What log odds must reach, as it did best on a fifth of the train part. */
  private static double least(Part part) {
    return part == Part.SOURCE ? -0.7 : -0.5;
  }

  private record Weighed(AttributionCandidates.Candidate candidate, float odds) {}

  private static Set<Stretch> choose(
      AttributionSheet sheet,
      List<AttributionCandidates.Candidate> all,
      Weights.Model model,
      Part part) {
    List<Weighed> surest =
        all.stream()
            .map(s -> new Weighed(s, model.score(s.features())[0]))
            .filter(w -> w.odds() >= least(part))
            .sorted(Comparator.comparingDouble((Weighed w) -> -w.odds()))
            .toList();
    boolean[] taken = new boolean[sheet.size()];
    Set<Stretch> chosen = new TreeSet<>();
    for (Weighed weighed : surest) {
      AttributionCandidates.Candidate candidate = weighed.candidate();
      if (IntStream.range(candidate.from(), candidate.to()).noneMatch(i -> taken[i])) {
        java.util.Arrays.fill(taken, candidate.from(), candidate.to(), true);
        chosen.add(candidate.units());
      }
    }
    return chosen;
  }
}
