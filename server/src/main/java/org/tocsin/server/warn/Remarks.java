// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.warn.phrases.Reviews;

/**
 * What an approver is shown of a warning: the rules' remarks, who would be told nothing, what was
 * not checked, and texts that no speaker has read.
 */
@Component
class Remarks {

  private final Quality quality;
  private final BeforeSigning before;
  private final TextStandings standings;

  Remarks(Quality quality, BeforeSigning before, TextStandings standings) {
    this.quality = quality;
    this.before = before;
    this.standings = standings;
  }

  List<Remark> of(Warning warning) {
    List<Remark> all = new ArrayList<>(quality.of(warning.draft(), warning.messageType()));
    all.addAll(before.of(warning));
    for (Reviews.Standing each : standings.of(warning)) {
      if (each.unreviewed()) {
        all.add(
            new Remark(
                "not-reviewed",
                Remark.Weight.ADVICE,
                "texts." + each.language(),
                "no speaker of the language has reviewed it",
                "ask one, and record who it was"));
      }
      letters(each).ifPresent(all::add);
    }
    all.sort(Comparator.comparing(Remark::weight));
    return all;
  }

  /** What is to be said of the words that a letter puts around a text. */
  private static Optional<Remark> letters(Reviews.Standing of) {
    return switch (of.letters()) {
      case SOUND -> Optional.empty();
      case UNREVIEWED ->
          Optional.of(
              new Remark(
                  "letters-not-reviewed",
                  Remark.Weight.ADVICE,
                  "texts." + of.language(),
                  "no speaker of the language has reviewed the words that a letter puts around it"
                      + " (what to do, where, until, answer)",
                  "ask one, and record who it was under Phrases"));
      case ENGLISH ->
          Optional.of(
              new Remark(
                  "letters-in-english",
                  Remark.Weight.ADVICE,
                  "texts." + of.language(),
                  "a letter puts English words around it (what to do, where, until, answer), for"
                      + " there are none in this language",
                  "say what to do, where and until when in the text itself"));
    };
  }
}
