// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tocsin.audience.Audience;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.watch.Clearances;

/**
 * What an approver must hear before signing though it stands in no text: who of the audience would
 * be told nothing, and that nothing was checked for what it gives away.
 */
@Component
class BeforeSigning {

  /** The code of the remark that some of the audience are not cleared. */
  static final String NOT_CLEARED = "not-cleared";

  private final WarningStore store;
  private final Clearances clearances;
  private final TearLine tearLine;

  BeforeSigning(WarningStore store, Clearances clearances, TearLine tearLine) {
    this.store = store;
    this.clearances = clearances;
    this.tearLine = tearLine;
  }

  /** What is to be said of a draft, with the audience that its newest preview froze. */
  List<Remark> of(Warning draft) {
    List<Remark> all = new ArrayList<>();
    Audience audience =
        store.audience(draft.id()).stream()
            .map(AudiencePart::audience)
            .reduce(Audience.nobody(), Audience::union);
    int held = notCleared(draft, audience, Integer.MAX_VALUE).size();
    if (held > 0) {
      all.add(
          new Remark(
              NOT_CLEARED,
              Remark.Weight.NEEDS_REASON,
              "marking",
              "%,d of the %,d in its audience are not cleared for %s and will be told nothing"
                  .formatted(held, audience.size(), draft.draft().marking()),
              "clear them, write it from a release at a wider marking, or say why it goes out"
                  + " without them"));
    }
    all.addAll(tearLine.unchecked(draft.caseId(), draft.draft()));
    return all;
  }

  /**
   * Those of an audience who would be told nothing, at most so many. What says that a danger is
   * over is told to whoever was told of the danger, whatever they are cleared for by then.
   */
  List<WatcherId> notCleared(Warning draft, Audience audience, int most) {
    return draft.saysItIsOver()
        ? List.of()
        : clearances.notCleared(audience, Handling.parse(draft.draft().marking()), most);
  }
}
