// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

/** Names one {@code officer}: somebody who signs in at the desk. */
public record OfficerId(String value) implements Id {

  /** The prefix of every id of this kind. */
  public static final String PREFIX = "officer";

  /** Refuses a value of another form with problem T0004. */
  public OfficerId {
    Id.require(PREFIX, value);
  }

  /** A new id. */
  public static OfficerId next(IdMaker maker) {
    return new OfficerId(maker.next(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
