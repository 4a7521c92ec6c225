// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds a port for a server of ours that must know its own before it listens. */
public final class FreePort {

  private FreePort() {}

  /**
   * A TCP port that nobody listens on at this moment on the loopback address. Another program may
   * take it before the caller does, who then fails to listen on it.
   */
  public static int find() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
