// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens of a text as names of places are looked for in them: "Columbia-based" and
 * "Watertown-Mayer" are words of their own between which a hyphen stands.
 */
final class PlaceWords {
  /**
   * A word or mark.
   *
   * @param capital whether it starts as names do; "al-" and "el-" before a capital count
   * @param glued whether only a hyphen parts it from the word before
   * @param sentence number of its sentence
   * @param first whether it opens its sentence
   * @param token the token it is of
   */
  record Word(
      int start,
      int end,
      String text,
      String lower,
      boolean word,
      boolean capital,
      boolean glued,
      int sentence,
      boolean first,
      int token) {
    boolean is(String other) {
      return lower.equals(other);
    }

    boolean isUpper() {
      return text.length() > 1 && text.equals(text.toUpperCase(java.util.Locale.ROOT));
    }
  }

  private static final Word NONE = new Word(0, 0, "", "", false, false, false, -1, false, -1);

  private final String text;
  private final Gazetteer gazetteer;
  private final Optional<PlaceNames> names;
  private final List<Word> words = new ArrayList<>();
  private final Map<String, List<Gazetteer.Entry>> known = new HashMap<>();

  PlaceWords(Tokens tokens, Gazetteer gazetteer) {
    this(tokens, gazetteer, Optional.empty());
  }

  /**
   * @param names what places are called in the text's language, before what the gazetteer knows
   */
  PlaceWords(Tokens tokens, Gazetteer gazetteer, Optional<PlaceNames> names) {
    this.names = names;
    this.text = tokens.text();
    this.gazetteer = gazetteer;
    for (int s = 0; s < tokens.sentences().size(); s++) {
      Tokens.Sentence sentence = tokens.sentences().get(s);
      boolean first = true;
      for (int i = sentence.from(); i < sentence.to(); i++) {
        add(tokens.get(i), i, s, first);
        first &= !tokens.get(i).isWord();
      }
    }
  }

  private void add(Token token, int index, int sentence, boolean first) {
    String whole = token.text();
    int from = 0;
    if (token.isWord() && hyphen(whole, 0) >= 0) {
      for (int at = hyphen(whole, 0); at >= 0; at = hyphen(whole, from)) {
        part(token, from, at, index, sentence, first && from == 0, from > 0);
        from = at + 1;
      }
    }
    part(token, from, whole.length(), index, sentence, first && from == 0, from > 0);
  }

  private void part(
      Token token, int from, int to, int index, int sentence, boolean first, boolean glued) {
    if (from >= to) {
      return;
    }
    String part = token.text().substring(from, to);
    boolean capital = token.isWord() && Character.isUpperCase(part.charAt(0));
    boolean article =
        token.isWord()
            && (part.equals("al") || part.equals("el"))
            && token.start() + to + 1 < text.length()
            && hyphen(token.text(), to) == to
            && Character.isUpperCase(text.charAt(token.start() + to + 1));
    words.add(
        new Word(
            token.start() + from,
            token.start() + to,
            part,
            from == 0 && to == token.text().length()
                ? token.lower()
                : token.lower().substring(from, to),
            token.isWord(),
            capital || article,
            glued,
            sentence,
            first,
            index));
  }

  private static int hyphen(String word, int from) {
    for (int i = from; i < word.length(); i++) {
      if (word.charAt(i) == '-' || word.charAt(i) == '‑') {
        return i;
      }
    }
    return -1;
  }

  int size() {
    return words.size();
  }

  /** The word, or an empty mark outside the text. */
  Word at(int i) {
    return i >= 0 && i < words.size() ? words.get(i) : NONE;
  }

  /** The word, or an empty mark when it is of another sentence than {@code of}. */
  Word beside(int i, int of) {
    Word word = at(i);
    return word.sentence == at(of).sentence ? word : NONE;
  }

  /** Whether two words that follow each other have only a space, or a hyphen, between them. */
  boolean joined(int i) {
    Word a = at(i);
    Word b = at(i + 1);
    return a.sentence == b.sentence && a.word && b.word && b.start - a.end == 1;
  }

  /** The places that go by the words {@code from} to {@code to} (exclusive), looked up once. */
  List<Gazetteer.Entry> places(int from, int to) {
    return known.computeIfAbsent(
        text.substring(words.get(from).start, words.get(to - 1).end),
        name -> names.flatMap(n -> n.find(name)).orElseGet(() -> gazetteer.find(name)));
  }

  Span span(int from, int to) {
    return Span.of(text, words.get(from).start, words.get(to - 1).end);
  }

  String text() {
    return text;
  }
}
