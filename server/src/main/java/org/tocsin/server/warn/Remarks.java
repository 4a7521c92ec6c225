// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tocsin.server.warn.phrases.Reviews;

/**
 * What an approver is shown of a warning: the rules' remarks, and texts that no speaker has read.
 */
@Component
class Remarks {

  private final Quality quality;
  private final TextStandings standings;

  Remarks(Quality quality, TextStandings standings) {
    this.quality = quality;
    this.standings = standings;
  }

  List<Remark> of(Warning warning) {
    List<Remark> all = new ArrayList<>(quality.of(warning.draft(), warning.messageType()));
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
    }
    return all;
  }
}
