// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.indicators;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tocsin.server.assess.Citation;
import org.tocsin.server.kernel.OfficerId;

/**
 * Something that one would expect to see if the danger were real.
 *
 * @param number from 1 within the case
 * @param list the title of the list that it came from; empty for one of the desk's own
 * @param expectation what one would see
 * @param by until when, by the desk's clock
 * @param state what somebody made of it last
 * @param stateBy who; empty while nobody has looked
 * @param stateAt when; empty while nobody has looked
 * @param note what they said of it
 * @param cites the findings that show it; only of one that was seen
 */
public record Sign(
    int number,
    String list,
    String expectation,
    Instant by,
    State state,
    Optional<OfficerId> stateBy,
    Optional<Instant> stateAt,
    String note,
    List<Citation> cites) {

  /** What somebody made of a sign. */
  public enum State {
    /** Nobody has seen it, and nobody has said that it is not there. */
    AWAITED,
    /** It was seen; findings show it. */
    SEEN,
    /** Somebody looked, and it is not there. */
    NOT_SEEN,
    /** It is not asked for any more. */
    DROPPED;

    /** The word of pages, the API and the record. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The state of this word, in any case. */
    public static Optional<State> find(String word) {
      String wanted = word.strip().toLowerCase(Locale.ROOT);
      for (State state : values()) {
        if (state.word().equals(wanted)) {
          return Optional.of(state);
        }
      }
      return Optional.empty();
    }
  }

  /** Copies the citations. */
  public Sign {
    cites = List.copyOf(cites);
  }

  /** Whether its time ran out before anybody saw it or said that it is not there. */
  public boolean overdue(Instant now) {
    return state == State.AWAITED && !now.isBefore(by);
  }

  /** Its state now in a word: {@code overdue} for one that is awaited too long. */
  public String standing(Instant now) {
    return overdue(now) ? "overdue" : state.word();
  }
}
