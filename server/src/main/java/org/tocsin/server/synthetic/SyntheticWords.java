// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.synthetic;

/** The fixed words of the alert that the server sends to itself. */
final class SyntheticWords {

  private SyntheticWords() {}

  static final String SOURCE = "this server";
  static final String EVENT = "Test of the whole way";
  static final String HEADLINE = "This server warns itself";
  static final String DESCRIPTION =
      "There is no danger. The server tries every hour whether a warning comes through.";
  static final String INSTRUCTION = "Nobody is meant to read this.";
  static final String AREA = "The ocean at Point Nemo";

  /** Read as any report is: with a place, a time and a statement in it. */
  static final String REPORT =
      "A test of the whole way of a warning, made by the server itself. On Monday gunmen attacked"
          + " a concert hall in Moscow, killing 3 people. None of this has happened.";
}
