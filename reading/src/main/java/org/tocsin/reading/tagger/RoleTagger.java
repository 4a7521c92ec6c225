// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tocsin.reading.Span;

/** Says who or what fills which role in a report as a whole. Thread-safe. */
public final class RoleTagger {
  /** Names of the models, as {@link Weights} has them. */
  public static final String DOCUMENT = "document";

  /** Says which sentences name somebody in a role. */
  public static final String SENTENCE = "sentence";

  /** Throws candidates away. */
  public static final String QUICK = "quick";

  /** Scores the rest. */
  public static final String FULL = "full";

  /** Weighs the scores. */
  public static final String WEIGHING = "weighing";

  /** Says which name the same. */
  public static final String SAME = "same";

  /** What must be reached, an output a role. */
  public static final String BAR = "bar";

  private static final int MAX_FOUND = 30;

  /** Scores are weighed each against each; a report of usual length keeps some seventy. */
  private static final int MAX_KEPT = 2_000;

  private static final int BAR_FEATURE = 0;

  private final Weights.Model document;
  private final Weights.Model sentence;
  private final Weights.Model quick;
  private final Weights.Model full;
  private final Weights.Model weighing;
  private final Weights.Model same;
  private final float[] bars;

  /** A tagger with these weights. */
  public RoleTagger(Weights weights) {
    document = weights.model(DOCUMENT);
    sentence = weights.model(SENTENCE);
    quick = weights.model(QUICK);
    full = weights.model(FULL);
    weighing = weights.model(WEIGHING);
    same = weights.model(SAME);
    bars = weights.model(BAR).score(new int[] {BAR_FEATURE});
  }

  /**
   * A tagger with the weights of a file.
   *
   * @throws IOException if it cannot be read or holds no such weights
   */
  public static RoleTagger open(Path weights) throws IOException {
    try {
      return new RoleTagger(Weights.open(weights));
    } catch (IllegalArgumentException e) {
      throw new IOException(weights + ": " + e.getMessage(), e);
    }
  }

  /**
   * Everybody and everything with a role, role by role, the surest first. Of a text longer than a
   * hundred thousand UTF-16 units only the beginning is read, in bounded time.
   */
  public List<Found> tag(String text) {
    Sheet sheet = Sheet.of(text);
    int[] kept = keep(sheet, quick);
    float[] relevance = document.score(sheet.ofDocument());
    float[][] telling = telling(sheet, sentence);
    float[][] scores = new float[kept.length][];
    for (int k = 0; k < kept.length; k++) {
      scores[k] = full.score(sheet.full(kept[k], relevance, telling));
    }
    Weighing weighed = new Weighing(sheet, kept, scores, relevance, telling);
    List<Found> found = new ArrayList<>();
    for (Role role : Role.values()) {
      float[] odds = new float[kept.length];
      for (int k = 0; k < kept.length; k++) {
        odds[k] = weighing.score(weighed.of(k, role))[0];
      }
      for (Chosen chosen : choose(sheet, kept, odds, same, bars[role.index()])) {
        found.add(
            new Found(
                role,
                span(sheet, text, chosen.candidate()),
                chosen.others().stream().map(other -> span(sheet, text, other)).toList(),
                chosen.confidence()));
      }
    }
    return found;
  }

  private static Span span(Sheet sheet, String text, int candidate) {
    return Span.of(text, sheet.start(candidate), sheet.end(candidate));
  }

  /** How likely each sentence names somebody in each role, as log odds. */
  public static float[][] telling(Sheet sheet, Weights.Model sentence) {
    int[][] features = sheet.ofSentences();
    float[][] telling = new float[features.length][];
    for (int s = 0; s < telling.length; s++) {
      telling[s] = sentence.score(features[s]);
    }
    return telling;
  }

  /** Which candidates are worth a second look. */
  public static int[] keep(Sheet sheet, Weights.Model quick) {
    int[] kept = new int[sheet.size()];
    int size = 0;
    for (int i = 0; i < sheet.size() && size < MAX_KEPT; i++) {
      if (quick.score(sheet.quick(i))[0] > 0) {
        kept[size++] = i;
      }
    }
    return java.util.Arrays.copyOf(kept, size);
  }

  /** A candidate that fills a role, and others that name the same. */
  public record Chosen(int candidate, List<Integer> others, double confidence) {
    public Chosen {
      others = List.copyOf(others);
    }
  }

  /**
   * Takes candidates one after another, the likeliest first, as long as they are likely to be right
   * and to be somebody new.
   *
   * @param odds of the kept candidates, as log odds
   * @param bar what the probability must reach
   */
  public static List<Chosen> choose(
      Sheet sheet, int[] kept, float[] odds, Weights.Model same, double bar) {
    List<Integer> order = new ArrayList<>();
    for (int k = 0; k < kept.length; k++) {
      if (probability(odds[k]) >= bar) {
        order.add(k);
      }
    }
    order.sort(Comparator.comparingDouble((Integer k) -> -odds[k]).thenComparing(k -> k));
    List<Integer> taken = new ArrayList<>();
    List<List<Integer>> others = new ArrayList<>();
    for (int k : order) {
      double likeness = 0;
      int like = -1;
      for (int t = 0; t < taken.size(); t++) {
        double p = probability(same.score(sheet.pair(kept[taken.get(t)], kept[k]))[0]);
        if (p > likeness) {
          likeness = p;
          like = t;
        }
      }
      if (probability(odds[k]) * (1 - likeness) >= bar && taken.size() < MAX_FOUND) {
        taken.add(k);
        others.add(new ArrayList<>());
      } else if (like >= 0 && likeness > 0.5) {
        others.get(like).add(kept[k]);
      }
    }
    List<Chosen> chosen = new ArrayList<>();
    for (int t = 0; t < taken.size(); t++) {
      int k = taken.get(t);
      chosen.add(new Chosen(kept[k], others.get(t), probability(odds[k])));
    }
    return chosen;
  }

  private static double probability(double odds) {
    return 1 / (1 + Math.exp(-odds));
  }
}
