// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tocsin.reading.Figure;

/**
 * How many of the numbers of dead and wounded that the keys want are read, each once a document
 * however often the text tells it. A number is right when it is the key's, however hedged; PLURAL
 * is any number above one. What the keys mark optional may be missed, and read, without loss.
 */
record FigureScore(int keys, int answers, int right) {
  private record Answer(boolean killed, long low, long high) {
    boolean fits(String number) {
      String digits = number.replaceAll("[^0-9]", "");
      if (number.equals("PLURAL")) {
        return high > 1;
      }
      return !digits.isEmpty()
          && digits.length() < 12
          && (Long.parseLong(digits) == low || Long.parseLong(digits) == high);
    }
  }

  static FigureScore of(List<MucFigures.Key> keys, List<Figure> figures) {
    Set<Answer> answers = new LinkedHashSet<>();
    for (Figure figure : figures) {
      boolean killed = figure.kind() == Figure.Kind.KILLED;
      Answer answer = answer(figure, killed);
      if ((killed || figure.kind() == Figure.Kind.WOUNDED) && answer.high() > 0) {
        answers.add(answer);
      }
    }
    List<MucFigures.Key> open = new ArrayList<>(keys);
    // PLURAL last: it would take what an exact number needs.
    open.sort(
        java.util.Comparator.comparing((MucFigures.Key k) -> k.numbers().contains("PLURAL"))
            .thenComparing(MucFigures.Key::optional));
    int right = 0;
    int wanted = 0;
    for (MucFigures.Key key : open) {
      Answer found =
          answers.stream()
              .filter(a -> a.killed() == key.killed() && key.numbers().stream().anyMatch(a::fits))
              .findFirst()
              .orElse(null);
      wanted += key.optional() ? 0 : 1;
      if (found != null) {
        answers.remove(found);
        right += key.optional() ? 0 : 1;
      }
    }
    return new FigureScore(wanted, answers.size() + right, right);
  }

  private static Answer answer(Figure figure, boolean killed) {
    long more = figure.qualifier() == Figure.Qualifier.MORE_THAN ? 1 : 0;
    long low = figure.min().orElse(figure.max().orElse(0)) - more;
    long high = figure.max().orElse(Math.max(low, 0));
    return new Answer(killed, low, high);
  }

  FigureScore plus(FigureScore other) {
    return new FigureScore(keys + other.keys, answers + other.answers, right + other.right);
  }

  double precision() {
    return answers == 0 ? 0 : (double) right / answers;
  }

  double recall() {
    return keys == 0 ? 0 : (double) right / keys;
  }

  double f() {
    return keys + answers == 0 ? 0 : 2.0 * right / (keys + answers);
  }
}
