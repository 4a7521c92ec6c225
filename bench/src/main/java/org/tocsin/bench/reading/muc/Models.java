// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What is learnt from MUC-4's training texts, here and now, for measuring: nothing of it is kept or
 * shipped.
 */
final class Models {
  static final List<String> TYPES =
      List.of(
          "",
          "ATTACK",
          "BOMBING",
          "KIDNAPPING",
          "ARSON",
          "ROBBERY",
          "HIJACKING",
          "FORCED WORK STOPPAGE");

  /** The slots whose values are told of a string, and the slots of those strings. */
  private static final Map<Slot, List<Slot>> TOLD_OF =
      Map.of(
          Slot.PHYS_TYPE, List.of(Slot.PHYS_ID),
          Slot.PHYS_EFFECT, List.of(Slot.PHYS_ID),
          Slot.HUM_TYPE, List.of(Slot.HUM_NAME, Slot.HUM_DESCRIPTION),
          Slot.HUM_EFFECT, List.of(Slot.HUM_NAME, Slot.HUM_DESCRIPTION),
          Slot.INSTRUMENT_TYPE, List.of(Slot.INSTRUMENT_ID),
          Slot.CONFIDENCE, List.of(Slot.PERP_ORGANISATION),
          Slot.CATEGORY, List.of(Slot.PERP_INDIVIDUAL, Slot.PERP_ORGANISATION),
          Slot.STAGE, RoleTagger.ROLES);

  private static final int EPOCHS = 8;

  private static final int FOLDS = 4;

  private final Softmax sentences;
  private final Map<String, Softmax> documents = new LinkedHashMap<>();
  private final RoleTagger tagger = new RoleTagger();
  private final Map<Slot, List<String>> values = new EnumMap<>(Slot.class);
  private final Map<Slot, Softmax> told = new EnumMap<>(Slot.class);

  /** A text with its key. */
  record Example(MucText text, List<Template> templates, Labels labels) {}

  Models(List<Example> examples) {
    sentences = sentences(examples);
    trainDocuments(examples);
    trainTagger(examples);
    TOLD_OF.forEach((slot, of) -> trainTold(examples, slot, of));
  }

  /** Shuffles alike each time. */
  private static <T> void train(List<T> all, int epochs, java.util.function.Consumer<T> learn) {
    Random random = new Random(1992);
    List<T> order = new ArrayList<>(all);
    for (int epoch = 0; epoch < epochs; epoch++) {
      java.util.Collections.shuffle(order, random);
      order.forEach(learn);
    }
  }

  private record Case(int[] features, int value) {}

  private static Softmax sentences(List<Example> examples) {
    Softmax model = new Softmax(TYPES.size());
    List<Case> cases = new ArrayList<>();
    for (Example example : examples) {
      for (int s = 0; s < example.text().sentences(); s++) {
        int type = Math.max(0, TYPES.indexOf(example.labels().types()[s]));
        cases.add(new Case(Features.sentence(example.text(), s), type));
      }
    }
    train(cases, EPOCHS, c -> model.learn(c.features(), c.value()));
    return model;
  }

  private void trainDocuments(List<Example> examples) {
    for (String type : TYPES.subList(1, TYPES.size())) {
      Softmax model = new Softmax(2);
      List<Case> cases = new ArrayList<>();
      for (Example example : examples) {
        boolean has =
            example.templates().stream().anyMatch(t -> type(t).equals(type) && !t.optional());
        cases.add(new Case(Features.document(example.text()), has ? 1 : 0));
      }
      train(cases, EPOCHS, c -> model.learn(c.features(), c.value()));
      documents.put(type, model);
    }
  }

  static String type(Template template) {
    return template.of(Slot.TYPE).stream()
        .flatMap(f -> f.values().stream().sorted())
        .findFirst()
        .orElse("");
  }

