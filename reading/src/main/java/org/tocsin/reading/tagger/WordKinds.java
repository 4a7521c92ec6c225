// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What a word may be, from the table {@code word-kinds.tsv}: a letter a kind (N noun, v verb, p
 * person, W weapon, …). Endings are taken off by rule; a word the table lacks has no kinds, as most
 * names have none.
 */
final class WordKinds {
  static final WordKinds TABLE = new WordKinds();

  /** The file: its lines stand in the order of their bytes, so that nothing need be unpacked. */
  private final byte[] lines;

  private WordKinds() {
    try (InputStream in = WordKinds.class.getResourceAsStream("word-kinds.tsv")) {
      if (in == null) {
        throw new IllegalStateException("the bundled file word-kinds.tsv is missing from the jar");
      }
      lines = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled file word-kinds.tsv cannot be read", e);
    }
  }

  /** Where the kinds of a word stand in the file; -1 if it is not there. */
  private int find(String word) {
    int low = 0;
    int high = lines.length;
    while (low < high) {
      int line = (low + high) >>> 1;
      while (line > low && lines[line - 1] != '\n') {
        line--;
      }
      int order = compare(word, line);
      if (order == 0) {
        return line + word.length() + 1;
      }
      if (order < 0) {
        high = line;
      } else {
        low = line;
        while (low < high && lines[low++] != '\n') {}
      }
    }
    return -1;
  }

  /** How a word stands to the one that a line begins with. */
  private int compare(String word, int line) {
    for (int i = 0; i < word.length(); i++) {
      int order = word.charAt(i) - (line + i < lines.length ? lines[line + i] : 0);
      if (order != 0) {
        return order;
      }
    }
    int end = line + word.length();
    return end < lines.length && lines[end] == '\t' ? 0 : -1;
  }

  /** The kinds of a lower-case word or of what it is a form of; "" when unknown. */
  String of(String word) {
    int from = find(lemma(word));
    int to = from;
    while (from >= 0 && to < lines.length && lines[to] != '\n') {
      to++;
    }
    return from < 0 ? "" : new String(lines, from, to - from, StandardCharsets.US_ASCII);
  }

  /** The word without its ending, where the table knows that; else the word. */
  String lemma(String word) {
    if (find(word) >= 0) {
      return word;
    }
    int hyphen = word.lastIndexOf('-');
    if (hyphen > 0 && hyphen < word.length() - 2) {
      return lemma(word.substring(hyphen + 1));
    }
    return cut(word);
  }

  private String cut(String word) {
    String[][] endings = {
      {"men", "man"},
      {"ies", "y"},
      {"es", ""},
      {"s", ""},
      {"ied", "y"},
      {"ed", ""},
      {"ed", "e"},
      {"ing", ""},
      {"ing", "e"}
    };
    for (String[] ending : endings) {
      if (word.endsWith(ending[0]) && word.length() > ending[0].length() + 2) {
        String lemma = word.substring(0, word.length() - ending[0].length()) + ending[1];
        if (find(lemma) >= 0) {
          return lemma;
        }
      }
    }
    int n = word.length();
    boolean doubled = n > 5 && (word.endsWith("ed") && word.charAt(n - 3) == word.charAt(n - 4));
    return doubled && find(word.substring(0, n - 3)) >= 0 ? word.substring(0, n - 3) : word;
  }
}
