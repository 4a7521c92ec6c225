// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.decide.Determinations;
import org.tocsin.server.decide.VictimClass;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.Problem;

/**
 * What a warning rests on: a determination to warn its class, once the public's is made. Who was
 * warned hears that it is taken back whatever was decided since, on what the earlier one rested on.
 */
@Component
class Releases {

  private final WarningStore store;
  private final Determinations determinations;

  Releases(WarningStore store, Determinations determinations) {
    this.store = store;
    this.determinations = determinations;
  }

  /** What this draft rests on; what {@link Determinations#requireRelease} throws without it. */
  DeterminationId require(Warning draft) {
    return takenBack(draft)
        .orElseGet(
            () -> determinations.requireRelease(draft.caseId(), victims(draft)).id());
  }

  /** Why nobody could sign this draft now, whatever its texts; empty when nothing stands against. */
  List<Problem> blocks(Warning draft) {
    return takenBack(draft).isPresent()
        ? List.of()
        : determinations.blocks(draft.caseId(), victims(draft));
  }

  /** What the warning of the same class rested on that this draft takes back. */
  private Optional<DeterminationId> takenBack(Warning draft) {
    return draft
        .follows()
        .filter(_ -> draft.messageType() == MessageType.CANCEL)
        .flatMap(store::find)
        .filter(before -> before.draft().victims().equals(draft.draft().victims()))
        .flatMap(Warning::determination);
  }

  private static VictimClass victims(Warning warning) {
    return VictimClass.find(warning.draft().victims()).orElseThrow();
  }
}
