// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import org.tocsin.server.kernel.Id;
import org.tocsin.server.kernel.IdMaker;

/** Names one suggestion to join a report to a case. */
public record SuggestionId(String value) implements Id {

  /** The prefix of every id of this kind. */
  public static final String PREFIX = "suggestion";

  /** Refuses a value of another form with problem T0004. */
  public SuggestionId {
    Id.require(PREFIX, value);
  }

  static SuggestionId next(IdMaker maker) {
    return new SuggestionId(maker.next(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
