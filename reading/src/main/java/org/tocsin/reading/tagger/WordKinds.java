// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What a word may be, from the table {@code word-kinds.tsv}: a letter a kind (N noun, v verb, p
 * person, W weapon, …). Endings are taken off by rule; a word the table lacks has no kinds, as most
 * names have none.
 *
 * <p>The table is kept as it lies in the file, sorted, and searched by halving: an object for each
 * of its eighty thousand words would be felt at every start. Answers to the words asked for last
 * are kept; they are always the same. Thread-safe.
 */
public final class WordKinds {
  /** The bundled table, read on first use. */
  public static final WordKinds TABLE = new WordKinds();

  /** Most words of a text have been asked for before. */
  private static final int LAST_BITS = 13;

  private static final int LONGEST_KEPT = 40;

  private final byte[] lines;
  private final AtomicReferenceArray<@Nullable Known> last =
      new AtomicReferenceArray<>(1 << LAST_BITS);

  private record Known(String word, String lemma, String kinds) {}

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

  /** The kinds of a lower-case word or of what it is a form of; "" when unknown. */
  public String of(String word) {
    return known(word).kinds;
  }

  /** The word without its ending, where the table knows that; else the word. */
  String lemma(String word) {
    return known(word).lemma;
  }

  /** What is known of a word, from where those that were asked for last are kept. */
  private Known known(String word) {
    int place = (word.hashCode() * 0x9E3779B1) >>> (Integer.SIZE - LAST_BITS);
    Known before = last.get(place);
    if (before != null && before.word.equals(word)) {
      return before;
    }
    String lemma = look(word);
    Known known = new Known(word, lemma, kinds(find(lemma)));
    if (word.length() <= LONGEST_KEPT) {
      last.set(place, known);
    }
    return known;
  }

  private String kinds(int line) {
    if (line < 0) {
      return "";
    }
    int from = line;
    while (lines[from] != '\t') {
      from++;
    }
    int to = from;
    while (to < lines.length && lines[to] != '\n') {
      to++;
    }
    return new String(lines, from + 1, to - from - 1, StandardCharsets.US_ASCII);
  }

  /** The kinds of a noun, and of the one it is the plural of: "judges" is a book and people. */
  public String ofNoun(String word) {
    boolean plural = word.length() > 3 && word.endsWith("s");
    return plural ? of(word) + of(word.substring(0, word.length() - 1)) : of(word);
  }

  private boolean knows(String word) {
    return find(word) >= 0;
  }

  /** Where the line of a word begins; -1 when there is none. */
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
        return line;
      }
      if (order < 0) {
        high = line;
      } else {
        low = line;
        while (low < high && lines[low] != '\n') {
          low++;
        }
        low++;
      }
    }
    return -1;
  }

  /** How a word stands to that of a line: before it, behind it, or the same. */
  private int compare(String word, int line) {
    for (int i = 0; i < word.length(); i++) {
      int order = word.charAt(i) - lines[line + i];
      if (order != 0) {
        return lines[line + i] == '\t' ? 1 : order;
      }
    }
    return lines[line + word.length()] == '\t' ? 0 : -1;
  }

  private String look(String word) {
    if (knows(word)) {
      return word;
    }
    int hyphen = word.lastIndexOf('-');
    if (hyphen > 0 && hyphen < word.length() - 2) {
      return look(word.substring(hyphen + 1));
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
        if (knows(lemma)) {
          return lemma;
        }
      }
    }
    int n = word.length();
    boolean doubled = n > 5 && (word.endsWith("ed") && word.charAt(n - 3) == word.charAt(n - 4));
    return doubled && knows(word.substring(0, n - 3)) ? word.substring(0, n - 3) : word;
  }
}
