// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.roles;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.tocsin.reading.tagger.Role;
import org.tocsin.reading.tagger.RoleTagger;
import org.tocsin.reading.tagger.Sheet;
import org.tocsin.reading.tagger.Weighing;
import org.tocsin.reading.tagger.Weights;

/**
 * Makes the tagger's weights from documents with answers. Each model that learns from the scores of
 * another sees scores of documents which that one was not trained on (five parts, each scored by
 * models of the other four). The model that scores is the mean of those five and of one trained on
 * all, which is steadier than any of them. The same documents and seed give the same bytes.
 */
public final class RoleTrainer {
  private static final int ROLES = Role.values().length;
  private static final int PARTS = 5;
  private static final int DOCUMENT_BITS = 17;
  private static final int SENTENCE_BITS = 16;
  private static final int QUICK_BITS = 17;
  private static final int FULL_BITS = 19;
  private static final int WEIGHING_BITS = 15;
  private static final int SAME_BITS = 16;
  private static final double QUICK_RECALL = 0.96;

  private final List<Prepared> documents = new ArrayList<>();
  private final long seed;

  private record Prepared(Sheet sheet, RoleDocument gold, int[] labels, int[] features) {}

  /** What one document's candidates scored. */
  private record Scored(
      Prepared document, int[] kept, float[][] scores, float[] relevance, float[][] telling) {}

  private RoleTrainer(List<RoleDocument> gold, long seed) {
    this.seed = seed;
    for (RoleDocument document : gold) {
      Sheet sheet = Sheet.of(document.text());
      documents.add(new Prepared(sheet, document, labels(sheet, document), sheet.ofDocument()));
    }
  }

  /** Trains on all of the documents. */
  public static Weights train(List<RoleDocument> documents, long seed) {
    return new RoleTrainer(documents, seed).train();
  }

  /** For each candidate, a bit for each role it fills. */
  private static int[] labels(Sheet sheet, RoleDocument document) {
    Map<String, Integer> bits = new LinkedHashMap<>();
    for (Role role : Role.values()) {
      for (List<String> entity : document.entities(role)) {
        for (String mention : entity) {
          bits.merge(Sheet.keyOf(mention), 1 << role.index(), (a, b) -> a | b);
        }
      }
    }
    int[] labels = new int[sheet.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = bits.getOrDefault(sheet.key(i), 0);
    }
    return labels;
  }

