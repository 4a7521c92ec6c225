// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import org.tocsin.reading.tagger.AttributionSheet.Part;
import org.tocsin.reading.tagger.AttributionSheet.Rule;
import org.tocsin.reading.tagger.AttributionSheet.Shape;

/**
 * The features of a stretch that may be a source or a cue: what a model of words says of it and of
 * what it competes with, how it is built, what stands around it.
 */
final class AttributionStretches {
  private static final int NOWHERE = 99;
  private static final int RIVALS = 6;
  private static final int NEAR = 15;
  private static final int SIDE = 8;
  private static final int FAR = 25;
  private static final int SHORT = 4;
  private static final float SOME = -0.7f;

  private final AttributionSheet sheet;
  private final Features features = new Features();
  private int template;

  /** The stretch in hand: words {@code i} to {@code j} (exclusive) of the sentence's. */
  private record At(Part part, int i, int j, int from, int to, float[][] odds) {
    float start() {
      return odds[i][part.start()];
    }

    float end() {
      return odds[j - 1][part.end()];
    }
  }

  AttributionStretches(AttributionSheet sheet) {
    this.sheet = sheet;
  }

  int[] of(Part part, int i, int j, float[][] odds, float again) {
    At at = new At(part, i, j, sheet.from(i), sheet.to(i), odds);
    template = 0;
    add(0);
    ofWords(at);
    rivals(at);
    around(at);
    build(at);
    rules(at);
    others(at);
    add(step(again), step(at.start() + at.end()));
    return features.take();
  }

  private void add(long a) {
    features.add(++template, a);
  }

  private void add(long a, long b) {
    features.add(++template, a, b);
  }

  private static int step(float odds) {
    return Math.round(Math.clamp(odds, -8f, 8f));
  }

  private static int half(float odds) {
    return Math.round(2 * Math.clamp(odds, -6f, 6f));
  }

  private void ofWords(At at) {
    float least = Float.MAX_VALUE;
    float sum = 0;
    for (int k = at.i(); k < at.j(); k++) {
      float inside = at.odds()[k][at.part().inside()];
      least = Math.min(least, inside);
      sum += inside;
    }
    add(half(at.start()));
    add(half(at.end()));
    add(half(least));
    add(half(sum / (at.j() - at.i())));
    add(step(at.start()), step(at.end()));
    add(half(at.start() + at.end()));
    add(100 * step(at.start()) + step(at.end()), step(least));
  }

  /** Where else it may start or end, and whether the words beside it belong to it. */
  private void rivals(At at) {
    int start = best(at, at.part().start(), at.i(), at.i() - RIVALS, at.i() + RIVALS + 1);
    int end = best(at, at.part().end(), at.j() - 1, at.j() - 1 - RIVALS, at.j() + RIVALS - 1);
    float starts = start < 0 ? NOWHERE : at.start() - at.odds()[start][at.part().start()];
    float ends = end < 0 ? NOWHERE : at.end() - at.odds()[end][at.part().end()];
    add(10 * step(starts) + Integer.signum(start - at.i()));
    add(10 * step(ends) + Integer.signum(end - at.j() + 1));
    add(step(starts), step(ends));
    int before = at.i() > at.from() ? step(at.odds()[at.i() - 1][at.part().inside()]) : NOWHERE;
    int behind = at.j() < at.to() ? step(at.odds()[at.j()][at.part().inside()]) : NOWHERE;
    add(before);
    add(behind);
    add(before, behind);
  }

  private static int best(At at, int output, int not, int from, int to) {
    int best = -1;
    for (int k = Math.max(at.from(), from); k < Math.min(at.to(), to); k++) {
      if (k != not && (best < 0 || at.odds()[k][output] > at.odds()[best][output])) {
        best = k;
      }
    }
    return best;
  }

  private void around(At at) {
    int i = at.i();
    int j = at.j();
    int from = at.from();
    int to = at.to();
    long first = sheet.hash(i, from, to);
    long last = sheet.hash(j - 1, from, to);
    long before = sheet.hash(i - 1, from, to);
    long behind = sheet.hash(j, from, to);
    add(first);
    add(last);
    add(before);
    add(behind);
    add(sheet.hash(i - 2, from, to));
    add(sheet.hash(j + 1, from, to));
    add(before, behind);
    add(behind, sheet.hash(j + 1, from, to));
    add(first, last);
    add(before, first);
    add(last, behind);
    add(sheet.hash(i - 2, from, to), before);
    add(sheet.kinds(i - 1, from, to), sheet.kinds(j, from, to));
    add(sheet.kinds(i, from, to), sheet.kinds(j - 1, from, to));
    add(sheet.kinds(j - 1, from, to), sheet.kinds(j, from, to));
    add(sheet.tail(j, from, to), sheet.tail(j + 1, from, to));
    add(sheet.tail(j - 1, from, to), sheet.tail(j, from, to));
    add(sheet.lemma(j, from, to));
    add(sheet.lemma(j + 1, from, to));
    add(
        10 * sheet.shape(i - 1, from, to) + sheet.shape(i, from, to),
        10 * sheet.shape(j - 1, from, to) + sheet.shape(j, from, to));
    int marks =
        (sheet.isQuoted(i) ? 1 : 0)
            + (i > from && sheet.isQuotationMark(i - 1) ? 2 : 0)
            + (j < to && sheet.isQuotationMark(j) ? 4 : 0);
    add(marks);
    add(sheet.isQuoted(i) ? 1 : 0, first);
    add(10 * AttributionSheet.coarse(i - from) + AttributionSheet.coarse(to - j));
  }

