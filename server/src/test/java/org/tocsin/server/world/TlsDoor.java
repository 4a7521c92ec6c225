// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.world;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Encrypts what goes to a server that does not do so itself, as stunnel does: TLS outside, plain to
 * a port of this machine inside.
 */
public final class TlsDoor implements AutoCloseable {

  private final SSLServerSocket outside;
  private final int inside;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger handshakes = new AtomicInteger();

  /** Before this port. */
  public TlsDoor(TestAuthority.Issued certificate, int inside) throws Exception {
    this.outside = certificate.listen();
    this.inside = inside;
    Thread.startVirtualThread(this::accept);
  }

  /** Where it listens. */
  public int port() {
    return outside.getLocalPort();
  }

  /** How many connections were encrypted with success. */
  public int handshakes() {
    return handshakes.get();
  }

  private void accept() {
    while (!outside.isClosed()) {
      try {
        SSLSocket from = (SSLSocket) outside.accept();
        Thread.startVirtualThread(() -> serve(from));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(SSLSocket from) {
    try (from;
        Socket to = new Socket(InetAddress.getLoopbackAddress(), inside)) {
      open.add(from);
      from.startHandshake();
      handshakes.incrementAndGet();
      Thread back = Thread.startVirtualThread(() -> copy(to, from));
      copy(from, to);
      back.join();
    } catch (IOException e) {
      // One of the two went away; what that means is the test's to say.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
    }
  }

  private static void copy(Socket from, Socket to) {
    byte[] octets = new byte[8_192];
    try {
      InputStream in = from.getInputStream();
      for (int count = in.read(octets); count >= 0; count = in.read(octets)) {
        to.getOutputStream().write(octets, 0, count);
        to.getOutputStream().flush();
      }
    } catch (IOException e) {
      // As above.
    } finally {
      try {
        to.close();
      } catch (IOException e) {
        // As above.
      }
    }
  }

  @Override
  public void close() throws IOException {
    outside.close();
    for (Socket each : open) {
      each.close();
    }
  }
}
