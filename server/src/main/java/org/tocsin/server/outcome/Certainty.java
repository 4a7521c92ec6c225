// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

/** How sure the one who speaks is, in the words of CAP 1.2 or nearer to speech. */
public enum Certainty implements Word {
  /** Seen by themselves. */
  OBSERVED("observed"),
  /** Stated as fact. */
  ASSERTED("asserted"),
  /** More than even. */
  LIKELY("likely"),
  /** Said to be believed. */
  BELIEVED("believed"),
  /** Said to be indicated by information. */
  INDICATED("indicated"),
  /** May be. */
  POSSIBLE("possible"),
  /** Between the lines. */
  HINTED("hinted"),
  /** Less than even. */
  UNLIKELY("unlikely"),
  /** Denied outright. */
  DENIED("denied"),
  /** Cannot be told. */
  UNKNOWN("unknown");

  private final String word;

  Certainty(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
