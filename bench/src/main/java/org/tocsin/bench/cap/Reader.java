// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.cap;

import java.util.ArrayList;
import java.util.List;
import org.tocsin.bench.frame.Contender;

/** A contender that goes through the corpus alert by alert. */
abstract class Reader implements Contender {
  private final List<byte[]> alerts;

  Reader(Corpus corpus) {
    alerts = corpus.alerts();
  }

  /** Reads one, in the way that is measured. */
  abstract long read(byte[] alert) throws Exception;

  /** Says what it read, or {@link Contender#NOT_COMPARED}. */
  abstract String answer(byte[] alert) throws Exception;

  @Override
  public final long units() {
    return alerts.size();
  }

  @Override
  public final long bytes() {
    return alerts.stream().mapToLong(alert -> alert.length).sum();
  }

  @Override
  public final long pass() throws Exception {
    long sum = 0;
    for (byte[] alert : alerts) {
      sum += read(alert);
    }
    return sum;
  }

  @Override
  public final List<String> answers() throws Exception {
    List<String> answers = new ArrayList<>();
    for (byte[] alert : alerts) {
      answers.add(answer(alert));
    }
    return answers;
  }
}
