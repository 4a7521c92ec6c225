// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tocsin.reading.Attribution;
import org.tocsin.reading.AttributionText;
import org.tocsin.reading.Span;

/**
 * A text made ready for models of who says what: the features of its words and of stretches of
 * them. The same text gives the same features in every run. Not thread-safe.
 */
public final class AttributionSheet {
  /** What a stretch may be. */
  public enum Part {
    /** Who says it. */
    SOURCE(0),
    /** The words that tell that it is said. */
    CUE(1);

    private final int index;

    Part(int index) {
      this.index = index;
    }

    /** Number of the output of a model of words that tells whether a stretch starts here. */
    public int start() {
      return 3 * index;
    }

    /** Number of the output that tells whether one ends here. */
    public int end() {
      return 3 * index + 1;
    }

    /** Number of the output that tells whether a word lies in one. */
    public int inside() {
      return 3 * index + 2;
    }

    Part other() {
      return this == SOURCE ? CUE : SOURCE;
    }
  }

  /** How many outputs a model of words has: start, end and inside for each part. */
  public static final int OUTPUTS = 6;

  /** The grade from which on a word counts as one that cues are made of. */
  static final int CUE_GRADE = 3;

  /** What all names look like. */
  private static final String NAME = "*Name";

  private static final long BEFORE = 1;
  private static final long BEHIND = 2;

  /** What the rules say of a word. */
  enum Rule {
    NOTHING(0),
    BEGINS(1),
    GOES_ON(2);

    private final int code;

