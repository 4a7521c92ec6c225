// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A reading in a line of the inbox.
 *
 * @param read whether it was read; false: it failed
 * @param findings how many findings of each type
 * @param places the first places named, each once
 * @param groups the groups named, each once
 */
public record ReadingSummary(
    boolean read, Map<String, Integer> findings, List<String> places, List<String> groups) {

  private static final int PLACES_MAX = 4;

  /** Copies; findings are sorted by type. */
  public ReadingSummary {
    findings = java.util.Collections.unmodifiableMap(new TreeMap<>(findings));
    places = List.copyOf(places);
    groups = List.copyOf(groups);
  }

  static ReadingSummary of(StoredReading reading) {
    Map<String, Integer> types = new TreeMap<>();
    reading.standing().forEach(found -> types.merge(found.type(), 1, Integer::sum));
    return new ReadingSummary(
        reading.failure().isEmpty(),
        types,
        reading.places().stream()
            .map(StoredReading.FoundPlace::name)
            .distinct()
            .limit(PLACES_MAX)
            .toList(),
        reading.groups().stream().map(StoredReading.FoundGroup::name).distinct().toList());
  }
}