  private Weights train() {
    List<int[]> kept = new ArrayList<>();
    Weights.Model quick = quick(kept);
    List<float[]> relevance = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      relevance.add(new float[ROLES]);
    }
    for (int part = 0; part < PARTS; part++) {
      Weights.Model model = document(part);
      for (int i = part; i < documents.size(); i += PARTS) {
        relevance.set(i, model.score(documents.get(i).features()));
      }
    }
    List<float[][]> telling = new ArrayList<>();
    Weights.Model sentence = sentence(telling);
    List<List<LinearTrainer.Example>> examples = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      examples.add(examples(documents.get(i), kept.get(i), relevance.get(i), telling.get(i)));
    }
    List<LinearTrainer> parts = new ArrayList<>();
    List<Scored> scored = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      LinearTrainer trained = full(examples, part);
      parts.add(trained);
      Weights.Model model = trained.model();
      for (int i = part; i < documents.size(); i += PARTS) {
        float[][] scores = new float[kept.get(i).length][];
        for (int k = 0; k < scores.length; k++) {
          scores[k] = model.score(examples.get(i).get(k).features());
        }
        scored.add(
            new Scored(documents.get(i), kept.get(i), scores, relevance.get(i), telling.get(i)));
      }
    }
    Weights.Model same = same();
    Map<String, Weights.Model> models = new LinkedHashMap<>();
    models.put(RoleTagger.DOCUMENT, document(-1));
    models.put(RoleTagger.SENTENCE, sentence);
    models.put(RoleTagger.QUICK, quick);
    parts.add(full(examples, -1));
    models.put(RoleTagger.FULL, LinearTrainer.mean(parts));
    models.put(RoleTagger.WEIGHING, weighing(scored, -1));
    models.put(RoleTagger.SAME, same);
    models.put(RoleTagger.BAR, Bars.tuned(weighed(scored), same));
    return new Weights(models);
  }

  private Weights.Model document(int without) {
    List<LinearTrainer.Example> examples = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      if (i % PARTS != without) {
        int labels = 0;
        for (Role role : Role.values()) {
          boolean any = !documents.get(i).gold().entities(role).isEmpty();
          labels |= any ? 1 << role.index() : 0;
        }
        examples.add(new LinearTrainer.Example(documents.get(i).features(), labels));
      }
    }
    return LinearTrainer.train(
        examples, new LinearTrainer.Settings(ROLES, DOCUMENT_BITS, 12, 0.03, 1e-3, seed));
  }

  /**
   * Shifted so that nearly all that fills a role lies above zero in documents which a model was not
   * trained on.
   *
   * @param kept takes for each document which candidates such a model keeps
   */
  private Weights.Model quick(List<int[]> kept) {
    List<List<LinearTrainer.Example>> examples = new ArrayList<>();
    for (Prepared document : documents) {
      List<LinearTrainer.Example> all = new ArrayList<>();
      for (int i = 0; i < document.labels().length; i++) {
        int label = document.labels()[i] == 0 ? 0 : 1;
        all.add(new LinearTrainer.Example(document.sheet().quick(i), label));
      }
      examples.add(all);
    }
    LinearTrainer.Settings settings =
        new LinearTrainer.Settings(1, QUICK_BITS, 3, 0.05, 1e-3, seed);
    List<LinearTrainer> trainers = new ArrayList<>();
    List<Double> right = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      LinearTrainer trainer = LinearTrainer.trained(without(examples, part), settings);
      trainers.add(trainer);
      for (int i = part; i < examples.size(); i += PARTS) {
        for (LinearTrainer.Example example : examples.get(i)) {
          if (example.labels() != 0) {
            right.add(trainer.score(example));
          }
        }
      }
    }
    java.util.Collections.sort(right);
    double least = right.isEmpty() ? 0 : right.get((int) ((1 - QUICK_RECALL) * right.size()));
    for (int i = 0; i < examples.size(); i++) {
      LinearTrainer trainer = trainers.get(i % PARTS);
      int document = i;
      kept.add(
          IntStream.range(0, examples.get(i).size())
              .filter(k -> trainer.score(examples.get(document).get(k)) > least)
              .toArray());
    }
    return LinearTrainer.trained(without(examples, -1), settings).shifted(least);
  }

  private static List<LinearTrainer.Example> without(
      List<List<LinearTrainer.Example>> byDocument, int part) {
    List<LinearTrainer.Example> examples = new ArrayList<>();
    for (int i = 0; i < byDocument.size(); i++) {
      if (i % PARTS != part) {
        examples.addAll(byDocument.get(i));
      }
    }
    return examples;
  }

  private static List<LinearTrainer.Example> examples(
      Prepared document, int[] kept, float[] relevance, float[][] telling) {
    List<LinearTrainer.Example> examples = new ArrayList<>();
    for (int i : kept) {
      examples.add(
          new LinearTrainer.Example(
              document.sheet().full(i, relevance, telling), document.labels()[i]));
    }
    return examples;
  }

  /**
   * Says which sentences name somebody in a role.
   *
   * @param telling takes for each document what a model that was not trained on it tells
   */
  private Weights.Model sentence(List<float[][]> telling) {
    List<List<LinearTrainer.Example>> examples = new ArrayList<>();
    for (Prepared document : documents) {
      int[][] features = document.sheet().ofSentences();
      int[] labels = new int[features.length];
      for (int i = 0; i < document.labels().length; i++) {
        if (document.labels()[i] != 0) {
          for (int at : document.sheet().sentences(i)) {
            labels[at] |= document.labels()[i];
          }
        }
      }
      List<LinearTrainer.Example> all = new ArrayList<>();
      for (int s = 0; s < features.length; s++) {
        all.add(new LinearTrainer.Example(features[s], labels[s]));
      }
      examples.add(all);
      telling.add(new float[features.length][]);
    }
    LinearTrainer.Settings settings =
        new LinearTrainer.Settings(ROLES, SENTENCE_BITS, 5, 0.03, 1e-3, seed);
    for (int part = 0; part < PARTS; part++) {
      Weights.Model model = LinearTrainer.train(without(examples, part), settings);
      for (int i = part; i < documents.size(); i += PARTS) {
        for (int s = 0; s < telling.get(i).length; s++) {
          telling.get(i)[s] = model.score(examples.get(i).get(s).features());
        }
      }
    }
    return LinearTrainer.train(without(examples, -1), settings);
  }

  private LinearTrainer full(List<List<LinearTrainer.Example>> byDocument, int without) {
    return LinearTrainer.trained(
        without(byDocument, without),
        new LinearTrainer.Settings(ROLES, FULL_BITS, 4, 0.03, 1e-3, seed));
  }

  private Weights.Model weighing(List<Scored> scored, int without) {
    List<LinearTrainer.Example> examples = new ArrayList<>();
    for (int i = 0; i < scored.size(); i++) {
      if (i % PARTS == without) {
        continue;
      }
      Scored s = scored.get(i);
      Weighing weighing =
          new Weighing(s.document().sheet(), s.kept(), s.scores(), s.relevance(), s.telling());
      for (Role role : Role.values()) {
        for (int k = 0; k < s.kept().length; k++) {
          int label = s.document().labels()[s.kept()[k]] >> role.index() & 1;
          if (label == 1 || s.scores()[k][role.index()] > -6) {
            examples.add(new LinearTrainer.Example(weighing.of(k, role), label));
          }
        }
      }
    }
    return LinearTrainer.train(
        examples, new LinearTrainer.Settings(1, WEIGHING_BITS, 4, 0.05, 1e-3, seed));
  }

  private List<Bars.Weighed> weighed(List<Scored> scored) {
    List<Bars.Weighed> all = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      Weights.Model model = weighing(scored, part);
      for (int i = part; i < scored.size(); i += PARTS) {
        Scored s = scored.get(i);
        Weighing weighing =
            new Weighing(s.document().sheet(), s.kept(), s.scores(), s.relevance(), s.telling());
        float[][] odds = new float[ROLES][s.kept().length];
        for (Role role : Role.values()) {
          for (int k = 0; k < s.kept().length; k++) {
            odds[role.index()][k] = model.score(weighing.of(k, role))[0];
          }
        }
        all.add(new Bars.Weighed(s.document().sheet(), s.document().gold(), s.kept(), odds));
      }
    }
    return all;
  }

  /** From pairs of phrases that fill the same role in the same document. */
  private Weights.Model same() {
    List<LinearTrainer.Example> examples = new ArrayList<>();
    for (Prepared document : documents) {
      for (Role role : Role.values()) {
        pairs(document, document.gold().entities(role), examples);
      }
    }
    return LinearTrainer.train(
        examples, new LinearTrainer.Settings(1, SAME_BITS, 8, 0.05, 1e-3, seed));
  }

  private static void pairs(
      Prepared document, List<List<String>> entities, List<LinearTrainer.Example> examples) {
    Map<Integer, Set<Integer>> of = new LinkedHashMap<>();
    for (int e = 0; e < entities.size(); e++) {
      for (String mention : entities.get(e)) {
        String key = Sheet.keyOf(mention);
        for (int i = 0; i < document.sheet().size(); i++) {
          if (document.sheet().key(i).equals(key)) {
            of.computeIfAbsent(i, x -> new HashSet<>()).add(e);
          }
        }
      }
    }
    List<Integer> all = new ArrayList<>(of.keySet());
    for (int a = 0; a < all.size(); a++) {
      for (int b = a + 1; b < all.size(); b++) {
        Set<Integer> shared = new HashSet<>(of.getOrDefault(all.get(a), Set.of()));
        shared.retainAll(of.getOrDefault(all.get(b), Set.of()));
        examples.add(
            new LinearTrainer.Example(
                document.sheet().pair(all.get(a), all.get(b)), shared.isEmpty() ? 0 : 1));
      }
    }
  }
}
