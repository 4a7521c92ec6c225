// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the bundled tables: tab-separated text, a line a row, lines that start with # skipped. */
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
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(resource(name), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          rows.add(cells(name, line, columns));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled table " + name + " cannot be read", e);
    }
    return rows;
  }

  /** The parts of a cell that are parted by {@code |}. */
  static List<String> list(String cell) {
    return split(cell, '|').stream().filter(part -> !part.isEmpty()).toList();
  }

  /** The words of a file that holds one a line or several a line, parted by spaces. */
  static Set<String> words(String name) {
    return table(name, 1).stream()
        .flatMap(row -> split(row.getFirst(), ' ').stream())
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
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
