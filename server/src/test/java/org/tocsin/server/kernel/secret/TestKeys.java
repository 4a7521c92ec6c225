// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.secret;

import org.tocsin.server.kernel.database.DataFolder;

/** Keys for tests of one class. */
public final class TestKeys {
  private TestKeys() {}

  /** The keys of this folder. */
  public static KeyFolder in(DataFolder folder) {
    return new KeyFolder(folder);
  }
}
