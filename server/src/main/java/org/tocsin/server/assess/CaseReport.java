// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tocsin.server.collect.Report;
import org.tocsin.server.read.Highlights;
import org.tocsin.server.read.StoredReading;

/**
 * A report of a case as its page shows it.
 *
 * @param number its place in the case, from 1: {@code R2} on the page
 * @param report what arrived
 * @param reading what was read from it; empty while it waits
 * @param interest what its source is an interested party in; empty when nothing is known
 */
public record CaseReport(
    int number, Report report, Optional<StoredReading> reading, String interest) {

  /** Its findings that hold, in order of the text; none while it waits. */
  public List<StoredReading.Found> findings() {
    return reading.map(StoredReading::standing).orElse(List.of());
  }

  /** Its text, marked with them. */
  public List<Highlights.Piece> pieces() {
    return reading.map(Highlights::of).orElse(List.of());
  }

  /** How many findings of each type. */
  public Map<String, Integer> kinds() {
    Map<String, Integer> kinds = new TreeMap<>();
    findings().forEach(found -> kinds.merge(found.type(), 1, Integer::sum));
    return kinds;
  }

  /** What a statement writes to cite the report, for example {@code R2}. */
  public String ref() {
    return "R" + number;
  }

  /** What a statement writes to cite a finding, for example {@code R2.1}. */
  public String ref(StoredReading.Found found) {
    return ref() + "." + (found.number() + 1);
  }
}