  /**
   * The tagger sees types as told by models that did not see the text, as it will when it works.
   */
  private void trainTagger(List<Example> examples) {
    List<RoleTagger.Example> sentences = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Example> seen = new ArrayList<>();
      List<Example> unseen = new ArrayList<>();
      for (int i = 0; i < examples.size(); i++) {
        (i % FOLDS == fold ? unseen : seen).add(examples.get(i));
      }
      Softmax types = sentences(seen);
      for (Example example : unseen) {
        MucText text = example.text();
        String[] marks = Features.marks(text);
        for (int s = 0; s < text.sentences(); s++) {
          int from = text.starts().get(s);
          int to = text.starts().get(s + 1);
          int[] tags = java.util.Arrays.copyOfRange(example.labels().tags(), from, to);
          double[] likely = types.likelihoods(Features.sentence(text, s));
          String type = likely[0] > 0.5 ? "" : TYPES.get(types.best(Features.sentence(text, s)));
          sentences.add(new RoleTagger.Example(Features.tagging(text, s, marks, type), tags));
        }
      }
    }
    java.util.Collections.shuffle(sentences, new Random(1992));
    tagger.train(sentences);
  }

  private void trainTold(List<Example> examples, Slot slot, List<Slot> of) {
    List<String> known = new ArrayList<>(List.of(""));
    List<Case> cases = new ArrayList<>();
    for (Example example : examples) {
      for (Labels.Labelled label : example.labels().stretches()) {
        if (of.contains(label.slot())) {
          String value = told(label, slot);
          if (!known.contains(value)) {
            known.add(value);
          }
          cases.add(
              new Case(
                  features(slot, example.text(), label.from(), label.to(), type(label.template())),
                  known.indexOf(value)));
        }
      }
    }
    Softmax model = new Softmax(known.size());
    train(cases, EPOCHS, c -> model.learn(c.features(), c.value()));
    values.put(slot, known);
    told.put(slot, model);
  }

  /** What kind of thing a string names is in its words; what befell it is around them. */
  private static int[] features(Slot slot, MucText text, int from, int to, String type) {
    return switch (slot) {
      case PHYS_TYPE, HUM_TYPE, INSTRUMENT_TYPE -> Features.own(text, from, to);
      default -> Features.stretch(text, from, to, type);
    };
  }

  /** What the key tells of a string, or an empty string. */
  private static String told(Labels.Labelled label, Slot slot) {
    return label.template().of(slot).stream()
        .filter(f -> f.of().isEmpty() || f.of().stream().anyMatch(label.fill().values()::contains))
        .flatMap(f -> f.values().stream().sorted())
        .findFirst()
        .orElse("");
  }

  /** The likeliest type of a sentence; none where none is likelier than {@code least}. */
  String type(MucText text, int sentence, double least) {
    double[] likely = sentences.likelihoods(Features.sentence(text, sentence));
    int best = 1;
    for (int c = 2; c < likely.length; c++) {
      best = likely[c] > likely[best] ? c : best;
    }
    return 1 - likely[0] >= least ? TYPES.get(best) : "";
  }

  /** How likely it is, from nought to one, that a sentence tells of an incident. */
  double tells(MucText text, int sentence) {
    return 1 - sentences.likelihoods(Features.sentence(text, sentence))[0];
  }

  /** How likely it is, from nought to one, that a text tells of an incident of a type. */
  double speaksOf(MucText text, String type) {
    Softmax model = documents.get(type);
    return model == null ? 0 : model.likelihoods(Features.document(text))[1];
  }

  /**
   * The strings that fill slots.
   *
   * @param calm how eager the tagger is in a sentence that tells of no incident
   * @param eager how eager it is in one that surely does
   */
  List<RoleTagger.Filled> roles(MucText text, double calm, double eager) {
    String[] marks = Features.marks(text);
    List<RoleTagger.Filled> filled = new ArrayList<>();
    for (int s = 0; s < text.sentences(); s++) {
      double here = calm + (eager - calm) * tells(text, s);
      int[] tags = tagger.tags(Features.tagging(text, s, marks, type(text, s, 0.5)), (float) here);
      filled.addAll(RoleTagger.stretches(tags, text.starts().get(s)));
    }
    return filled;
  }

  Optional<String> told(Slot slot, MucText text, RoleTagger.Filled at, String type) {
    Softmax model = told.get(slot);
    List<String> known = values.get(slot);
    if (model == null || known == null) {
      return Optional.empty();
    }
    String value = known.get(model.best(features(slot, text, at.from(), at.to(), type)));
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }
}
