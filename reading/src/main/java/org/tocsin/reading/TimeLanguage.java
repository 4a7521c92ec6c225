// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words and rules of times in one language: {@code times.LANGUAGE.words.tsv} and {@code
 * times.LANGUAGE.rules.tsv}, whose heads explain how they are written. Immutable.
 */
final class TimeLanguage {
  /** The most pieces of text that one rule may span without its numbers. */
  static final int MAX_PATTERN = 16;

  /** Slots that code fills from digits, and those that it fills from number words. */
  private static final List<String> NUMBER_CLASSES =
      List.of(
          "number", "count", "year", "years2", "dayno", "rankno", "decade4", "clock", "stamp",
          "slashed");

  private static final List<String> WORD_CLASSES =
      List.of("number", "count", "year", "dayno", "rankno", "clock", "unitany");

  /** Classes of words that may fill those slots. */
  private static final Set<String> COUNTING =
      Set.of("some", "one", "rank", "ordinal", "unit", "units");

  private static final Set<String> SOFTENING = Set.of("edge", "rough");

  private static final BitSet NONE = new BitSet();

  private final List<Rule> rules = new ArrayList<>();
  private final Set<String> softeners = new HashSet<>();
  private final Map<String, List<Word>> words = new HashMap<>();
  private final Map<String, BitSet> rulesByWord = new HashMap<>();
  private final Map<String, BitSet> rulesByClass = new HashMap<>();
  private final Map<String, Integer> slotIds = new HashMap<>();
  private final Map<String, List<Rule>> rulesOfWord = new HashMap<>();
  private final List<Rule> rulesOfNumber;
  private final Set<String> pastEndings = new HashSet<>();
  private final NumberWords numbers;

  /** A word or phrase of a class. */
  record Word(String wordClass, String value, List<String> phrase, boolean capital) {}

  /** One place in a pattern. */
  sealed interface Element {
    boolean optional();
  }

  /** One of some words. */
  record Literal(Set<String> words, boolean optional) implements Element {}

  /** A word of a class, or something read by code. */
  record Slot(String wordClass, int id, boolean optional) implements Element {
    boolean isDay() {
      return wordClass.equals("$day");
    }
  }

  /** A rule; {@code meaning} names a method of {@link TimeMeanings}, with constants. */
  record Rule(
      int rank, String name, List<Element> pattern, String meaning, List<String> constants) {
    boolean usesDay() {
      return pattern.stream().anyMatch(e -> e instanceof Slot slot && slot.isDay());
    }
  }

  private TimeLanguage(String code) {
    numbers = NumberWords.of(code);
    for (List<String> row : Lexicon.table("times." + code + ".words.tsv", 3)) {
      for (String alternative : Lexicon.list(row.get(2))) {
        boolean capital = alternative.startsWith("^");
        if (row.get(0).equals("pastEnding")) {
          pastEndings.add(alternative);
        }
        List<String> phrase = Lexicon.split(capital ? alternative.substring(1) : alternative, ' ');
        words
            .computeIfAbsent(phrase.getFirst(), w -> new ArrayList<>())
            .add(new Word(row.get(0), row.get(1), phrase, capital));
      }
    }
    words
        .values()
        .forEach(list -> list.sort(Comparator.comparingInt((Word w) -> -w.phrase().size())));
    for (List<String> row : Lexicon.table("times." + code + ".rules.tsv", 3)) {
      add(row);
    }
    indexWords();
    rulesOfNumber = byRank(ofClasses(NUMBER_CLASSES));
  }

  static TimeLanguage of(String code) {
    return new TimeLanguage(code);
  }

  NumberWords numbers() {
    return numbers;
  }

  /** All rules, by rank. */
  List<Rule> rules() {
    return rules;
  }

  /** The value of some word of a class. */
  Optional<String> firstValue(String wordClass) {
    return words.values().stream()
        .flatMap(List::stream)
        .filter(w -> w.wordClass().equals(wordClass))
        .map(Word::value)
        .findFirst();
  }

  /** The words and phrases that start with {@code lower}, longest first. */
  List<Word> words(String lower) {
    return words.getOrDefault(lower, List.of());
  }

