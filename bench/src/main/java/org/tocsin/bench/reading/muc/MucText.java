// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.ArrayList;
import java.util.List;
import org.tocsin.reading.Document;
import org.tocsin.reading.Reader;
import org.tocsin.reading.Reading;

/**
 * One message, cut and read.
 *
 * @param words its words, in capitals
 * @param starts the first word of each sentence, and the number of words
 * @param reading what the reader gives for the text in common writing; same offsets
 */
record MucText(String id, List<Word> words, List<Integer> starts, Reading reading) {
  static MucText of(String id, String text, Casing casing, Reader reader) {
    List<Word> words = Words.of(text);
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (i == 0 || words.get(i).sentence() != words.get(i - 1).sentence()) {
        starts.add(i);
      }
    }
    starts.add(words.size());
    return new MucText(id, words, starts, reader.read(Document.text(casing.apply(text, words))));
  }

  int sentences() {
    return starts.size() - 1;
  }

  /** The number, from nought, of the sentence that a word stands in. */
  int sentenceOf(int word) {
    int sentence = 0;
    while (starts.get(sentence + 1) <= word) {
      sentence++;
    }
    return sentence;
  }

  /** The sentence that a unit of the text stands in. */
  int sentenceAt(int unit) {
    int sentence = 0;
    while (sentence + 1 < sentences() && words.get(starts.get(sentence + 1)).start() <= unit) {
      sentence++;
    }
    return sentence;
  }

  String word(int i) {
    return i < 0 || i >= words.size() ? "" : words.get(i).text();
  }

  /** The words of a stretch with single blanks. */
  String text(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      boolean close = i > from && words.get(i).start() == words.get(i - 1).end();
      text.append(i == from || close ? "" : " ").append(words.get(i).text());
    }
    return text.toString();
  }

  /** Where a string stands, as first words; case, white space and marks aside. */
  List<int[]> find(String string) {
    List<String> wanted = Words.of(string).stream().filter(Word::isWord).map(Word::text).toList();
    List<int[]> found = new ArrayList<>();
    for (int i = 0; i < words.size() && !wanted.isEmpty(); i++) {
      int at = i;
      int matched = 0;
      while (at < words.size() && matched < wanted.size()) {
        if (words.get(at).text().equals(wanted.get(matched))) {
          matched++;
        } else if (matched == 0 || words.get(at).isWord()) {
          break;
        }
        at++;
      }
      if (matched == wanted.size()) {
        found.add(new int[] {i, at});
      }
    }
    return found;
  }
}
