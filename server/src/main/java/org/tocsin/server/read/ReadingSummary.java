// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tocsin.server.kernel.Text;

/**
 * A reading in a line of the inbox.
 *
 * @param read whether it was read; false: it failed
 * @param findings how many findings of each type
 * @param places the first places named, each once
 * @param groups the groups named, each once
 * @param leads the first findings, in their own words
 * @param revision of the findings that this sums up
 */
public record ReadingSummary(
    boolean read,
    Map<String, Integer> findings,
    List<String> places,
    List<String> groups,
    List<Lead> leads,
    int revision) {

  private static final int LEADS_MAX = 2;
  private static final int WORDS_MAX = 220;

  /**
   * A finding in a line of the inbox.
   *
   * @param number from 0
   * @param voice who says so and how, in words
   * @param words its first words
   * @param looked whether a person has said something of it
   */
  public record Lead(int number, String type, String voice, String words, boolean looked) {
    static Lead of(StoredReading.Found found) {
      String words = found.text().strip();
      return new Lead(
          found.number(),
          found.type(),
          found.attribution(),
          Text.clip(words, WORDS_MAX),
          found.review().byPerson());
    }
  }

  private static final int PLACES_MAX = 4;

  /** Copies; findings are sorted by type. What was kept before there were leads has none. */
  public ReadingSummary {
    leads = leads == null ? List.of() : List.copyOf(leads);
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
        reading.groups().stream().map(StoredReading.FoundGroup::name).distinct().toList(),
        reading.standing().stream()
            .filter(found -> !found.historic())
            .limit(LEADS_MAX)
            .map(Lead::of)
            .toList(),
        reading.revision());
  }
}
