// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What was heard on one wire in one run. Answers belong to posts by their order alone (RFC 9112
 * §9.3), so a host that says something twice has each of its later answers taken for another's. It
 * cannot hide that: what it says too much is left over in the end. So answers count only when the
 * wire was found quiet after the last of them, a moment later; else only the first can be trusted.
 * Used by one thread.
 */
final class Heard {

  /** Whoever says something twice says it again within about the time of an answer. */
  private static final int ANSWER_TIMES = 2;

  private static final long MOMENT_MOST = Duration.ofMillis(250).toNanos();

  private final List<Errand> errands = new ArrayList<>();
  private final List<Outbound.Answer> answers = new ArrayList<>();
  private long sent;
  private long took;

  /** A post has left. */
  void asked(long now) {
    sent = now;
  }

  /** Its answer has come, as it seems. */
  void add(Errand errand, Outbound.Answer answer, long now) {
    errands.add(errand);
    answers.add(answer);
    took += now - sent;
  }

  /** Whether there is anything that another's answer could be. */
  boolean isEmpty() {
    return errands.isEmpty();
  }

  /** Whether it may still come out now that an answer was another's. */
  boolean isOpen(long now) {
    return errands.size() > 1 && quietBy() - now > 0;
  }

  /** Until when something may come that belongs to what was asked last. */
  long quietBy() {
    return sent + Math.min(MOMENT_MOST, ANSWER_TIMES * took / errands.size());
  }

  /**
   * No more comes on this wire.
   *
   * @param loud whether something came that nobody had asked for
   */
  void end(boolean loud) {
    for (int i = 0; i < errands.size(); i++) {
      if (i > 0 && loud) {
        errands.get(i).failed(new OutOfStepException());
      } else {
        errands.get(i).answered(answers.get(i));
      }
    }
    forget();
  }

  /** Tells nobody. */
  void forget() {
    errands.clear();
    answers.clear();
    took = 0;
  }
}
