// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the bundled tables: tab-separated text, a line a row, lines that start with # skipped. All
 * of them are read before the first report, by code that is not compiled yet: hence plain loops.
 */
final class Lexicon {
  private Lexicon() {}

  /** Where a bundled file lies. */
  static URL url(String name) {
    URL url = Lexicon.class.getResource(name);
    if (url == null) {
      throw missing(name);
    }
    return url;
  }

  static InputStream resource(String name) {
    InputStream in = Lexicon.class.getResourceAsStream(name);
    if (in == null) {
      throw missing(name);
    }
    return in;
  }

  private static IllegalStateException missing(String name) {
    return new IllegalStateException("the bundled file " + name + " is missing from the jar");
  }

  /** The rows of a table, each with exactly {@code columns} cells; missing ones are empty. */
  static List<List<String>> table(String name, int columns) {
    List<List<String>> rows = new ArrayList<>();
    String text = text(name);
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      String line = text.substring(from, end < 0 ? text.length() : end);
      if (!line.isBlank() && !line.startsWith("#")) {
        rows.add(cells(name, line, columns));
      }
      from += line.length() + 1;
    }
    return rows;
  }

  private static String text(String name) {
    try (InputStream in = resource(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled table " + name + " cannot be read", e);
    }
  }

  /** The parts of a cell that are parted by {@code |}. */
  static List<String> list(String cell) {
    List<String> parts = split(cell, '|');
    parts.removeIf(String::isEmpty);
    return parts;
  }

  /** The words of a file that holds one a line or several a line, parted by spaces. */
  static Set<String> words(String name) {
    Set<String> words = new HashSet<>();
    for (List<String> row : table(name, 1)) {
      words.addAll(split(row.getFirst(), ' '));
    }
    words.remove("");
    return Collections.unmodifiableSet(words);
  }

  /** The lines of a file, without those that are blank or start with #. */
  static List<String> lines(String name) {
    return table(name, 1).stream().map(List::getFirst).toList();
  }

  private static List<String> cells(String name, String line, int columns) {
    List<String> cells = split(line, '\t');
    if (cells.size() > columns) {
      throw new IllegalStateException(
          "%s: %d cells where %d are due: %s".formatted(name, cells.size(), columns, line));
    }
    while (cells.size() < columns) {
      cells.add("");
    }
    return cells;
  }

  static List<String> split(String text, char by) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(by); at >= 0; at = text.indexOf(by, from)) {
      parts.add(text.substring(from, at).strip());
      from = at + 1;
    }
    parts.add(text.substring(from).strip());
    return parts;
  }
}
