// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

/** Names one {@code warning}: what is told, a private notice or a public alert. */
public record WarningId(String value) implements Id {

  /** The prefix of every id of this kind. */
  public static final String PREFIX = "warning";

  /** Refuses a value of another form with problem T0004. */
  public WarningId {
    Id.require(PREFIX, value);
  }

  /** A new id. */
  public static WarningId next(IdMaker maker) {
    return new WarningId(maker.next(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
