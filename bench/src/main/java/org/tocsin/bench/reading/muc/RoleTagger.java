// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Marks words that fill the string slots, by a structured perceptron over begin, inside and outside
 * tags: a stand-in for a tagger of the reader's own, trained here and now for measuring only.
 */
final class RoleTagger {
  /** The slots that strings of the text fill. */
  static final List<Slot> ROLES =
      List.of(
          Slot.PERP_INDIVIDUAL,
          Slot.PERP_ORGANISATION,
          Slot.PHYS_ID,
          Slot.HUM_NAME,
          Slot.HUM_DESCRIPTION,
          Slot.INSTRUMENT_ID);

  private static final int TAGS = 1 + 2 * 6;
  private static final int EPOCHS = 10;

  private final Linear linear = new Linear(TAGS);
  private final float[][] steps = new float[TAGS][TAGS];
  private final float[][] stepSums = new float[TAGS][TAGS];
  private int step = 1;

  /** A sentence: its features by word and its tags; nought is outside. */
  record Example(int[][] features, int[] tags) {}

  /** Words {@code from} to {@code to} (exclusive) fill a slot. */
  record Filled(Slot slot, int from, int to) {}

  static int begin(Slot role) {
    return 1 + 2 * ROLES.indexOf(role);
  }

  void train(List<Example> examples) {
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      for (Example example : examples) {
        int[] told = tags(example.features(), 0);
        if (!Arrays.equals(told, example.tags())) {
          learn(example, told);
        }
        linear.next();
        step++;
      }
    }
    linear.average();
    for (int a = 0; a < TAGS; a++) {
      for (int b = 0; b < TAGS; b++) {
        steps[a][b] -= stepSums[a][b] / step;
      }
    }
  }

  private void learn(Example example, int[] told) {
    for (int i = 0; i < told.length; i++) {
      int wanted = example.tags()[i];
      if (told[i] != wanted) {
        linear.move(example.features()[i], wanted, told[i]);
      }
      int before = i == 0 ? 0 : example.tags()[i - 1];
      int toldBefore = i == 0 ? 0 : told[i - 1];
      if (told[i] != wanted || before != toldBefore) {
        move(before, wanted, 1);
        move(toldBefore, told[i], -1);
      }
    }
  }

  private void move(int from, int to, int by) {
    steps[from][to] += by;
    stepSums[from][to] += by * step;
  }

  /** The likeliest tags; {@code eager} is added to all tags but the one for outside. */
  int[] tags(int[][] features, float eager) {
    int length = features.length;
    float[][] best = new float[length][TAGS];
    int[][] from = new int[length][TAGS];
    for (int i = 0; i < length; i++) {
      float[] own = linear.scores(features[i]);
      for (int tag = 0; tag < TAGS; tag++) {
        float most = Float.NEGATIVE_INFINITY;
        for (int before = 0; before < TAGS; before++) {
          if (!mayFollow(before, tag) || (i == 0 && before != 0)) {
            continue;
          }
          float score = (i == 0 ? 0 : best[i - 1][before]) + steps[before][tag];
          if (score > most) {
            most = score;
            from[i][tag] = before;
          }
        }
        best[i][tag] = most + own[tag] + (tag == 0 ? 0 : eager);
      }
    }
    int[] tags = new int[length];
    int last = 0;
    for (int tag = 1; tag < TAGS && length > 0; tag++) {
      last = best[length - 1][tag] > best[length - 1][last] ? tag : last;
    }
    for (int i = length - 1; i >= 0; i--) {
      tags[i] = last;
      last = from[i][last];
    }
    return tags;
  }

  /** What goes on inside must have begun. */
  private static boolean mayFollow(int before, int tag) {
    boolean inside = tag > 0 && tag % 2 == 0;
    return !inside || before == tag || before == tag - 1;
  }

  /** The stretches that tags mark; the first word of the sentence is {@code offset}. */
  static List<Filled> stretches(int[] tags, int offset) {
    List<Filled> filled = new ArrayList<>();
    for (int i = 0; i < tags.length; i++) {
      if (tags[i] % 2 == 1) {
        int to = i + 1;
        while (to < tags.length && tags[to] == tags[i] + 1) {
          to++;
        }
        filled.add(new Filled(ROLES.get((tags[i] - 1) / 2), offset + i, offset + to));
      }
    }
    return filled;
  }
}
