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
      around(each, Reviews.Verdict.UNREVIEWED).ifPresent(all::add);
      around(each, Reviews.Verdict.ENGLISH).ifPresent(all::add);
    }
    all.sort(Comparator.comparing(Remark::weight));
    return all;
  }

  /** What is to be said of the words that channels put around a text. */
  private static Optional<Remark> around(Reviews.Standing of, Reviews.Verdict verdict) {
    String by = of.around(verdict);
    if (by.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        verdict == Reviews.Verdict.UNREVIEWED
            ? new Remark(
                "around-not-reviewed",
                Remark.Weight.ADVICE,
                "texts." + of.language(),
                "no speaker of the language has reviewed the words put around it by " + by,
                "ask one, and record who it was under Phrases")
            : new Remark(
                "around-in-english",
                Remark.Weight.ADVICE,
                "texts." + of.language(),
                "there are no words, or not all, in this language for what is put around it by "
                    + by
                    + ": English ones are taken (what to do, where, until, answer)",
                "say what to do, where and until when in the text itself"));
  }
}
