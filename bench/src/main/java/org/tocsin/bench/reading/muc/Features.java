// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.ArrayList;
import java.util.List;
import org.tocsin.reading.Cited;

/** What a word, a sentence or a stretch tells the models. */
final class Features {
  private Features() {}

  /** The features of each word of a sentence. */
  static int[][] tagging(MucText text, int sentence, String[] marks, String type) {
    int from = text.starts().get(sentence);
    int to = text.starts().get(sentence + 1);
    int[][] features = new int[to - from][];
    for (int i = from; i < to; i++) {
      features[i - from] = Linear.hash(word(text, i, from, to, marks, type));
    }
    return features;
  }

  private static List<String> word(
      MucText text, int i, int from, int to, String[] marks, String type) {
    List<String> f = new ArrayList<>();
    f.add("b");
    f.add("type=" + type);
    for (int d = -3; d <= 3; d++) {
      String w = i + d < from ? "<" : i + d >= to ? ">" : text.word(i + d);
      f.add(d + "=" + w);
      if (d == 0) {
        f.add("tw=" + type + w);
      }
      if (i + d >= from && i + d < to) {
        f.add(d + "m" + marks[i + d]);
      }
    }
    String w = text.word(i);
    f.add("l=" + text.word(i - 1) + "_" + w);
    f.add("r=" + w + "_" + text.word(i + 1));
    f.add("lr=" + text.word(i - 1) + "__" + text.word(i + 1));
    f.add("ll=" + text.word(i - 2) + "_" + text.word(i - 1));
    f.add("rr=" + text.word(i + 1) + "_" + text.word(i + 2));
    f.add("s3=" + w.substring(Math.max(0, w.length() - 3)));
    f.add("s2=" + w.substring(Math.max(0, w.length() - 2)));
    f.add(Character.isDigit(w.charAt(0)) ? "digit" : "word");
    boolean by = false;
    for (int j = i - 1; j >= Math.max(from, i - 12); j--) {
      f.add("L=" + text.word(j));
      by |= text.word(j).equals("BY");
    }
    for (int j = i + 1; j < Math.min(to, i + 12); j++) {
      f.add("R=" + text.word(j));
    }
    f.add("by=" + by);
    f.add("early=" + (from < 60));
    return f;
  }

  /** What the reader knows of each word: a place, a time, a group, a figure, or nothing. */
  static String[] marks(MucText text) {
    String[] marks = new String[text.words().size()];
    java.util.Arrays.fill(marks, "-");
    text.reading().places().forEach(p -> mark(text, marks, p, p.demonym() ? "D" : "P"));
    text.reading().times().forEach(t -> mark(text, marks, t, "T"));
    text.reading().groups().forEach(g -> mark(text, marks, g, "G"));
    text.reading().figures().forEach(g -> mark(text, marks, g, "F"));
    String all = text.reading().text();
    for (int i = 0; i < marks.length; i++) {
      boolean capital = Character.isUpperCase(all.charAt(text.words().get(i).start()));
      marks[i] = marks[i].equals("-") && capital ? "C" : marks[i];
    }
    return marks;
  }

  private static void mark(MucText text, String[] marks, Cited cited, String as) {
    for (int i = 0; i < marks.length; i++) {
      Word word = text.words().get(i);
      if (word.start() >= cited.span().start() && word.end() <= cited.span().end()) {
        marks[i] = as;
      }
    }
  }

  /** A sentence as a bag: what it says, and what the one before says. */
  static int[] sentence(MucText text, int sentence) {
    List<String> f = new ArrayList<>();
    f.add("b");
    f.add("at=" + Math.min(sentence, 6));
    int from = text.starts().get(sentence);
    int to = text.starts().get(sentence + 1);
    for (int i = from; i < to; i++) {
      f.add("w=" + text.word(i));
      if (i > from) {
        f.add("2=" + text.word(i - 1) + "_" + text.word(i));
      }
    }
    for (int d = -1; d <= 1; d += 2) {
      if (sentence + d >= 0 && sentence + d < text.sentences()) {
        for (int i = text.starts().get(sentence + d);
            i < text.starts().get(sentence + d + 1);
            i++) {
          f.add(d + "=" + text.word(i));
        }
      }
    }
    return Linear.hash(f);
  }

  /** A text as a bag. */
  static int[] document(MucText text) {
    java.util.Set<String> f = new java.util.TreeSet<>();
    f.add("b");
    for (int i = 0; i < text.words().size(); i++) {
      f.add("w=" + text.word(i));
      f.add("2=" + text.word(i - 1) + "_" + text.word(i));
      if (i < 80) {
        f.add("e=" + text.word(i));
      }
    }
    return Linear.hash(List.copyOf(f));
  }

  /** A stretch by its own words and the one before: what it is, wherever it stands. */
  static int[] own(MucText text, int from, int to) {
    List<String> f = new ArrayList<>();
    f.add("b");
    String whole = text.text(from, to);
    int of = whole.indexOf(" OF ");
    String start = of > 0 ? whole.substring(0, of) : whole;
    String head = start.substring(start.lastIndexOf(' ') + 1);
    f.add("head=" + head);
    f.add("head=" + head);
    f.add("stem=" + (head.endsWith("S") ? head.substring(0, head.length() - 1) : head));
    f.add("before=" + text.word(from - 1));
    f.add("before2=" + text.word(from - 2) + "_" + text.word(from - 1));
    f.add("after=" + text.word(to));
    f.add("whole=" + whole);
    for (int i = from; i < to; i++) {
      f.add("w=" + text.word(i));
    }
    return Linear.hash(f);
  }

  /** A stretch: its own words, those around it, and the type of incident. */
  static int[] stretch(MucText text, int from, int to, String type) {
    List<String> f = new ArrayList<>();
    f.add("b");
    f.add("type=" + type);
    f.add("head=" + text.word(to - 1));
    for (int i = from; i < to; i++) {
      f.add("w=" + text.word(i));
    }
    int sentence = text.sentenceOf(from);
    int start = text.starts().get(sentence);
    int end = text.starts().get(sentence + 1);
    for (int i = start; i < end; i++) {
      if (i < from || i >= to) {
        f.add("s=" + text.word(i));
        if (i >= from - 4 && i < from) {
          f.add("l=" + text.word(i));
        } else if (i >= to && i < to + 4) {
          f.add("r=" + text.word(i));
        }
        if (i > start) {
          f.add("2=" + text.word(i - 1) + "_" + text.word(i));
        }
      }
    }
    return Linear.hash(f);
  }
}
