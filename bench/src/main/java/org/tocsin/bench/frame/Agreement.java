// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.util.List;
import java.util.Map;

/**
 * How one contender's answers compare with another's.
 *
 * @param agree items with the same answer
 * @param differ items with different answers, or that one of them does not have
 * @param apart items that are not compared, see {@link Contender#NOT_COMPARED}
 */
public record Agreement(int agree, int differ, int apart) {
  static Agreement of(List<String> reference, List<String> answers) {
    int agree = 0;
    int apart = 0;
    int both = Math.min(reference.size(), answers.size());
    for (int i = 0; i < both; i++) {
      if (answers.get(i).equals(Contender.NOT_COMPARED)
          || reference.get(i).equals(Contender.NOT_COMPARED)) {
        apart++;
      } else if (answers.get(i).equals(reference.get(i))) {
        agree++;
      }
    }
    int all = Math.max(reference.size(), answers.size());
    return new Agreement(agree, all - agree - apart, apart);
  }

  String words() {
    String rest = apart == 0 ? "" : ", " + apart + " not compared";
    return differ == 0 ? agree + " agree" + rest : differ + " DIFFER, " + agree + " agree" + rest;
  }

  Map<String, Object> json() {
    return Map.of("agree", agree, "differ", differ, "notCompared", apart);
  }
}
