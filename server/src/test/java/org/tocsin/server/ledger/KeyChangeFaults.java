// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.record.NoteSigner;

/** Ends a node before or after the n-th step of changing a key, as a crash does; 0: never. */
final class KeyChangeFaults {

  /** The crash. */
  static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private int left;

  KeyChangeFaults(int step) {
    this.left = step;
  }

  private void step() {
    left--;
    if (left == 0) {
      throw new Died();
    }
  }

  /** The place, with its faults. */
  KeyPlace of(KeyPlace place) {
    return new KeyPlace() {
      @Override
      public NoteSigner current() {
        return place.current();
      }

      @Override
      public Made make() {
        return place.make();
      }

      @Override
      public NoteSigner take(String sealed) {
        step();
        NoteSigner taken = place.take(sealed);
        step();
        return taken;
      }

      @Override
      public void promote() {
        step();
        place.promote();
        step();
      }
    };
  }

  /** The table, with its faults. */
  KeyChangeStore store(JdbcClient jdbc) {
    return new KeyChangeStore(jdbc) {
      @Override
      void keepHandover(int number, byte[] handover) {
        step();
        super.keepHandover(number, handover);
        step();
      }

      @Override
      void forgetBefore(int number) {
        step();
        super.forgetBefore(number);
        step();
      }
    };
  }
}
