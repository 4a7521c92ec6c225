// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.sql.SQLException;

/**
 * What a webhook with a receipt cannot do without, each part by itself and by as little as does it:
 * together with bare sockets, how little of the processor a warning could take on this machine.
 */
final class PartsAlone {
  private final Warned warned;
  private final BareCiphers ciphers = new BareCiphers();
  private final BareReceipts receipts;

  /**
   * What the parts took.
   *
   * @param ciphers seconds of the processor
   * @param database seconds of the processor, of client and database together
   */
  record Spent(double ciphers, double database) {}

  PartsAlone(Warned warned) throws GeneralSecurityException, SQLException {
    this.warned = warned;
    receipts = warned.receiptsAlone();
  }

  /** Does all of it for so many people, with posts of so many bytes. */
  Spent run(int people, int bytes) throws GeneralSecurityException, SQLException, IOException {
    double start = mine();
    if (ciphers.compute(people, bytes) <= 0) {
      throw new IOException("the addresses that were opened have no length");
    }
    double between = mine();
    double database = databases();
    receipts.write(people);
    return new Spent(between - start, mine() - between + databases() - database);
  }

  private double databases() throws IOException {
    return (warned.server().processor().toNanos() - warned.server().ownProcessor().toNanos()) / 1e9;
  }

  /** Of this thread alone: receivers and compilers have others. */
  private static double mine() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }
}
