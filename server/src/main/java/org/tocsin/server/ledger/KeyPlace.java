// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import org.tocsin.record.NoteSigner;

/** Where the record's key lies: a file of the data folder, or a device of its own. */
interface KeyPlace {

  /** The key that this node signs with. */
  NoteSigner current();

  /**
   * A key that was made.
   *
   * @param key the key
   * @param sealed how every node has it: under the passphrase or the master key, or its name in the
   *     device; nothing that its reader alone could sign with
   */
  record Made(NoteSigner key, String sealed) {}

  /** Makes a key of the same name; this node goes on signing with the current one. */
  Made make();

  /**
   * The key that another one is changed to, and takes it in for a start without the database.
   *
   * @throws org.tocsin.server.kernel.Problem T9057 when this node cannot open it
   */
  NoteSigner take(String sealed);

  /** Puts the key that was taken in the place of the current one, which is destroyed here. */
  void promote();
}
