// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.io.Closeable;
import java.io.IOException;

/** Closing without a fuss. */
final class Sockets {
  private Sockets() {}

  /** Closes; a failure to close something that is given up is only worth a line in the log. */
  static void close(Closeable one) {
    try {
      one.close();
    } catch (IOException e) {
      System.getLogger(Sockets.class.getName())
          .log(System.Logger.Level.DEBUG, "could not close " + one, e);
    }
  }
}
