// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values (RFC 4180). What a spreadsheet would take for a formula is written with an
 * apostrophe in front, which reading takes off again.
 */
public final class Csv {

  private static final String FORMULA = "=+-@\t\r";

  private Csv() {}

  /**
   * A line of a file.
   *
   * @param number of the line on which it begins, from 1
   */
  public record Line(int number, List<String> cells) {
    /** Copies the cells. */
    public Line {
      cells = List.copyOf(cells);
    }
  }

  /** A quote that is still open where the text ends: what follows it cannot be told apart. */
  public static final class OpenQuote extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;

    OpenQuote(int line) {
      super("the quote that opens on line %d is never closed".formatted(line));
      this.line = line;
    }

    /** The line on which it opens, from 1. */
    public int line() {
      return line;
    }
  }

  /** A line, ended by CR LF. */
  public static String write(List<String> cells) {
    return String.join(",", cells.stream().map(Csv::cell).toList()) + "\r\n";
  }

  private static String cell(String value) {
    boolean number = value.matches("-?[0-9]+(\\.[0-9]+)?");
    boolean formula = !value.isEmpty() && !number && FORMULA.indexOf(value.charAt(0)) >= 0;
    String text = formula ? "'" + value : value;
    return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /**
   * The lines of a text; those without any cell filled are left out.
   *
   * @throws OpenQuote when a quote is never closed
   */
  public static List<Line> read(String text) {
    List<Line> lines = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    int number = 1;
    int begun = 1;
    int opened = 1;
    for (int i = text.startsWith("\ufeff") ? 1 : 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      number += letter == '\n' ? 1 : 0;
      if (quoted) {
        if (letter != '"') {
          cell.append(letter);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (letter == '"' && cell.isEmpty()) {
        quoted = true;
        opened = number;
      } else if (letter == ',') {
        end(cells, cell);
      } else if (letter == '\n') {
        end(cells, cell);
        add(lines, begun, cells);
        cells.clear();
        begun = number;
      } else if (letter != '\r') {
        cell.append(letter);
      }
    }
    if (quoted) {
      throw new OpenQuote(opened);
    }
    end(cells, cell);
    add(lines, begun, cells);
    return lines;
  }

  private static void end(List<String> cells, StringBuilder cell) {
    String text = cell.toString();
    boolean escaped =
        text.length() > 1 && text.charAt(0) == '\'' && FORMULA.indexOf(text.charAt(1)) >= 0;
    cells.add((escaped ? text.substring(1) : text).strip());
    cell.setLength(0);
  }

  private static void add(List<Line> lines, int number, List<String> cells) {
    if (cells.stream().anyMatch(each -> !each.isEmpty())) {
      lines.add(new Line(number, cells));
    }
  }
}
