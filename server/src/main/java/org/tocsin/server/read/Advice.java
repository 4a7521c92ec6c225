// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.server.kernel.ReportId;

/**
 * What a language model says that a report says. Suggestions for a person: no assessment, no
 * decision and no warning is built on them.
 *
 * @param report which report
 * @param at when the model answered, or was given up
 * @param model who was asked
 * @param failure why there is no answer; empty when there is
 * @param suggestions what it found, in order of the text; every word of each stands in the text
 * @param dropped how many of its records were dropped, since they cited what the text does not say
 *     or were none
 */
public record Advice(
    ReportId report,
    Instant at,
    String model,
    Optional<String> failure,
    List<Suggestion> suggestions,
    int dropped) {

  /** Copies the list. */
  public Advice {
    suggestions = List.copyOf(suggestions);
  }

  /**
   * One statement that the model sees.
   *
   * @param type the word of its kind, for example {@code threat}
   * @param voice in what voice it is said, for example {@code denied}
   * @param start where its words begin in the text as read, in UTF-16 units
   * @param end after their last unit
   * @param text the words
   * @param fields who, whom, where …: the words of the text for each
   */
  public record Suggestion(
      String type, String voice, int start, int end, String text, Map<String, String> fields) {

    /** Copies the fields. */
    public Suggestion {
      fields = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(fields));
    }
  }
}
