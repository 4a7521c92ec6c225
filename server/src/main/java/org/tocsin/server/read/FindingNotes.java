// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a later stage has to say of findings, wherever they are shown: given as a bean, so that this
 * stage needs to know none after it.
 */
public interface FindingNotes {

  /** Stands for the report as a whole instead of the number of a finding. */
  int WHOLE = -1;

  /**
   * A note on a finding.
   *
   * @param kind for programs, for example {@code interestedParty}
   * @param label a few words for a badge
   * @param says it in a sentence
   */
  record Note(String kind, String label, String says) {}

  /** The notes on these findings, by their numbers; {@link #WHOLE} for the report itself. */
  Map<Integer, List<Note>> of(StoredReading reading);

  /** What all of them say. */
  static Map<Integer, List<Note>> all(List<FindingNotes> sources, StoredReading reading) {
    Map<Integer, List<Note>> all = new HashMap<>();
    for (FindingNotes source : sources) {
      source
          .of(reading)
          .forEach(
              (number, notes) -> all.computeIfAbsent(number, _ -> new ArrayList<>()).addAll(notes));
    }
    return all;
  }
}