    Rule(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /** How a word is written. */
  enum Shape {
    NUMBER(1),
    MARK(2),
    SMALL(3),
    LOUD(4),
    CAPITAL(5),
    /** A capital that the beginning of the sentence explains. */
    FIRST(6);

    private final int code;

    Shape(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  private final AttributionText text;
  private final String[] words;
  private final String[] forms;
  private final int[] sentenceOf;
  private final boolean[] quoted;
  private final boolean[] paragraph;
  private final boolean[] content;
  private final Shape[] shapes;
  private final Rule[][] rules;
  private final long[] hashes;
  private final long[] lemmas;
  private final long[] kinds;
  private final long[] tails;
  private final Set<String> sources = new HashSet<>();
  private final AttributionWords ofWords;
  private final AttributionStretches ofStretches;

  /** Makes a text ready. */
  public AttributionSheet(AttributionText text) {
    this.text = text;
    int size = text.words().size();
    words = new String[size];
    forms = new String[size];
    sentenceOf = new int[size];
    quoted = new boolean[size];
    paragraph = new boolean[size];
    content = new boolean[size];
    shapes = new Shape[size];
    hashes = new long[size];
    lemmas = new long[size];
    kinds = new long[size];
    tails = new long[size];
    rules = new Rule[Part.values().length][size];
    readSentences();
    readWords();
    readQuotations();
    readRules();
    ofWords = new AttributionWords(this);
    ofStretches = new AttributionStretches(this);
  }

  private void readSentences() {
    int sentence = -1;
    for (int i = 0; i < words.length; i++) {
      List<Integer> starts = text.sentences();
      if (sentence + 1 < starts.size() && starts.get(sentence + 1) <= i) {
        sentence++;
      }
      sentenceOf[i] = sentence;
    }
  }

  private void readWords() {
    for (int i = 0; i < words.length; i++) {
      String written = text.words().get(i).text();
      String word = written.toLowerCase(Locale.ROOT).replace('’', '\'');
      words[i] = word;
      shapes[i] = shape(written, i);
      String lemma = WordKinds.TABLE.lemma(word);
      String kind = WordKinds.TABLE.of(word);
      boolean name = isName(i, kind);
      forms[i] = name ? NAME : word;
      hashes[i] = Features.hash(forms[i]);
      lemmas[i] = Features.hash(name ? NAME : lemma);
      kinds[i] = Features.hash(name ? NAME : kind);
      tails[i] = Features.hash(tail(forms[i], 2));
    }
  }

  /** One name is to be like another, so that none is learned by heart. */
  private boolean isName(int i, String kind) {
    boolean capital = shapes[i] == Shape.CAPITAL || shapes[i] == Shape.LOUD;
    boolean first = shapes[i] == Shape.FIRST && kind.isEmpty();
    return (capital || first) && !CueGrades.TABLE.isKept(words[i]);
  }

  static String tail(String word, int length) {
    return word.substring(Math.max(0, word.length() - length));
  }

  private Shape shape(String written, int i) {
    char c = written.charAt(0);
    if (!Character.isLetter(c)) {
      return Character.isDigit(c) ? Shape.NUMBER : Shape.MARK;
    }
    if (!Character.isUpperCase(c)) {
      return Shape.SMALL;
    }
    if (written.length() > 1 && written.equals(written.toUpperCase(Locale.ROOT))) {
      return Shape.LOUD;
    }
    return i == from(i) ? Shape.FIRST : Shape.CAPITAL;
  }

  /** A quotation ends with its paragraph where nothing else ends it. */
  private void readQuotations() {
    boolean open = false;
    for (int i = 0; i < words.length; i++) {
      paragraph[i] = i == 0 || text.text().substring(end(i - 1), start(i)).indexOf('\n') >= 0;
      open = open && !paragraph[i];
      open =
          switch (words[i]) {
            case "“" -> true;
            case "”" -> false;
            case "\"" -> !open;
            default -> open;
          };
      quoted[i] = open;
    }
  }

  private void readRules() {
    for (Rule[] of : rules) {
      java.util.Arrays.fill(of, Rule.NOTHING);
    }
    for (Attribution attribution : text.attributions()) {
      attribution
          .source()
          .ifPresent(span -> {
            mark(Part.SOURCE, span);
            sources.add(span.text().toLowerCase(Locale.ROOT));
          });
      mark(Part.CUE, attribution.cue());
      for (Span span : attribution.content()) {
        for (int i = firstAt(span.start()); i < words.length && start(i) < span.end(); i++) {
          content[i] = true;
        }
      }
    }
  }

  private void mark(Part part, Span span) {
    Rule[] of = rules[part.index];
    int first = firstAt(span.start());
    for (int i = first; i < words.length && start(i) < span.end(); i++) {
      if (of[i] == Rule.NOTHING) {
        of[i] = i == first ? Rule.BEGINS : Rule.GOES_ON;
      }
    }
  }

  /** How many words there are. */
  public int size() {
    return words.length;
  }

  /** First UTF-16 unit of word {@code i}. */
  public int start(int i) {
    return text.words().get(i).start();
  }

  /** After the last unit of word {@code i}. */
  public int end(int i) {
    return text.words().get(i).end();
  }

  /**
   * The number of the first word that ends after a unit of the text; the number of words if none.
   */
  public int firstAt(int unit) {
    int low = 0;
    int high = words.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (end(middle) <= unit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Word {@code i} as {@link #word}, but names all alike. */
  String form(int i) {
    return forms[i];
  }

  /** Whether the rules answer with just this stretch. */
  boolean isRule(Part part, int from, int to) {
    boolean just = rule(part, from) == Rule.BEGINS;
    for (int i = from + 1; i < to; i++) {
      just &= rule(part, i) == Rule.GOES_ON;
    }
    return just && (to >= words.length || rule(part, to) != Rule.GOES_ON);
  }

  /** Word {@code i} in lower case with straight marks; "" outside the text. */
  public String word(int i) {
    return i >= 0 && i < words.length ? words[i] : "";
  }

  /** Words {@code from} to {@code to} (exclusive) in lower case, as candidates are compared. */
  public String key(int from, int to) {
    return text.text().substring(start(from), end(to - 1)).toLowerCase(Locale.ROOT);
  }

  /** The first word of the sentence of word {@code i}. */
  public int from(int i) {
    return text.sentences().get(sentenceOf[i]);
  }

  /** After the last word of the sentence of word {@code i}. */
  public int to(int i) {
    int next = sentenceOf[i] + 1;
    return next < text.sentences().size() ? text.sentences().get(next) : words.length;
  }

  /** The features of word {@code i}. */
  public int[] ofWord(int i) {
    return ofWords.of(i);
  }

  /**
   * The features of a stretch within a sentence.
   *
   * @param from its first word
   * @param to after its last word
   * @param odds log odds of all words of the text, {@link #OUTPUTS} each
   * @param again the highest sum of start and end odds that the same words have elsewhere in the
   *     text
   */
  public int[] ofStretch(Part part, int from, int to, float[][] odds, float again) {
    return ofStretches.of(part, from, to, odds, again);
  }

  boolean isQuoted(int i) {
    return quoted[i];
  }

  boolean isQuotationMark(int i) {
    return words[i].equals("“") || words[i].equals("”") || words[i].equals("\"");
  }

  boolean beginsParagraph(int i) {
    return paragraph[i];
  }

  /** Whether the rules found a source somewhere that is this word. */
  boolean isSource(int i) {
    return sources.contains(words[i]);
  }

  boolean isContent(int i) {
    return content[i];
  }

  Shape shape(int i) {
    return shapes[i];
  }

  Rule rule(Part part, int i) {
    return rules[part.index][i];
  }

  int grade(int i) {
    return CueGrades.TABLE.grade(words[i]);
  }

  long hash(int i, int from, int to) {
    return of(hashes, i, from, to);
  }

  long lemma(int i, int from, int to) {
    return of(lemmas, i, from, to);
  }

  long kinds(int i, int from, int to) {
    return of(kinds, i, from, to);
  }

  long tail(int i, int from, int to) {
    return of(tails, i, from, to);
  }

  int shape(int i, int from, int to) {
    return i < from ? 8 : i >= to ? 9 : shapes[i].code();
  }

  int rules(int i, int from, int to) {
    return i < from || i >= to ? 9 : 3 * rule(Part.SOURCE, i).code() + rule(Part.CUE, i).code();
  }

  private static long of(long[] all, int i, int from, int to) {
    return i < from ? BEFORE : i >= to ? BEHIND : all[i];
  }

  /** A distance in words, coarser the longer it is. */
  static int coarse(int distance) {
    if (distance < 5) {
      return distance;
    }
    return distance < 8 ? 5 : distance < 14 ? 6 : distance < 25 ? 7 : 8;
  }
}
