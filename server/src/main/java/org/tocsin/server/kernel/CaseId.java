// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

/** Names one {@code case}: the file around one danger. */
public record CaseId(String value) implements Id {

  /** The prefix of every id of this kind. */
  public static final String PREFIX = "case";

  /** Refuses a value of another form with problem T0004. */
  public CaseId {
    Id.require(PREFIX, value);
  }

  /** A new id. */
  public static CaseId next(IdMaker maker) {
    return new CaseId(maker.next(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
