// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.List;
import org.tocsin.record.ReceiptProof;

/**
 * Receipts of one watcher that the record has sealed.
 *
 * @param shown newest first
 * @param omitted how many more there are
 */
public record SealedReceipts(List<One> shown, int omitted) {

  /**
   * One of them.
   *
   * @param entry the number of the entry that seals it
   * @param proof the receipt with its way to the root in that entry
   */
  public record One(long entry, ReceiptProof proof) {}

  /** Copies the list. */
  public SealedReceipts {
    shown = List.copyOf(shown);
  }
}
