// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What came back from a warning: how many it got to and how they answered. A number that no stage
 * knows is empty, not zero.
 *
 * @param told watchers to whom at least one channel handed it over
 * @param failed watchers to whom every attempt failed
 * @param unreachable watchers without any way
 * @param answers how many answered how, by the answer's word
 * @param silent watchers who were told and have not answered
 */
public record Echo(
    OptionalLong told,
    OptionalLong failed,
    OptionalLong unreachable,
    Map<String, Long> answers,
    OptionalLong silent) {

  /** Nothing is known. */
  static final Echo NONE =
      new Echo(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Map.of(),
          OptionalLong.empty());

  /** Sorts the answers, so that two tellings read alike. */
  public Echo {
    answers = java.util.Collections.unmodifiableMap(new TreeMap<>(answers));
  }

  /**
   * A public answer to a warning, recorded with its source.
   *
   * @param by who answered, for example a government
   * @param kind for example {@code dismissed}
   * @param id what the record calls it
   */
  public record Reaction(Instant saidAt, String by, String kind, String words, String id) {}
}
