// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.util.ArrayList;
import java.util.List;
import org.tocsin.bench.frame.Contender;

/** How many each danger meets, for dividing them into groups. */
record Sizes(List<Question> questions, Finder finder) implements Contender {
  @Override
  public long units() {
    return questions.size();
  }

  @Override
  public long pass() throws Exception {
    long sum = 0;
    for (Question question : questions) {
      sum += finder.count(question);
    }
    return sum;
  }

  @Override
  public List<String> answers() throws Exception {
    List<String> sizes = new ArrayList<>();
    for (Question question : questions) {
      sizes.add(Integer.toString(finder.count(question)));
    }
    return sizes;
  }
}
