// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.util.Arrays;
import java.util.Optional;

/** How credible information is: the figures of the Admiralty code. 6 is no basis, not the worst. */
public enum Credibility {
  /** Confirmed by other sources. */
  CONFIRMED(1, "confirmed by other sources"),
  /** Probably true. */
  PROBABLE(2, "probably true"),
  /** Possibly true. */
  POSSIBLE(3, "possibly true"),
  /** Doubtful. */
  DOUBTFUL(4, "doubtful"),
  /** Improbable. */
  IMPROBABLE(5, "improbable"),
  /** Truth cannot be judged. */
  UNJUDGED(6, "cannot be judged");

  private final int figure;
  private final String words;

  Credibility(int figure, String words) {
    this.figure = figure;
    this.words = words;
  }

  /** What a figure from 1 to 6 stands for; empty for anything else. */
  public static Optional<Credibility> find(String figure) {
    return Arrays.stream(values())
        .filter(each -> Integer.toString(each.figure).equals(figure))
        .findFirst();
  }

  /** The figure, 1 to 6. */
  public int figure() {
    return figure;
  }

  /** The meaning in words. */
  public String words() {
    return words;
  }
}
