// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Why two reports, or a report and a case, may speak of the same danger.
 *
 * @param code what it is
 * @param points how much it counts, 1 to 100
 * @param says it in a sentence
 * @param other the other report; null when it is the case's assessment
 * @param start where it stands in this report's text, in UTF-16 units; null for a finding
 * @param end after its last unit
 * @param otherStart where it stands in the other's text
 * @param otherEnd after its last unit
 * @param finding the number of this report's finding, from 0; null for a passage
 * @param otherFinding the number of the other's finding
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JoinReason(
    Code code,
    int points,
    String says,
    @Nullable String other,
    @Nullable Integer start,
    @Nullable Integer end,
    @Nullable Integer otherStart,
    @Nullable Integer otherEnd,
    @Nullable Integer finding,
    @Nullable Integer otherFinding) {

  /** What kind of reason it is. Stable: programs rely on these words. */
  public enum Code {
    /** The same words in a row in both texts. */
    SAME_PASSAGE("same words"),
    /** The same quotation in both texts. */
    SAME_QUOTATION("same quotation"),
    /** Both have it from the same agency, paper or station. */
    SAME_SOURCE_CHAIN("same source"),
    /** Findings of both lie at one place, in one window, and name one group. */
    SAME_PLACE_WINDOW_GROUP("same place, time and group"),
    /** Findings of both lie at one place, in one window. */
    SAME_PLACE_WINDOW("same place and time"),
    /** Findings of both lie in one window and name one group. */
    SAME_WINDOW_GROUP("same time and group"),
    /** A finding lies in the place and window that the case was assessed for, and its actor. */
    ASSESSED_PLACE_WINDOW_GROUP("place, time and group as assessed"),
    /** A finding lies in the place and window that the case was assessed for. */
    ASSESSED_PLACE_WINDOW("place and time as assessed");

    private final String label;

    Code(String label) {
      this.label = label;
    }

    /** What pages call it. */
    public String label() {
      return label;
    }
  }
}
