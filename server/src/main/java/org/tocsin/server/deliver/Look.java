// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a warning's deliveries look like, as of a moment. Immutable.
 *
 * @param shown the warning and how far its deliveries are
 * @param pace how fast they go
 * @param answers recipients by their latest answer, by its word; kinds that nobody gave are there
 *     with 0
 * @param silent recipients who were told and have not answered
 * @param filling how the map has filled in; null before anybody asked for the map
 */
public record Look(
    DeliveryShown shown,
    Pace pace,
    Map<String, Integer> answers,
    int silent,
    @Nullable Filling filling) {
  /** Copies the answers, in their order. */
  public Look {
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
  }

  /** How many answered at all. */
  public int answered() {
    return answers.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether a page that shows the other one is up to date, but for the time. */
  boolean saysTheSame(@Nullable Look other) {
    return other != null && shown.equals(other.shown) && answers.equals(other.answers);
  }
}
