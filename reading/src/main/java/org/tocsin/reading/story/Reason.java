// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.story;

/** Why two texts are held to tell the same story. Places count UTF-16 units of each text. */
public sealed interface Reason {
  /** The first unit in the first text. */
  int start();

  /** After the last unit in the first text. */
  int end();

  /** The first unit in the second text. */
  int otherStart();

  /** After the last unit in the second text. */
  int otherEnd();

  /**
   * The same words in a row in both.
   *
   * @param words how many, 5 or more
   */
  record SharedPassage(int words, int start, int end, int otherStart, int otherEnd)
      implements Reason {}

  /** The same quotation of six words or more in both. */
  record SharedQuotation(int start, int end, int otherStart, int otherEnd) implements Reason {}

  /**
   * Both say that they have it from the same.
   *
   * @param name who that is
   */
  record SharedSource(String name, int start, int end, int otherStart, int otherEnd)
      implements Reason {}
}
