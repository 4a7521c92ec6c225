// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is told to the tagger of who says what about words, so that it need not learn each: how
 * surely one belongs to a cue ({@code cue-grades.tsv}), and which words with a capital are no names
 * ({@code kept-words.txt}).
 */
final class CueGrades {
  static final CueGrades TABLE = new CueGrades();
  private static final String VOWELS = "aeiou";
  private static final String DOUBLED = "bdgmnprt";
  private static final int SHORT = 7;

  private final Map<String, Integer> grades = new HashMap<>();
  private final Set<String> kept = new HashSet<>();

  private CueGrades() {
    for (String line : lines("cue-grades.tsv")) {
      int grade = line.charAt(0) - '0';
      for (String word : line.substring(2).split(" ", -1)) {
        forms(word).forEach(form -> grades.merge(form, grade, Math::max));
      }
    }
    lines("kept-words.txt").forEach(line -> kept.addAll(List.of(line.split(" ", -1))));
  }

  private static List<String> lines(String name) {
    try (InputStream in = CueGrades.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the bundled file " + name + " is missing from the jar");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled file " + name + " cannot be read", e);
    }
  }

  /** The forms that a regular verb or noun has; of other words some that do no harm. */
  private static Set<String> forms(String word) {
    Set<String> forms = new HashSet<>(Set.of(word));
    int end = word.length() - 1;
    boolean falling = word.endsWith("y") && VOWELS.indexOf(word.charAt(end - 1)) < 0;
    if (falling) {
      forms.add(word.substring(0, end) + "ies");
      forms.add(word.substring(0, end) + "ied");
    } else {
      forms.add(word + (word.matches(".*(s|x|z|ch|sh)") ? "es" : "s"));
    }
    if (word.endsWith("e")) {
      forms.add(word + "d");
      forms.add(word.substring(0, end) + "ing");
      return forms;
    }
    if (!falling) {
      forms.add(word + "ed");
    }
    forms.add(word + "ing");
    boolean doubles =
        word.length() < SHORT
            && DOUBLED.indexOf(word.charAt(end)) >= 0
            && VOWELS.indexOf(word.charAt(end - 1)) >= 0
            && VOWELS.indexOf(word.charAt(end - 2)) < 0;
    if (doubles) {
      forms.add(word + word.charAt(end) + "ed");
      forms.add(word + word.charAt(end) + "ing");
    }
    return forms;
  }

  /** From 1 (seldom) to 5 (mostly part of a cue) for a lower-case word; 0 for other words. */
  int grade(String word) {
    return grades.getOrDefault(word, 0);
  }

  /** Whether a lower-case word is itself even where it has a capital. */
  boolean isKept(String word) {
    return kept.contains(word) || grades.containsKey(word);
  }
}
