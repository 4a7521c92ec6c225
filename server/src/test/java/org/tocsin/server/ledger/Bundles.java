// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.tocsin.record.BundleScope;
import org.tocsin.server.kernel.CaseId;

/** Case bundles in memory, for tests that look at their bytes. */
final class Bundles {

  private Bundles() {}

  static byte[] of(CaseBundles bundles, CaseId caseId, String title, BundleScope.Level level)
      throws IOException {
    return bytes(bundles.ofCase(caseId, title, level));
  }

  static byte[] bytes(CaseBundles.Prepared prepared) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    prepared.writeTo(out);
    return out.toByteArray();
  }
}