  /** The word or phrase of a class at piece {@code i}, before {@code end}. */
  Optional<Word> word(TimePieces pieces, int i, int end, String wordClass) {
    for (Word word : words(pieces.at(i).lower())) {
      if (word.wordClass().equals(wordClass) && stands(word, pieces, i, end)) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  private static boolean stands(Word word, TimePieces pieces, int i, int end) {
    if (i + word.phrase().size() > end || (word.capital() && !pieces.at(i).isCapitalised())) {
      return false;
    }
    for (int k = 1; k < word.phrase().size(); k++) {
      if (!pieces.at(i + k).is(word.phrase().get(k))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a word ends as the past tense of a verb does. */
  boolean isPast(String lower) {
    return lower.length() > 4 && pastEndings.stream().anyMatch(lower::endsWith);
  }

  /** The rules that may start with a piece, by rank. */
  List<Rule> rulesFor(TimePieces.Piece piece) {
    return piece.isNumber() ? rulesOfNumber : rulesOfWord.getOrDefault(piece.lower(), List.of());
  }

  /** Whether a time, or a word that softens one, may start with this piece. */
  boolean mayStart(TimePieces.Piece piece) {
    return piece.isNumber()
        || rulesOfWord.containsKey(piece.lower())
        || softeners.contains(piece.lower());
  }

  /** Sets of rules are bits, by rank: hashing rules, word for word, took a third of the opening. */
  private void indexWords() {
    Set<String> numerals = numbers.firstWords();
    BitSet counted = ofClasses(WORD_CLASSES);
    Set<String> firsts = new HashSet<>(words.keySet());
    firsts.addAll(rulesByWord.keySet());
    firsts.addAll(numerals);
    for (String first : firsts) {
      BitSet ranks = new BitSet();
      ranks.or(rulesByWord.getOrDefault(first, NONE));
      for (Word word : words(first)) {
        ranks.or(rulesByClass.getOrDefault(word.wordClass(), NONE));
        if (COUNTING.contains(word.wordClass())) {
          ranks.or(counted);
        }
        if (SOFTENING.contains(word.wordClass())) {
          softeners.add(first);
        }
      }
      if (numerals.contains(first)) {
        ranks.or(counted);
      }
      if (!ranks.isEmpty()) {
        rulesOfWord.put(first, byRank(ranks));
      }
    }
  }

  private BitSet ofClasses(List<String> classes) {
    BitSet ranks = new BitSet();
    for (String wordClass : classes) {
      ranks.or(rulesByClass.getOrDefault(wordClass, NONE));
    }
    return ranks;
  }

  private List<Rule> byRank(BitSet ranks) {
    List<Rule> ranked = new ArrayList<>(ranks.cardinality());
    for (int rank = ranks.nextSetBit(0); rank >= 0; rank = ranks.nextSetBit(rank + 1)) {
      ranked.add(rules.get(rank));
    }
    return ranked;
  }

  private void add(List<String> row) {
    List<Element> pattern = new ArrayList<>();
    for (String part : Lexicon.split(row.get(1), ' ')) {
      pattern.add(element(part));
    }
    if (pattern.size() > MAX_PATTERN) {
      throw new IllegalStateException(
          "the rule %s has %d places, more than %d"
              .formatted(row.getFirst(), pattern.size(), MAX_PATTERN));
    }
    List<String> meaning = Lexicon.split(row.get(2), ' ');
    Rule rule =
        new Rule(
            rules.size(),
            row.getFirst(),
            List.copyOf(pattern),
            meaning.getFirst(),
            meaning.subList(1, meaning.size()));
    rules.add(rule);
    for (Element first : pattern) {
      if (first instanceof Literal literal) {
        for (String word : literal.words()) {
          if (mayOpen(word)) {
            index(rulesByWord, word, rule);
          }
        }
      } else if (first instanceof Slot slot) {
        index(rulesByClass, slot.wordClass(), rule);
      }
      if (!first.optional()) {
        break;
      }
    }
  }

  /** No time starts with a comma or the like; the apostrophe of "'90s" may start one. */
  private static boolean mayOpen(String word) {
    return Character.isLetterOrDigit(word.charAt(0)) || word.equals("'") || word.equals("’");
  }

  private int slotId(String wordClass) {
    return slotIds.computeIfAbsent(wordClass, c -> slotIds.size());
  }

  /** How many classes of slots the rules have: their ids are below it. */
  int slotCount() {
    return slotIds.size();
  }

  private static void index(Map<String, BitSet> ranks, String key, Rule rule) {
    ranks.computeIfAbsent(key, k -> new BitSet()).set(rule.rank());
  }

  private Element element(String part) {
    boolean optional = part.startsWith("[");
    String inner = optional ? part.substring(1, part.length() - 1) : part;
    if (inner.startsWith("<")) {
      String wordClass = inner.substring(1, inner.length() - 1);
      return new Slot(wordClass, slotId(wordClass), optional);
    }
    return inner.startsWith("$")
        ? new Slot(inner, slotId(inner), optional)
        : new Literal(Set.copyOf(Lexicon.split(inner, '|')), optional);
  }
}
