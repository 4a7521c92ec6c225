// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tocsin.bench.frame.Contender;

/** Asks some dangers one after another. */
final class Matching implements Contender {
  private final Desk desk;
  private final Finder finder;
  private final int[] numbers;

  Matching(Desk desk, Finder finder, int[] numbers) {
    this.desk = desk;
    this.finder = finder;
    this.numbers = numbers;
  }

  @Override
  public long units() {
    return numbers.length;
  }

  @Override
  public long pass() throws Exception {
    long sum = 0;
    for (int number : numbers) {
      sum += finder.count(desk.questions.get(number));
    }
    return sum;
  }

  @Override
  public long processorNanosElsewhere() throws Exception {
    return desk.processorNanosElsewhere();
  }

  @Override
  public List<String> answers() throws Exception {
    return answers(desk, finder, numbers);
  }

  /**
   * Two lines a danger: the ids, and the ids of those that no edge passes within a step. Who rounds
   * positions is held to the second alone.
   */
  static List<String> answers(Desk desk, Finder finder, int[] numbers) throws Exception {
    List<String> answers = new ArrayList<>();
    for (int number : numbers) {
      Question question = desk.questions.get(number);
      int[] ids = finder.ids(question);
      Arrays.sort(ids);
      Ring ring = new Ring(question.x(), question.y());
      Digest all = new Digest();
      Digest apart = new Digest();
      for (int id : ids) {
        all.add(id);
        if (!ring.isNearEdge(desk.watchers.x[id], desk.watchers.y[id])) {
          apart.add(id);
        }
      }
      if (!finder.isExact()) {
        int[] exact = new int[desk.watchers.count];
        int n = Scan.find(desk.watchers, question, exact);
        desk.tellRounding(Scan.differences(ids, Arrays.copyOf(exact, n)), n);
      }
      boolean isCounted = finder.count(question) == ids.length;
      answers.add(finder.isExact() ? all + " " + isCounted : NOT_COMPARED);
      answers.add(apart + " " + isCounted);
    }
    return answers;
  }
}
