// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.io.PrintStream;
import java.util.Map;

/** What a benchmark found. */
public sealed interface Table permits RaceTable, ScoresTable, TimesTable {
  /** One word. */
  String name();

  /** Whether all went as it must: contenders that do different things make no comparison. */
  boolean well();

  /** For people. */
  void print(PrintStream out);

  /** For programs: maps, lists, numbers and strings. */
  Map<String, Object> json();
}
