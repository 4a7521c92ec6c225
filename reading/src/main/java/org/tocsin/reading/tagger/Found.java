// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.util.List;
import org.tocsin.reading.Span;

/**
 * Somebody or something with a role.
 *
 * @param role which
 * @param mention the name or description that the tagger is surest of, at its first occurrence
 * @param others other names or descriptions of the same, surest first
 * @param confidence 0 to 1
 */
public record Found(Role role, Span mention, List<Span> others, double confidence) {
  public Found {
    others = List.copyOf(others);
  }
}
