// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.AnswerTokens;

/**
 * At most so many answers a minute from one link: more is a script, not a person. Counts are kept
 * for the minute at hand only. Thread-safe and bounded.
 */
@Component
class AnswerLimits {

  static final int A_MINUTE = 20;
  private static final int MOST_COUNTED = 500_000;
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private volatile Counts counts = new Counts(System.nanoTime(), new ConcurrentHashMap<>());

  private record Counts(long since, Map<AnswerTokens.Asked, Integer> byLink) {}

  /** Counts one; T7002 when it is one too many. */
  void count(AnswerTokens.Asked asked) {
    Counts now = counts;
    if (System.nanoTime() - now.since() > MINUTE_NANOS || now.byLink().size() > MOST_COUNTED) {
      now = new Counts(System.nanoTime(), new ConcurrentHashMap<>());
      counts = now;
    }
    if (now.byLink().merge(asked, 1, Integer::sum) > A_MINUTE) {
      throw AnswerProblem.TOO_MANY.because(
          "more than %d answers within a minute".formatted(A_MINUTE));
    }
  }
}
