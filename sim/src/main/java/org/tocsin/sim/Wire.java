// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * A network between a client and a server on this machine that can be broken: the client connects
 * to {@link #port()}, and bytes go on to wherever the server listens at that time.
 *
 * <p>Loopback only unless another address is named; two virtual threads a connection; safe for any
 * number of threads.
 */
public final class Wire implements AutoCloseable {
  private static final int BUFFER_BYTES = 16_384;

  private final ServerSocket door;
  private final IntSupplier target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private State state = State.WHOLE;

  private enum State {
    WHOLE,
    SILENT,
    CUT
  }

  private Wire(ServerSocket door, IntSupplier target) {
    this.door = door;
    this.target = target;
  }

  /** A wire to this port of 127.0.0.1, which is asked for anew for every connection. */
  public static Wire to(IntSupplier target) throws IOException {
    return at(InetAddress.getLoopbackAddress(), target);
  }

  /** The same with clients that connect to another address of this machine, as from a namespace. */
  public static Wire at(InetAddress address, IntSupplier target) throws IOException {
    Wire wire = new Wire(new ServerSocket(0, 200, address), target);
    Thread.ofVirtual().name("wire").start(wire::accept);
    return wire;
  }

  /** Where clients connect, on 127.0.0.1 or the other address. */
  public int port() {
    return door.getLocalPort();
  }

  /** Packets get lost: connections stay, new ones stand, and no byte passes until {@link #heal}. */
  public synchronized void silence() {
    state = State.SILENT;
  }

  /** Every connection breaks and none can be made until {@link #heal}. */
  public synchronized void cut() {
    state = State.CUT;
    notifyAll();
    closeAll();
  }

  /** Everything passes again, and what was held up first. */
  public synchronized void heal() {
    state = State.WHOLE;
    notifyAll();
  }

  private synchronized boolean passes() throws InterruptedException {
    while (state == State.SILENT) {
      wait();
    }
    return state == State.WHOLE;
  }

  private void accept() {
    Sockets.serveAll(door, "wire", this::join);
  }

  private void join(Socket client) {
    open.add(client);
    try (client;
        Socket server = new Socket()) {
      open.add(server);
      if (!passes()) {
        return;
      }
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getAsInt()));
      Thread back = Thread.ofVirtual().name("wire").start(() -> pass(server, client));
      pass(client, server);
      back.join();
      open.remove(server);
    } catch (IOException e) {
      // Nobody listens behind the wire: the client sees its connection closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
      open.removeIf(Socket::isClosed);
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!passes()) {
          break;
        }
        out.write(buffer, 0, read);
      }
      if (passes()) {
        to.shutdownOutput();
        return;
      }
    } catch (IOException e) {
      // One side is gone, so the other is told.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close(from);
    close(to);
  }

  private void closeAll() {
    open.forEach(Wire::close);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed for us, whatever the other side still hears of it.
    }
  }

  /** Closes every connection. */
  @Override
  public void close() {
    cut();
    try {
      door.close();
    } catch (IOException e) {
      // Nobody can connect any more, which is what was asked for.
    }
  }
}
