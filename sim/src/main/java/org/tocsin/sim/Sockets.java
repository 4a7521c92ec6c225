// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.function.Consumer;

/** Taking connections and closing them, without a fuss. */
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

  /** Serves each that comes, on a thread of its own, until the door is closed. */
  static void serveAll(ServerSocket door, String thread, Consumer<Socket> serving) {
    while (!door.isClosed()) {
      try {
        Socket client = accept(door);
        Thread.ofVirtual().name(thread).start(() -> serving.accept(client));
      } catch (IOException e) {
        if (!door.isClosed()) {
          // The client was gone before it was let in.
          System.getLogger(Sockets.class.getName())
              .log(System.Logger.Level.DEBUG, "could not take a connection", e);
        }
      }
    }
  }

  /**
   * The next connection. Java may give one that came while the server was being closed; nobody is
   * here any more then.
   */
  static Socket accept(ServerSocket server) throws IOException {
    Socket socket = server.accept();
    if (server.isClosed()) {
      close(socket);
      throw new SocketException("closed while somebody came");
    }
    return socket;
  }
}
