// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Words that make a statement of one type, and how its parts stand around them; a row of {@code
 * triggers.tsv}, where the patterns are explained. Matching costs at most the product of a
 * pattern's gaps, a small constant, for each token.
 */
record Trigger(
    String id, FindingType type, List<Element> pattern, Frame frame, String method, int rank) {
  /** How the parts of a statement stand around its trigger. */
  enum Frame {
    VERB,
    TELL,
    ABOUT,
    EVENT,
    ORDER
  }

  /** What an element of a pattern matches. */
  enum Sort {
    WORDS,
    /** Up to some tokens that do not end a clause. */
    GAP,
    /** Nothing, where a sentence or what follows a colon starts. */
    START
  }

  /**
   * One element of a pattern.
   *
   * @param words the words, for {@link Sort#WORDS}
   * @param optional whether it may be missing
   * @param gap the most tokens, for {@link Sort#GAP}
   * @param verb whether it is the word that the parts of the statement stand around
   */
  record Element(Sort sort, Set<String> words, boolean optional, int gap, boolean verb) {}

  /** Tokens {@code from} to {@code to} (exclusive) and the verb among them. */
  record Match(int to, int verb) {}

  private static final Map<String, Set<String>> CLASSES = classes();

  private static final Set<String> CLAUSE_ENDS =
      Set.of(".", ";", ":", "!", "?", "but", "while", "after", "when", "because", "although");

  /**
   * Reads a row.
   *
   * @param known the elements of the rows before, by how they are written: half of them recur
   */
  static Trigger of(List<String> row, int rank, Map<String, Element> known) {
    List<Element> pattern = new ArrayList<>();
    for (String part : Lexicon.split(row.get(2), ' ')) {
      Element element = known.get(part);
      if (element == null) {
        element = element(part);
        known.put(part, element);
      }
      pattern.add(element);
    }
    return new Trigger(
        row.get(0),
        FindingType.valueOf(row.get(1).toUpperCase(Locale.ROOT)),
        pattern,
        Frame.valueOf(row.get(3).toUpperCase(Locale.ROOT)),
        row.get(4),
        rank);
  }

  /** Whether it tells of a menace that somebody utters. */
  boolean isMenace() {
    return id.startsWith("threat.menace");
  }

  /** Whether it tells of a plan, and not of a mere possibility. */
  boolean isPlan() {
    return id.startsWith("threat.plan");
  }

  private static Element element(String part) {
    if (part.equals("^")) {
      return new Element(Sort.START, Set.of(), false, 0, false);
    }
    if (part.startsWith("..")) {
      return new Element(Sort.GAP, Set.of(), false, Integer.parseInt(part.substring(2)), false);
    }
    boolean verb = part.startsWith("*");
    boolean optional = part.endsWith("?");
    String words = part.substring(verb ? 1 : 0, part.length() - (optional ? 1 : 0));
    return new Element(Sort.WORDS, words(words, verb), optional, 0, verb);
  }

  private static Set<String> words(String alternatives, boolean verb) {
    if (!verb && alternatives.startsWith("@") && alternatives.indexOf('/') < 0) {
      return members(alternatives);
    }
    Set<String> words = new HashSet<>();
    for (String word : Lexicon.split(alternatives, '/')) {
      if (word.startsWith("@")) {
        words.addAll(members(word));
      } else {
        words.add(word);
      }
    }
    if (verb) {
      for (String word : List.copyOf(words)) {
        Verbs.present(word).ifPresent(words::add);
      }
    }
    return words;
  }

  private static Set<String> members(String wordClass) {
    Set<String> members = CLASSES.get(wordClass.substring(1));
    if (members == null) {
      throw new IllegalStateException("triggers.tsv: word-classes.tsv has no class " + wordClass);
    }
    return members;
  }

  /** Whether a word in lower case is of a class of word-classes.tsv. */
  static boolean isOf(String name, String word) {
    return CLASSES.getOrDefault(name, Set.of()).contains(word);
  }

  private static Map<String, Set<String>> classes() {
    Map<String, Set<String>> classes = new HashMap<>();
    for (List<String> row : Lexicon.table("word-classes.tsv", 2)) {
      classes.put(row.get(0), new HashSet<>(Lexicon.list(row.get(1))));
    }
    return classes;
  }

  /** The words one of which starts every match; a leading element may not be optional. */
  Set<String> firstWords() {
    for (Element element : pattern) {
      if (element.sort() == Sort.WORDS) {
        return element.words();
      }
    }
    throw new IllegalStateException("triggers.tsv: " + id + " has no words");
  }

  /** The match that starts at token {@code i} of a sentence, if there is one. */
  Optional<Match> match(Tokens tokens, int i, Tokens.Sentence sentence) {
    int[] verb = {i};
    int end = match(tokens, i, sentence, 0, verb);
    return end < 0 ? Optional.empty() : Optional.of(new Match(end, verb[0]));
  }

  private int match(Tokens tokens, int i, Tokens.Sentence sentence, int element, int[] verb) {
    if (element == pattern.size()) {
      return i;
    }
    Element e = pattern.get(element);
    return switch (e.sort()) {
      case START ->
          isStart(tokens, i, sentence) ? match(tokens, i, sentence, element + 1, verb) : -1;
      case GAP -> matchGap(tokens, i, sentence, element, verb);
      case WORDS -> {
        if (i < sentence.to() && e.words().contains(tokens.get(i).lower())) {
          int end = match(tokens, i + 1, sentence, element + 1, verb);
          if (end >= 0) {
            if (e.verb()) {
              verb[0] = i;
            }
            yield end;
          }
        }
        yield e.optional() ? match(tokens, i, sentence, element + 1, verb) : -1;
      }
    };
  }

  private int matchGap(Tokens tokens, int i, Tokens.Sentence sentence, int element, int[] verb) {
    for (int skipped = 0;
        skipped <= pattern.get(element).gap() && i + skipped < sentence.to();
        skipped++) {
      int end = match(tokens, i + skipped, sentence, element + 1, verb);
      if (end >= 0) {
        return end;
      }
      if (CLAUSE_ENDS.contains(tokens.get(i + skipped).lower())) {
        return -1;
      }
    }
    return -1;
  }

  /** Whether nothing but bullets, times, "please" and the like stands before, in the clause. */
  private static boolean isStart(Tokens tokens, int i, Tokens.Sentence sentence) {
    int at = i - 1;
    while (at >= sentence.from()) {
      Token token = tokens.get(at);
      if (token.is(":") || token.is(";")) {
        return true;
      }
      if (token.is("to") && token.isCapitalised()) {
        return false; // "To be honest"
      }
      if (token.isWord() && !OPENERS.contains(token.lower())) {
        return token.is("and") && at > sentence.from() + 1 && startsWithOrder(tokens, sentence);
      }
      if (token.is(",") && at > sentence.from()) {
        return tokens.get(at - 1).isWord() && OPENERS.contains(tokens.get(at - 1).lower());
      }
      at--;
    }
    return true;
  }

  private static boolean startsWithOrder(Tokens tokens, Tokens.Sentence sentence) {
    return CLASSES.getOrDefault("order", Set.of()).contains(tokens.get(sentence.from()).lower());
  }

  private static final Set<String> OPENERS =
      Set.of("please", "kindly", "do", "don't", "not", "never", "always", "to", "all", "everyone");
}
