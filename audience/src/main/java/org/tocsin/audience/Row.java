// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The cells of one row by column, and what was found wrong with them. */
final class Row {
  private final long line;
  private final Map<Column, String> cells = new EnumMap<>(Column.class);
  private final List<LineProblem> problems = new ArrayList<>();
  private boolean refused;

  Row(long line) {
    this.line = line;
  }

  long line() {
    return line;
  }

  void put(Column column, String value) {
    String stripped = value.strip();
    if (!stripped.isEmpty()) {
      cells.put(column, stripped);
    }
  }

  /** The cell without surrounding blanks; empty when it is not there. */
  String get(Column column) {
    return cells.getOrDefault(column, "");
  }

  boolean has(Column column) {
    return cells.containsKey(column);
  }

  void refuse(Column column, BadInput bad) {
    add(column.word(), bad, LineProblem.Grade.ERROR);
  }

  void refuse(BadInput bad) {
    add("", bad, LineProblem.Grade.ERROR);
  }

  void warn(String column, BadInput bad) {
    add(column, bad, LineProblem.Grade.WARNING);
  }

  private void add(String column, BadInput bad, LineProblem.Grade grade) {
    refused |= grade == LineProblem.Grade.ERROR;
    problems.add(new LineProblem(line, column, bad.value(), bad.problem(), bad.remedy(), grade));
  }

  boolean isRefused() {
    return refused;
  }

  List<LineProblem> problems() {
    return problems;
  }
}
