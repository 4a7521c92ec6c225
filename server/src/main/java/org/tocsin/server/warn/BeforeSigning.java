// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.audience.Audience;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.WarningId;
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
    Audience audience = whole(draft);
    int held = notCleared(draft, audience, 0).count();
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
   * Those of an audience who would be told nothing, with at most so many by name. What says that a
   * danger is over is told to whoever was told of the danger, whatever they are cleared for by
   * then, unless it is marked narrower than what they were told: then it is new to them, and the
   * last hop keeps it from whoever is not cleared for it.
   */
  Clearances.NotCleared notCleared(Warning draft, Audience audience, int most) {
    return notCleared(draft.messageType(), draft.follows(), draft.draft(), audience, most);
  }

  /** The same of a message that is not kept yet. */
  Clearances.NotCleared notCleared(
      MessageType type, Optional<WarningId> follows, Draft draft, Audience audience, int most) {
    Handling handling = Handling.parse(draft.marking());
    return clearances.notCleared(
        Warning.saysItIsOver(type, follows, draft)
            ? toldOnlyWider(follows, audience, handling)
            : audience,
        handling,
        most);
  }

  /** Those who were told of a danger, and nothing that was marked as narrowly as its end is. */
  private Audience toldOnlyWider(
      Optional<WarningId> follows, Audience audience, Handling handling) {
    Audience told = Audience.nobody();
    Audience covered = Audience.nobody();
    Optional<Warning> before = follows.flatMap(store::find);
    while (before.isPresent()) {
      Audience its = whole(before.get());
      told = told.union(its);
      if (Handling.parse(before.get().draft().marking()).covers(handling)) {
        covered = covered.union(its);
      }
      before = before.get().follows().flatMap(store::find);
    }
    return audience.intersect(told).minus(covered);
  }

  private Audience whole(Warning warning) {
    return store.audience(warning.id()).stream()
        .map(AudiencePart::audience)
        .reduce(Audience.nobody(), Audience::union);
  }
}
