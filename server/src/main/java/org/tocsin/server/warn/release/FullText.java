// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.OfficerId;

/**
 * Everything that the desk would say of a danger if nothing had to be held back, with what must be.
 *
 * @param id names it in all its versions
 * @param version 1 for the first; the newest counts
 * @param marking of the whole; what is in no span is as wide as {@code rest}
 * @param rest the marking of whatever stands in no span
 * @param language BCP 47
 * @param spans what is marked narrower, in order of the text
 * @param sources names of sources that are themselves held back
 * @param sha256 hex, over all of this
 */
record FullText(
    String id,
    int version,
    CaseId caseId,
    Handling marking,
    Handling rest,
    String language,
    String text,
    List<MarkedSpan> spans,
    List<String> sources,
    OfficerId by,
    Instant at,
    String sha256) {

  /** Copies the lists. */
  FullText {
    spans = List.copyOf(spans);
    sources = List.copyOf(sources);
  }

  /**
   * Words that are marked.
   *
   * @param id 1 and on, within the version
   * @param from index of the first UTF-16 unit in the text
   * @param to index after the last
   * @param why where the marking comes from, for people: "by hand", "report R2"
   */
  record MarkedSpan(int id, int from, int to, Handling marking, String why) {}

  /** The words of a span. */
  String words(MarkedSpan span) {
    return text.substring(span.from(), span.to());
  }

  /** The spans that must not be read by everybody who is cleared for this. */
  List<MarkedSpan> above(Handling lower) {
    return spans.stream().filter(each -> each.marking().isAbove(lower)).toList();
  }

  /** Those, each unit of the text in one at most: what overlaps is one stretch. */
  List<int[]> stretchesAbove(Handling lower) {
    List<int[]> out = new ArrayList<>();
    above(lower).stream()
        .sorted(Comparator.comparingInt(MarkedSpan::from))
        .forEach(each -> {
          if (!out.isEmpty() && each.from() <= out.getLast()[1]) {
            out.getLast()[1] = Math.max(out.getLast()[1], each.to());
          } else {
            out.add(new int[] {each.from(), each.to()});
          }
        });
    return out;
  }
}
