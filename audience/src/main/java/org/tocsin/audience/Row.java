// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cells of one row by column, and what was found wrong with them. */
final class Row {
  private final long line;
  private final @Nullable String[] cells = new String[Column.COUNT];
  private final List<LineProblem> problems = new ArrayList<>();
  private @Nullable GeoJsonGeometry geometry;
  private final Set<Column> refusedColumns = EnumSet.noneOf(Column.class);
  private boolean geometryRefused;
  private boolean refused;
  private boolean broken;

  Row(long line) {
    this.line = line;
  }

  long line() {
    return line;
  }

  void put(Column column, String value) {
    String stripped = value.strip();
    if (!stripped.isEmpty()) {
      cells[column.position()] = stripped;
    }
  }

  /** The cell without surrounding blanks; empty when it is not there. */
  String get(Column column) {
    String cell = cells[column.position()];
    return cell == null ? "" : cell;
  }

  boolean has(Column column) {
    return cells[column.position()] != null;
  }

  void remove(Column column) {
    cells[column.position()] = null;
  }

  /** Where the watcher is, when a geometry says so instead of cells. */
  Optional<GeoJsonGeometry> geometry() {
    return Optional.ofNullable(geometry);
  }

  void geometry(GeoJsonGeometry read) {
    geometry = read;
  }

  boolean isGeometryRefused() {
    return geometryRefused;
  }

  void refuseGeometry(BadInput bad) {
    geometryRefused = true;
    add("geometry", bad, LineProblem.Grade.ERROR);
  }

  /** Whether nothing was found for a column, neither good nor bad. */
  boolean lacks(Column column) {
    return !has(column) && !refusedColumns.contains(column);
  }

  void refuse(Column column, BadInput bad) {
    refusedColumns.add(column);
    add(column.word(), bad, LineProblem.Grade.ERROR);
  }

  /** Refuses the row as a whole. */
  void refuse(BadInput bad) {
    broken = true;
    add("", bad, LineProblem.Grade.ERROR);
  }

  void warn(String column, BadInput bad) {
    add(column, bad, LineProblem.Grade.WARNING);
  }

  private void add(String column, BadInput bad, LineProblem.Grade grade) {
    refused |= grade == LineProblem.Grade.ERROR;
    problems.add(new LineProblem(line, column, bad.value(), bad.problem(), bad.remedy(), grade));
  }

  /** Whether it was refused as a whole, so that its cells are not worth looking at. */
  boolean isBroken() {
    return broken;
  }

  boolean isRefused() {
    return refused;
  }

  List<LineProblem> problems() {
    return problems;
  }
}
