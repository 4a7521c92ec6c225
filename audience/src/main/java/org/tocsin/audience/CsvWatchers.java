// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV file. A quoted cell may hold line ends. */
final class CsvWatchers implements RowSource {
  /** A quote that is not closed after so many lines is taken for a mistake of the first one. */
  private static final int MAX_LINES = 100;

  private final Lines lines;
  private @Nullable List<@Nullable Column> columns;

  CsvWatchers(Lines lines) {
    this.lines = lines;
  }

  @Override
  public Optional<RawRow> next() throws IOException {
    Optional<Lines.Line> found = lines.next();
    while (found.isPresent() && found.get().raw().length == 0) {
      found = lines.next();
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(rawRow(wholeRecord(found.get())));
  }

  private Lines.Line wholeRecord(Lines.Line first) throws IOException {
    if (!CsvCells.isOpen(first.raw())) {
      return first;
    }
    List<Lines.Line> more = new ArrayList<>();
    int length = first.raw().length;
    while (more.size() < MAX_LINES) {
      Optional<Lines.Line> line = lines.next();
      if (line.isEmpty()) {
        break;
      }
      more.add(line.get());
      length += line.get().raw().length + 1;
      if (length > Lines.MAX_LINE_BYTES) {
        break;
      }
      if (CsvCells.isOpen(line.get().raw())) {
        return joined(first, more, length);
      }
    }
    lines.giveBack(more);
    return first;
  }

  private static Lines.Line joined(Lines.Line first, List<Lines.Line> more, int length) {
    ByteBuffer all = ByteBuffer.allocate(length).put(first.raw());
    boolean tooLong = first.tooLong();
    for (Lines.Line line : more) {
      all.put((byte) '\n').put(line.raw());
      tooLong |= line.tooLong();
    }
    return new Lines.Line(first.number(), all.array(), tooLong);
  }

  private RawRow rawRow(Lines.Line line) {
    Row row = new Row(line.number());
    List<@Nullable Column> known = columns;
    boolean isHeader = known == null;
    try {
      List<String> cells = CsvCells.parse(line.text());
      if (known == null) {
        columns = header(cells, row);
      } else {
        fill(row, cells, known);
      }
    } catch (BadInput bad) {
      row.refuse(bad);
      if (known == null) {
        columns = List.of();
      } else {
        row.put(Column.ID, roughId(line.raw(), known.indexOf(Column.ID)));
      }
    }
    return new RawRow(row, line.raw(), isHeader ? Role.HEADER : Role.WATCHER);
  }

  /** The id of a row that cannot be cut into its cells, as far as the commas tell it. */
  private static String roughId(byte[] raw, int column) {
    if (column < 0) {
      return "";
    }
    String[] cells = new String(raw, StandardCharsets.UTF_8).split(",", column + 2);
    return column < cells.length ? cells[column].replace("\"", "") : "";
  }

  private static List<@Nullable Column> header(List<String> cells, Row row) {
    List<@Nullable Column> columns = new ArrayList<>();
    Set<Column> seen = EnumSet.noneOf(Column.class);
    for (String cell : cells) {
      Optional<Column> column = Column.find(cell);
      if (column.isEmpty()) {
        if (!Column.isReason(cell)) {
          row.warn(
              cell.strip(),
              new BadInput(
                  cell, "column is not known and is not read", "use " + Column.allWords()));
        }
        columns.add(null);
      } else if (!seen.add(column.get())) {
        row.refuse(
            column.get(),
            new BadInput(
                cell, "column stands twice; only the first is read", "remove one of them"));
        columns.add(null);
      } else {
        columns.add(column.get());
      }
    }
    if (!seen.contains(Column.ID)) {
      row.refuse(
          Column.ID,
          new BadInput(
              "",
              "header has no column id, so no row can be read",
              "begin the file with a header line such as id,lat,lon"));
    }
    return columns;
  }

  private static void fill(Row row, List<String> cells, List<@Nullable Column> columns)
      throws BadInput {
    if (cells.size() != columns.size()) {
      throw new BadInput(
          "",
          "row has " + cells.size() + " cells, the header has " + columns.size(),
          "put cells that hold a comma in quotes, and keep empty cells");
    }
    for (int i = 0; i < cells.size(); i++) {
      Column column = columns.get(i);
      if (column != null) {
        row.put(column, cells.get(i));
      }
    }
  }
}
