// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.record;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.tocsin.record.BundleScope;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.ledger.CaseBundles;

/** Case bundles for whoever may take one, at the level that they ask for. Thread-safe. */
@Component
class BundleDoor {

  private final CaseBundles bundles;
  private final Cases cases;

  BundleDoor(CaseBundles bundles, Cases cases) {
    this.bundles = bundles;
    this.cases = cases;
  }

  /**
   * The bundle as a download.
   *
   * @param level {@code court} or {@code press}; a watcher's own comes by their answer link
   * @throws Problem T9056 for another level
   */
  ResponseEntity<byte[]> give(CaseId id, String level) {
    BundleScope.Level wanted = CaseBundles.level(level);
    return Downloads.bundle(id, wanted, bundles.ofCase(id, cases.get(id).title(), wanted));
  }
}
