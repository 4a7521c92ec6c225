// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.List;

/** Cuts one record of comma-separated values into its cells (RFC 4180). */
final class CsvCells {
  private CsvCells() {}

  /** Whether a quoted cell is still open at the end of the text. */
  static boolean isOpen(byte[] text) {
    boolean open = false;
    for (byte b : text) {
      open ^= b == '"';
    }
    return open;
  }

  static List<String> parse(String text) throws BadInput {
    return text.indexOf('"') < 0 ? plain(text) : quoted(text);
  }

  private static List<String> plain(String text) {
    List<String> cells = new ArrayList<>(24);
    int at = 0;
    for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', at)) {
      cells.add(text.substring(at, comma));
      at = comma + 1;
    }
    cells.add(text.substring(at));
    return cells;
  }

  private static List<String> quoted(String text) throws BadInput {
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (true) {
      int end;
      if (at < text.length() && text.charAt(at) == '"') {
        end = endOfQuoted(text, at);
        cells.add(text.substring(at + 1, end - 1).replace("\"\"", "\""));
      } else {
        int comma = text.indexOf(',', at);
        end = comma < 0 ? text.length() : comma;
        String cell = text.substring(at, end);
        if (cell.indexOf('"') >= 0) {
          throw new BadInput(
              cell,
              "cell " + (cells.size() + 1) + " has a quote in its middle",
              "put the whole cell in quotes and double those inside");
        }
        cells.add(cell);
      }
      if (end == text.length()) {
        return cells;
      }
      if (text.charAt(end) != ',') {
        throw new BadInput(
            text.substring(at, Math.min(text.length(), end + 20)),
            "cell " + cells.size() + " goes on after its closing quote",
            "double quotes that are part of the cell");
      }
      at = end + 1;
    }
  }

  private static int endOfQuoted(String text, int start) throws BadInput {
    int at = start + 1;
    while (true) {
      int quote = text.indexOf('"', at);
      if (quote < 0) {
        throw new BadInput(
            text.substring(start, Math.min(text.length(), start + 60)),
            "quote is never closed",
            "close it, or double it if it is part of the cell");
      }
      if (quote + 1 == text.length() || text.charAt(quote + 1) != '"') {
        return quote + 1;
      }
      at = quote + 2;
    }
  }
}
