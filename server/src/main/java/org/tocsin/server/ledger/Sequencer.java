// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives entries their places in the record, in the order of their numbers among what has committed.
 * One node at a time does, so a place follows every place that anybody could see before. Whoever
 * reads on from a cursor goes by places: a number may be seen before a smaller one that commits
 * later.
 */
@Component
class Sequencer {

  private static final int BATCH = 5_000;

  private final LedgerStore store;
  private final TransactionTemplate transaction;
  private volatile boolean isRunning;

  Sequencer(LedgerStore store, TransactionTemplate transaction) {
    this.store = store;
    this.transaction = transaction;
  }

  /** Nothing gets a place until it goes on: the published record contradicts the table. */
  void stop() {
    isRunning = false;
  }

  /** Places are given: the published record is open and agrees with the table. */
  void goOn() {
    isRunning = true;
  }

  /** Gives a batch its places unless another node does so now; returns how many it gave. */
  int sequence() {
    Integer done =
        transaction.execute(
            _ -> store.tryLockSequencer() ? store.sequence(BATCH) : Integer.valueOf(0));
    return done == null ? 0 : done;
  }

  /**
   * Gives places to all that has committed, waiting for another node that does so now; nothing
   * while the record stands still. Must not run in a transaction, which would hold up all others.
   */
  void catchUp() {
    while (isRunning && batch() == BATCH) {}
  }

  private int batch() {
    Integer done =
        transaction.execute(_ -> {
          store.lockSequencer();
          return store.sequence(BATCH);
        });
    return done == null ? 0 : done;
  }
}
