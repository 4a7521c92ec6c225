// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What was heard on one wire in one run. Answers belong to posts by their order alone (RFC 9112
 * §9.3), so a host that says something twice has each of its later answers taken for another's. It
 * cannot hide that: what it says too much is left over in the end. So answers count only when the
 * wire was found quiet for a moment after the last of them; else only the very first on the wire
 * can be trusted. Used by one thread.
 */
final class Heard {

  private static final long MOMENT_LEAST = Duration.ofMillis(5).toNanos();
  private static final long MOMENT_MOST = Duration.ofSeconds(1).toNanos();

  private final List<Errand> errands = new ArrayList<>();
  private final List<Outbound.Answer> answers = new ArrayList<>();

  /** How long answers took on this wire in the run before; zero when there was none. */
  private long before;

  private long sent;
  private long heard;
  private long longest;

  /**
   * A first post is to leave on a wire.
   *
   * @param before how many nanoseconds an answer took on it before, at most; zero when none came
   */
  void begin(long before) {
    this.before = before;
  }

  /** A post has left. */
  void asked(long now) {
    sent = now;
  }

  /** Its answer has come, as it seems. */
  void add(Errand errand, Outbound.Answer answer, long now) {
    errands.add(errand);
    answers.add(answer);
    heard = now;
    longest = Math.max(longest, Math.max(1, now - sent));
  }

  /** How many nanoseconds an answer took in this run, at most. */
  long longest() {
    return longest;
  }

  /** Whether there is anything that another's answer could be. */
  boolean isEmpty() {
    return errands.isEmpty();
  }

  /** Whether it may still come out now that an answer was another's. */
  boolean isOpen(long now) {
    return !errands.isEmpty() && isAnothers(errands.size() - 1) && quietBy() - now > 0;
  }

  /**
   * Until when something may come that belongs to what was asked last. The host hears that when it
   * has said what was taken for the answer, and then takes its time for the true one.
   */
  long quietBy() {
    long answer = Math.max(before, longest);
    return heard + Math.min(MOMENT_MOST, answer + answer / 2 + MOMENT_LEAST);
  }

  /** Whether this answer can have been another's: not the very first on the wire. */
  private boolean isAnothers(int index) {
    return index > 0 || before > 0;
  }

  /**
   * No more comes on this wire.
   *
   * @param loud whether something came that nobody had asked for
   * @param broke whether it ended before that could be known; then the last answer is in doubt, as
   *     it alone may have been given for a post that had none
   */
  void end(boolean loud, boolean broke) {
    for (int i = 0; i < errands.size(); i++) {
      boolean doubted = loud || (broke && i == errands.size() - 1);
      if (doubted && isAnothers(i)) {
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
    longest = 0;
    before = 0;
  }
}
