// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.util.Map;

/**
 * How a warning was answered. Each watcher counts once, by the latest answer.
 *
 * @param counts by the answer's word; kinds that nobody gave are there with 0
 * @param silent watchers who were told and have not answered
 */
public record Answered(Map<String, Integer> counts, int silent) {
  /** Copies the counts, in the order of the kinds. */
  public Answered {
    counts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(counts));
  }

  /** How many answered at all. */
  public int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many need help. */
  public int needHelp() {
    return counts.getOrDefault(AnswerKind.NEED_HELP.word(), 0);
  }
}
