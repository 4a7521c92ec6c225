// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

/** Names one {@code incident}: what happened. */
public record IncidentId(String value) implements Id {

  /** The prefix of every id of this kind. */
  public static final String PREFIX = "incident";

  /** Refuses a value of another form with problem T0004. */
  public IncidentId {
    Id.require(PREFIX, value);
  }

  /** A new id. */
  public static IncidentId next(IdMaker maker) {
    return new IncidentId(maker.next(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
