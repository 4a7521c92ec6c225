// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** All that was read from a text before findings are looked for, by token. */
record Scene(
    Tokens tokens,
    Optional<ZonedDateTime> published,
    List<PlaceMention> places,
    List<TimeMention> times,
    List<Figure> figures,
    List<GroupMention> groups,
    List<Attribution> attributions) {

  /** The elements of a list that lie in a sentence; lists stand in the order of the text. */
  <T extends Cited> List<T> in(List<T> all, Span sentence) {
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).span().start() < sentence.start()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int to = low;
    while (to < all.size() && all.get(to).span().end() <= sentence.end()) {
      to++;
    }
    return all.subList(low, to);
  }

  /** Which tokens belong to times. */
  boolean[] timed() {
    boolean[] timed = new boolean[tokens.all().size() + 1];
    int token = 0;
    for (TimeMention time : times) {
      while (token < tokens.all().size() && tokens.get(token).start() < time.span().start()) {
        token++;
      }
      while (token < tokens.all().size() && tokens.get(token).end() <= time.span().end()) {
        timed[token++] = true;
      }
    }
    return timed;
  }
}
