// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.tocsin.bench.reading.AttributionCorpus.Role;
import org.tocsin.bench.reading.AttributionCorpus.Stretch;
import org.tocsin.bench.reading.roles.LinearTrainer;
import org.tocsin.reading.AttributionText;
import org.tocsin.reading.tagger.AttributionCandidates;
import org.tocsin.reading.tagger.AttributionSheet;
import org.tocsin.reading.tagger.AttributionSheet.Part;
import org.tocsin.reading.tagger.AttributionTagger;
import org.tocsin.reading.tagger.Weights;

/**
 * Learns the weights of {@link AttributionTagger} from marked texts. Its models of stretches learn
 * from what models of words that did not see a text say of it. The same texts, bits and seed teach
 * the same.
 */
final class AttributionTrainer {
  private static final int PARTS = 3;
  private static final int WORD_PASSES = 3;
  private static final int STRETCH_PASSES = 4;
  private static final double RATE = 0.05;
  private static final double DECAY = 1e-3;

  private final List<Seen> seen;
  private final int bits;
  private final long seed;

  /** What of a text is learned from. */
  private record Seen(AttributionCorpus.Document marked, AttributionSheet sheet, int[][] features) {
    static Seen of(AttributionCorpus.Document marked) {
      AttributionSheet sheet = new AttributionSheet(AttributionText.of(marked.text()));
      return new Seen(
          marked,
          sheet,
          IntStream.range(0, sheet.size()).mapToObj(sheet::ofWord).toArray(int[][]::new));
    }

    float[][] odds(Weights.Model words) {
      float[][] odds = new float[features.length][];
      for (int i = 0; i < odds.length; i++) {
        odds[i] = words.score(features[i]);
      }
      return odds;
    }
  }

  private AttributionTrainer(List<AttributionCorpus.Document> texts, int bits, long seed) {
    this.bits = bits;
    this.seed = seed;
    seen = texts.parallelStream().map(Seen::of).toList();
  }

  /**
   * Learns.
   *
   * @param bits of the tables of weights: the more, the fewer features share a weight
   * @param seed of the order in which examples are seen
   */
  static Weights train(List<AttributionCorpus.Document> texts, int bits, long seed) {
    return new AttributionTrainer(texts, bits, seed).weights();
  }

  private Weights weights() {
    List<LinearTrainer> parts = IntStream.range(0, PARTS).parallel().mapToObj(this::words).toList();
    Map<String, Weights.Model> models = new LinkedHashMap<>();
    models.put(AttributionTagger.WORDS, LinearTrainer.mean(parts));
    List<Weights.Model> words = parts.stream().map(LinearTrainer::model).toList();
    for (Part part : Part.values()) {
      List<LinearTrainer.Example> examples = new ArrayList<>();
      for (int i = 0; i < seen.size(); i++) {
        examples.addAll(examples(seen.get(i), words.get(i % PARTS), part));
      }
      models.put(AttributionTagger.name(part), LinearTrainer.mean(stretches(examples)));
    }
    return new Weights(models);
  }

  /** For each word a bit for each output of the model of words. */
  private static int[] labels(AttributionCorpus.Document marked, AttributionSheet sheet) {
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

  /** Models that saw the examples in other orders, whose mean is steadier than each. */
  private List<LinearTrainer> stretches(List<LinearTrainer.Example> examples) {
    return IntStream.range(0, PARTS)
        .parallel()
        .mapToObj(i ->
            LinearTrainer.trained(
                examples,
                new LinearTrainer.Settings(1, bits, STRETCH_PASSES, RATE, DECAY, seed + i)))
        .toList();
  }

  /** A model of words that did not see one part of the texts. */
  private LinearTrainer words(int without) {
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
            AttributionSheet.OUTPUTS, bits, WORD_PASSES, RATE, DECAY, seed + without));
  }

  private static List<LinearTrainer.Example> examples(Seen text, Weights.Model words, Part part) {
    AttributionSheet sheet = text.sheet();
    AttributionCandidates all = new AttributionCandidates(sheet, text.odds(words), part);
    Set<Stretch> gold = gold(text.marked(), part);
    List<LinearTrainer.Example> examples = new ArrayList<>();
    for (int c = 0; c < all.size(); c++) {
      Stretch units = new Stretch(sheet.start(all.from(c)), sheet.end(all.to(c) - 1));
      examples.add(new LinearTrainer.Example(all.features(c), gold.contains(units) ? 1 : 0));
    }
    return examples;
  }
}
