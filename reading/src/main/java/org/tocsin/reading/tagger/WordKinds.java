// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a word may be, from the table {@code word-kinds.tsv}: a letter a kind (N noun, v verb, p
 * person, W weapon, …). Endings are taken off by rule; a word the table lacks has no kinds, as most
 * names have none.
 */
final class WordKinds {
  static final WordKinds TABLE = new WordKinds();

  private final Map<String, String> kinds = new HashMap<>(1 << 18);

  private WordKinds() {
    try (InputStream in = WordKinds.class.getResourceAsStream("word-kinds.tsv")) {
      if (in == null) {
        throw new IllegalStateException("the bundled file word-kinds.tsv is missing from the jar");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int tab = line.indexOf('\t');
        if (tab > 0) {
          kinds.put(line.substring(0, tab), line.substring(tab + 1).intern());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled file word-kinds.tsv cannot be read", e);
    }
  }

  /** The kinds of a lower-case word or of what it is a form of; "" when unknown. */
  String of(String word) {
    String found = kinds.get(lemma(word));
    return found == null ? "" : found;
  }

  /** The word without its ending, where the table knows that; else the word. */
  String lemma(String word) {
    if (kinds.containsKey(word)) {
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
        if (kinds.containsKey(lemma)) {
          return lemma;
        }
      }
    }
    int n = word.length();
    boolean doubled = n > 5 && (word.endsWith("ed") && word.charAt(n - 3) == word.charAt(n - 4));
    return doubled && kinds.containsKey(word.substring(0, n - 3)) ? word.substring(0, n - 3) : word;
  }
}
