// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import org.tocsin.server.kernel.Handling;
import org.tocsin.server.ledger.Act;

/**
 * What the record keeps of an approved draft: its marks, its window, and the words behind a hash.
 */
final class DraftFacts {

  private DraftFacts() {}

  /** The act with them; the words of what is TLP:CLEAR go to the press as well. */
  static Act of(Act act, Draft draft) {
    boolean isPublic = Handling.parse(draft.marking()).isForEverybody();
    Draft.Release release = draft.release();
    return act.fact("victims", draft.victims())
        .fact("marking", draft.marking())
        .fact("release", release == null ? null : release.id())
        .fact("releaseSha256", release == null ? null : release.sha256())
        .fact("windowFrom", draft.window().from().toString())
        .fact("windowUntil", draft.window().until().toString())
        .tells(isPublic, "texts", draft.texts().stream().map(Draft.Text::facts).toList())
        .tells(isPublic, "areas", draft.areas().stream().map(Draft.DraftArea::areaDesc).toList());
  }
}
