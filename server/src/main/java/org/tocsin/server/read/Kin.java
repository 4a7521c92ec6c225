// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import org.tocsin.server.kernel.ReportId;

/**
 * Something that two reports share, with its place in both texts.
 *
 * @param report one of them
 * @param other the other
 * @param code what it is
 * @param percent how much of the shorter text stands in both, 0 to 100
 * @param words how many words the passage has; 0 for what is no passage
 * @param name whom both have it from; empty unless {@link Code#SAME_SOURCE_CHAIN}
 * @param start where it begins in the text of {@code report}, in UTF-16 units
 * @param end after its last unit
 * @param otherStart where it begins in the text of {@code other}
 * @param otherEnd after its last unit
 */
public record Kin(
    ReportId report,
    ReportId other,
    Code code,
    int percent,
    int words,
    String name,
    int start,
    int end,
    int otherStart,
    int otherEnd) {

  /** What two texts share. */
  public enum Code {
    /** The same words in a row. */
    SAME_PASSAGE,
    /** The same quotation. */
    SAME_QUOTATION,
    /** Both say that they have it from the same agency, paper or station. */
    SAME_SOURCE_CHAIN
  }

  /** How much of the shorter text stands in both where one is called a copy of the other. */
  public static final int COPY_PERCENT = 40;

  /** Whether one is a copy, an update or a cut version of the other. */
  public boolean copy() {
    return percent >= COPY_PERCENT;
  }

  /** The same, told from the other report. */
  @SuppressWarnings("ArgumentSelectionDefectChecker") // They change places: that is what it does.
  public Kin turned() {
    return new Kin(other, report, code, percent, words, name, otherStart, otherEnd, start, end);
  }
}
