// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

/** Names one {@code report}: something received. */
public record ReportId(String value) implements Id {

  /** The prefix of every id of this kind. */
  public static final String PREFIX = "report";

  /** Refuses a value of another form with problem T0004. */
  public ReportId {
    Id.require(PREFIX, value);
  }

  /** A new id. */
  public static ReportId next(IdMaker maker) {
    return new ReportId(maker.next(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
