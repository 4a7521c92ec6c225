// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.roles;

import java.util.List;
import org.tocsin.reading.tagger.Role;
import org.tocsin.reading.tagger.RoleTagger;
import org.tocsin.reading.tagger.Sheet;
import org.tocsin.reading.tagger.Weights;

/** Finds for each role the probability from which on an answer is worth giving. */
final class Bars {
  private static final int STEPS = 40;
  private static final int ROUNDS = 3;

  private Bars() {}

  /** A document whose candidates have been weighed: for each role and kept candidate a log odds. */
  record Weighed(Sheet sheet, RoleDocument gold, int[] kept, float[][] odds) {}

  /** The bars whose answers score best over all roles together, as a model of one feature. */
  static Weights.Model tuned(List<Weighed> documents, Weights.Model same) {
    int roles = Role.values().length;
    int[][][] counts = new int[roles][STEPS][];
    for (Role role : Role.values()) {
      for (int step = 1; step < STEPS; step++) {
        CeafRee score = new CeafRee();
        for (Weighed d : documents) {
          List<List<String>> answer =
              RoleTagger.choose(
                      d.sheet(), d.kept(), d.odds()[role.index()], same, (double) step / STEPS)
                  .stream()
                  .map(chosen -> List.of(d.sheet().key(chosen.candidate())))
                  .toList();
          score.add(role, d.gold().entities(role), answer);
        }
        counts[role.index()][step] = score.counts(role);
      }
    }
    float[] bars = new float[roles << 1];
    int[] best = best(counts);
    for (int r = 0; r < roles; r++) {
      bars[r] = (float) best[r] / STEPS;
    }
    return Weights.Model.rounded(bars, roles, 1);
  }

  /** A role at a time, the others as they are, until nothing changes. */
  private static int[] best(int[][][] counts) {
    int[] chosen = new int[counts.length];
    java.util.Arrays.fill(chosen, STEPS / 3);
    for (int round = 0; round < ROUNDS; round++) {
      for (int r = 0; r < counts.length; r++) {
        double top = -1;
        int first = chosen[r];
        int last = first;
        for (int step = 1; step < STEPS; step++) {
          chosen[r] = step;
          double f = f(counts, chosen);
          if (f > top) {
            top = f;
            first = step;
          }
          last = f == top ? step : last;
        }
        chosen[r] = (first + last) / 2; // of bars that do as well the middle one
      }
    }
    return chosen;
  }

  private static double f(int[][][] counts, int[] chosen) {
    double right = 0;
    double all = 0;
    for (int r = 0; r < counts.length; r++) {
      int[] count = counts[r][chosen[r]];
      right += 2.0 * count[0];
      all += count[1] + count[2];
    }
    return all == 0 ? 0 : right / all;
  }
}
