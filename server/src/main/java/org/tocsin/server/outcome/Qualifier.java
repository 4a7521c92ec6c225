// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

/** How a source means a figure. */
public enum Qualifier implements Word {
  /** That many. */
  EXACTLY("exactly"),
  /** That many or more. */
  AT_LEAST("atLeast"),
  /** More than that. */
  MORE_THAN("moreThan"),
  /** About that many. */
  ABOUT("about"),
  /** That many or fewer. */
  AT_MOST("atMost"),
  /** Fewer than that. */
  LESS_THAN("lessThan"),
  /** Said to be preliminary. */
  PRELIMINARY("preliminary");

  private final String word;

  Qualifier(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
