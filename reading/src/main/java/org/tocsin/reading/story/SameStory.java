// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far two texts tell the same story, with the reasons. Immutable.
 *
 * @param percent how many of the shorter text's fingerprints stand in the other too, 0 to 100
 * @param reasons passages (the longest first, at most ten), quotations, sources
 */
public record SameStory(int percent, List<Reason> reasons) {
  private static final int MOST_PASSAGES = 10;
  private static final int COPIED_PERCENT = 40;
  private static final int AKIN_PERCENT = 10;

  public SameStory {
    reasons = List.copyOf(reasons);
  }

  /**
   * Compares two texts in time linear in their lengths. The texts themselves are not needed: a
   * signature holds their words.
   */
  public static SameStory of(Signature one, Signature other) {
    List<Reason> reasons = new ArrayList<>(passages(one, other));
    reasons.addAll(quotations(one, other));
    reasons.addAll(sources(one, other));
    int shared = 0;
    for (Long print : one.prints().keySet()) {
      shared += other.prints().containsKey(print) ? 1 : 0;
    }
    int fewer = Math.min(one.prints().size(), other.prints().size());
    return new SameStory(fewer == 0 ? 0 : 100 * shared / fewer, reasons);
  }

  /** Whether much of the shorter text stands in the other: a copy, an update, a cut version. */
  public boolean isCopy() {
    return percent >= COPIED_PERCENT;
  }

  /**
   * Whether both most likely tell the same story: a copy; or they share a quotation and also a
   * source or some of their words.
   */
  public boolean isSame() {
    boolean quoted = reasons.stream().anyMatch(Reason.SharedQuotation.class::isInstance);
    return isCopy() || (quoted && (isOneSource() || percent >= AKIN_PERCENT));
  }

  /**
   * Whether both have their news from the same, so that the second is no confirmation of the first.
   */
  public boolean isOneSource() {
    return reasons.stream().anyMatch(Reason.SharedSource.class::isInstance);
  }

  private static List<Reason.SharedPassage> passages(Signature one, Signature other) {
    List<Reason.SharedPassage> passages = new ArrayList<>();
    List<Words.Word> here = one.words();
    List<Words.Word> there = other.words();
    int until = 0; // No passage starts before the end of the last one, so each word is met once.
    for (Map.Entry<Long, Integer> print : one.prints().entrySet()) {
      Integer match = other.prints().get(print.getKey());
      int at = print.getValue();
      if (match == null || at < until) {
        continue;
      }
      int from = 0;
      while (at - from > until
          && match - from > 0
          && same(here, at - from - 1, there, match - from - 1)) {
        from++;
      }
      int to = 0;
      while (at + to < here.size()
          && match + to < there.size()
          && same(here, at + to, there, match + to)) {
        to++;
      }
      if (to > 0) { // else two runs of words have one hash by chance
        passages.add(passage(here, there, at - from, match - from, from + to));
        until = at + to;
      }
    }
    passages.sort(
        Comparator.comparingInt(Reason.SharedPassage::words)
            .reversed()
            .thenComparingInt(Reason.SharedPassage::start));
    return passages.size() > MOST_PASSAGES ? passages.subList(0, MOST_PASSAGES) : passages;
  }

  private static boolean same(List<Words.Word> here, int i, List<Words.Word> there, int k) {
    return here.get(i).lower().equals(there.get(k).lower());
  }

  private static Reason.SharedPassage passage(
      List<Words.Word> here, List<Words.Word> there, int at, int match, int words) {
    return new Reason.SharedPassage(
        words,
        here.get(at).start(),
        here.get(at + words - 1).end(),
        there.get(match).start(),
        there.get(match + words - 1).end());
  }

  private static List<Reason> quotations(Signature one, Signature other) {
    Map<Long, Quotation> there = new HashMap<>();
    other.quotations().forEach(q -> there.putIfAbsent(q.hash(), q));
    List<Reason> shared = new ArrayList<>();
    for (Quotation q : one.quotations()) {
      Quotation match = there.remove(q.hash());
      if (match != null) {
        shared.add(new Reason.SharedQuotation(q.start(), q.end(), match.start(), match.end()));
      }
    }
    return shared;
  }

  private static List<Reason> sources(Signature one, Signature other) {
    Map<String, Source> there = new HashMap<>();
    other.sources().forEach(s -> there.putIfAbsent(s.name(), s));
    List<Reason> shared = new ArrayList<>();
    for (Source s : one.sources()) {
      Source match = there.remove(s.name());
      if (match != null) {
        shared.add(
            new Reason.SharedSource(s.name(), s.start(), s.end(), match.start(), match.end()));
      }
    }
    return shared;
  }
}
