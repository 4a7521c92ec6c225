// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.tocsin.audience.Audience;
import tools.jackson.core.type.TypeReference;

/**
 * A part of a warning's audience.
 *
 * @param part 0 is what was approved; later ones came into the way since
 * @param at when it was frozen
 * @param audience the exact watchers
 * @param sha256 over its canonical encoding
 * @param reasons how many are in the way for each reason
 */
public record AudiencePart(
    int part, Instant at, Audience audience, String sha256, Map<String, Integer> reasons) {

  static final TypeReference<TreeMap<String, Integer>> REASONS = new TypeReference<>() {};

  /** Copies the reasons. */
  public AudiencePart {
    reasons = Map.copyOf(reasons);
  }
}
