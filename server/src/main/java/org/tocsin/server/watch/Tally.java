// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.Map;
import java.util.TreeMap;

/** Adds up traits to an audience in figures. Used by one thread. */
final class Tally {
  private final Map<String, Integer> kinds = new TreeMap<>();
  private final Map<String, Integer> channels = new TreeMap<>();
  private final Map<String, Integer> languages = new TreeMap<>();
  private int count;
  private int unreachable;

  /** Adds so many watchers who have these. */
  void add(Traits traits, int more) {
    count += more;
    kinds.merge(traits.kind().word(), more, Integer::sum);
    traits.channels().forEach(channel -> channels.merge(channel, more, Integer::sum));
    languages.merge(
        traits.languages().isEmpty() ? "und" : traits.languages().getFirst(), more, Integer::sum);
    unreachable += traits.channels().isEmpty() ? more : 0;
  }

  AudienceSummary summary() {
    return new AudienceSummary(
        count,
        new TreeMap<>(kinds),
        new TreeMap<>(channels),
        new TreeMap<>(languages),
        unreachable);
  }
}
