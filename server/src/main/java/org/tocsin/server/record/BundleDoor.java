// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.Resource;
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
  private final BundleFiles files;

  BundleDoor(CaseBundles bundles, Cases cases, BundleFiles files) {
    this.bundles = bundles;
    this.cases = cases;
    this.files = files;
  }

  /**
   * The bundle as a download.
   *
   * @param level {@code court} or {@code press}; a watcher's own comes by their answer link
   * @throws Problem T9056 for another level, T9053 when the disk has no room for it
   */
  ResponseEntity<Resource> give(CaseId id, String level) {
    BundleScope.Level wanted = CaseBundles.level(level);
    CaseBundles.Prepared prepared = bundles.ofCase(id, cases.get(id).title(), wanted);
    try {
      return Downloads.bundle(id, wanted, prepared.again(), files.write(prepared::writeTo));
    } catch (IOException e) {
      throw new UncheckedIOException("The case bundle could not be written", e);
    }
  }
}
