// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import org.tocsin.reading.tagger.AttributionSheet.Part;

/** The features of one word: itself, its neighbours, cues and quotation marks nearby. */
final class AttributionWords {
  private static final int NEIGHBOURS = 3;
  private static final int NOWHERE = 99;

  private final AttributionSheet sheet;
  private final Features features = new Features();
  private int template;

  AttributionWords(AttributionSheet sheet) {
    this.sheet = sheet;
  }

  int[] of(int i) {
    int from = sheet.from(i);
    int to = sheet.to(i);
    template = 0;
    add(0);
    neighbours(i, from, to);
    pairs(i, from, to);
    endings(i, from, to);
    cues(i, from, to);
    quotations(i, from, to);
    rules(i, from, to);
    return features.take();
  }

  private void add(long a) {
    features.add(++template, a);
  }

  private void add(long a, long b) {
    features.add(++template, a, b);
  }

  private void neighbours(int i, int from, int to) {
    for (int k = i - NEIGHBOURS; k <= i + NEIGHBOURS; k++) {
      add(sheet.hash(k, from, to));
      add(sheet.lemma(k, from, to));
      add(sheet.shape(k, from, to));
      add(sheet.kinds(k, from, to));
      add(sheet.rules(k, from, to));
      add(k >= from && k < to ? sheet.grade(k) : NOWHERE);
    }
  }

  private void pairs(int i, int from, int to) {
    long before = sheet.hash(i - 1, from, to);
    long word = sheet.hash(i, from, to);
    long behind = sheet.hash(i + 1, from, to);
    add(before, word);
    add(word, behind);
    add(before, behind);
    add(sheet.hash(i - 2, from, to), before);
    add(behind, sheet.hash(i + 2, from, to));
    add(sheet.kinds(i - 1, from, to), sheet.kinds(i, from, to));
    add(sheet.kinds(i, from, to), sheet.kinds(i + 1, from, to));
    add(sheet.lemma(i - 1, from, to), sheet.lemma(i, from, to));
    add(sheet.lemma(i, from, to), sheet.lemma(i + 1, from, to));
    add(
        100 * sheet.shape(i - 1, from, to)
            + 10 * sheet.shape(i, from, to)
            + sheet.shape(i + 1, from, to));
  }

  private void endings(int i, int from, int to) {
    String word = sheet.form(i);
    add(Features.hash(AttributionSheet.tail(word, 3)));
    add(Features.hash(word.substring(0, Math.min(3, word.length()))));
    add(i > from ? Features.hash(AttributionSheet.tail(sheet.form(i - 1), 3)) : 0);
    add(i + 1 < to ? Features.hash(AttributionSheet.tail(sheet.form(i + 1), 3)) : 0);
    add(sheet.tail(i - 1, from, to));
    add(sheet.tail(i, from, to));
    add(sheet.tail(i + 1, from, to));
    add(sheet.tail(i - 1, from, to), sheet.tail(i, from, to));
    add(sheet.tail(i, from, to), sheet.tail(i + 1, from, to));
  }

  /** The nearest words on both sides that cues are made of. */
  private void cues(int i, int from, int to) {
    int left = i - 1;
    while (left >= from && sheet.grade(left) < AttributionSheet.CUE_GRADE) {
      left--;
    }
    int right = i + 1;
    while (right < to && sheet.grade(right) < AttributionSheet.CUE_GRADE) {
      right++;
    }
    int near = cue(left, i, from, to);
    int next = cue(right, i, from, to);
    add(sheet.hash(left, from, to));
    add(sheet.hash(left, from, to), near);
    add(near);
    add(sheet.hash(right, from, to));
    add(sheet.hash(right, from, to), next);
    add(next);
    add(100 * near + next, sheet.shape(i, from, to));
  }

  private int cue(int at, int i, int from, int to) {
    return at < from || at >= to
        ? 0
        : 10 * AttributionSheet.coarse(Math.abs(at - i)) + sheet.grade(at);
  }

  private void quotations(int i, int from, int to) {
    boolean any = false;
    int left = -1;
    int right = -1;
    for (int k = from; k < to; k++) {
      any |= sheet.isQuoted(k);
      if (sheet.isQuotationMark(k)) {
        left = k < i ? k : left;
        right = k > i && right < 0 ? k : right;
      }
    }
    int state = (sheet.isQuoted(i) ? 1 : 0) + (any ? 2 : 0);
    add(state);
    add(state, sheet.hash(i, from, to));
    add(4 * (left < 0 ? NOWHERE : AttributionSheet.coarse(i - left)) + state);
    add(4 * (right < 0 ? NOWHERE : AttributionSheet.coarse(right - i)) + state);
    add(2 * AttributionSheet.coarse(i - from) + (sheet.beginsParagraph(from) ? 1 : 0));
    add(AttributionSheet.coarse(to - 1 - i));
    add((sheet.isContent(i) ? 2 : 0) + (sheet.isQuoted(i) ? 1 : 0));
  }

  private void rules(int i, int from, int to) {
    add(sheet.isSource(i) ? 1 : 0);
    add(sheet.rules(i, from, to), sheet.hash(i, from, to));
    int before = i > from ? sheet.rule(Part.SOURCE, i - 1).code() : NOWHERE;
    int behind = i + 1 < to ? sheet.rule(Part.SOURCE, i + 1).code() : NOWHERE;
    add(10 * before + sheet.rule(Part.SOURCE, i).code(), behind);
  }
}
