// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.quality;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The lists of words, from files of the program. */
final class WordLists {

  /** What outsiders do not understand, and what to write instead. */
  static final Map<String, String> JARGON = jargon();

  /** Verbs that tell somebody what to do. */
  static final Set<String> ACTIONS = new HashSet<>(lines("action-words.en.txt"));

  /** Words in capitals that are read without help. */
  static final Set<String> CAPITALS = new HashSet<>(lines("plain-capitals.en.txt"));

  private WordLists() {}

  private static Map<String, String> jargon() {
    Map<String, String> words = new LinkedHashMap<>();
    for (String line : lines("jargon.en.tsv")) {
      int tab = line.indexOf('\t');
      words.put(line.substring(0, tab), line.substring(tab + 1));
    }
    return words;
  }

  private static List<String> lines(String file) {
    String path = "/warn/quality/" + file;
    try (InputStream in = Objects.requireNonNull(WordLists.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    }
  }
}