  /** Its length, its words, and the order of names, small words and marks in it. */
  private void build(At at) {
    int length = at.j() - at.i();
    long words = 3;
    long pattern = 17;
    int before = 0;
    int commas = 0;
    int capitals = 0;
    int marks = 0;
    int brackets = 0;
    int relative = 0;
    for (int k = at.i(); k < at.j(); k++) {
      String word = sheet.word(k);
      Shape shape = sheet.shape(k);
      commas += word.equals(",") ? 1 : 0;
      brackets += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
      relative += word.equals("who") || word.equals("which") || word.equals("that") ? 1 : 0;
      marks += shape == Shape.MARK ? 1 : 0;
      capitals += shape.compareTo(Shape.LOUD) >= 0 ? 1 : 0;
      int piece = piece(word, shape);
      pattern = piece == before ? pattern : 31 * pattern + piece;
      before = piece;
      words = 1_000_003 * words + sheet.hash(k, at.from(), at.to());
    }
    long first = sheet.hash(at.i() - 1, at.from(), at.to());
    long behind = sheet.hash(at.j(), at.from(), at.to());
    boolean closed = sheet.word(at.j() - 1).equals(",");
    add(Math.min(length, 20));
    add(Math.min(length, 20), step(at.start() + at.end()));
    add(pattern);
    add(pattern, first);
    add(pattern, behind);
    add(2L * Math.min(commas, 5) + (closed ? 1 : 0), Math.min(relative, 2));
    add(10L * Math.min(commas, 5) + (closed ? 1 : 0), behind);
    add(
        2L * Math.min(commas, 5) + (sheet.word(at.j()).equals(",") ? 1 : 0),
        sheet.hash(at.j() + 1, at.from(), at.to()));
    add(Math.min(marks - commas, 5), brackets);
    add(capitals == 0 ? 0 : capitals == length ? 2 : 1);
    template += 3;
    if (length <= SHORT) {
      features.add(template - 2, words);
      features.add(template - 1, words, first);
      features.add(template, words, behind);
    }
  }

  private static int piece(String word, Shape shape) {
    return switch (word) {
      case "," -> 11;
      case "and" -> 12;
      case "of" -> 13;
      case "the", "a", "an" -> 14;
      case "who" -> 15;
      case "'s" -> 16;
      default -> shape == Shape.FIRST ? Shape.CAPITAL.code() : shape.code();
    };
  }

  private void rules(At at) {
    boolean begins = sheet.rule(at.part(), at.i()) == Rule.BEGINS;
    boolean ends =
        sheet.rule(at.part(), at.j() - 1) != Rule.NOTHING
            && (at.j() >= at.to() || sheet.rule(at.part(), at.j()) != Rule.GOES_ON);
    boolean any = false;
    boolean broken = false;
    for (int k = at.i(); k < at.j(); k++) {
      Rule rule = sheet.rule(at.part(), k);
      any |= rule != Rule.NOTHING;
      broken |= rule == Rule.NOTHING || (k > at.i() && rule == Rule.BEGINS);
    }
    int all = (begins ? 1 : 0) + (ends ? 2 : 0) + (any ? 4 : 0) + (broken ? 8 : 0);
    add(all);
    add(all, step(at.start() + at.end()));
  }

  /** Stretches of the other part on both sides, and of the same. */
  private void others(At at) {
    Part other = at.part().other();
    int right = at.j();
    while (right < at.to() && right < at.j() + NEAR && at.odds()[right][other.inside()] <= SOME) {
      right++;
    }
    right = right < Math.min(at.to(), at.j() + NEAR) ? right : at.to();
    int left = at.i() - 1;
    while (left >= at.from() && left > at.i() - NEAR && at.odds()[left][other.inside()] <= SOME) {
      left--;
    }
    left = left > at.i() - NEAR ? left : at.from() - 1;
    int behind = right < at.to() ? AttributionSheet.coarse(right - at.j()) : NOWHERE;
    int before = left >= at.from() ? AttributionSheet.coarse(at.i() - left) : NOWHERE;
    long next = sheet.hash(right, at.from(), at.to());
    long last = sheet.hash(left, at.from(), at.to());
    add(behind, before);
    add(next, behind);
    add(last, before);
    add(sheet.lemma(right, at.from(), at.to()));
    add(sheet.lemma(left, at.from(), at.to()));
    add(behind == 0 ? step(at.odds()[right][other.start()]) : NOWHERE);
    add(before == 1 ? step(at.odds()[left][other.end()]) : NOWHERE);
    float after = most(at, other.inside(), at.j(), at.j() + SIDE);
    float ahead = most(at, other.inside(), at.i() - SIDE, at.i());
    add(step(after));
    add(step(ahead));
    add(step(after), step(ahead));
    add(step(Math.max(after, ahead)), step(at.start() + at.end()));
    int same = at.part().inside();
    add(step(most(at, same, at.j(), at.j() + FAR)), step(most(at, same, at.i() - FAR, at.i())));
  }

  private static float most(At at, int output, int from, int to) {
    float most = -NOWHERE;
    for (int k = Math.max(at.from(), from); k < Math.min(at.to(), to); k++) {
      most = Math.max(most, at.odds()[k][output]);
    }
    return most;
  }
}
