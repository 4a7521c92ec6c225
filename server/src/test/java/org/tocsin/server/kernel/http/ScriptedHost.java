// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A host that says to each post whatever a test wants, and knows what it was sent. */
final class ScriptedHost implements AutoCloseable {

  private final ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Heard> heard = new CopyOnWriteArrayList<>();

  /**
   * A post.
   *
   * @param head request line and fields, as they came
   * @param body the rest
   * @param connection on which connection, from 1
   * @param number which one on it, from 1
   */
  record Heard(String head, String body, int connection, int number) {
    String path() {
      return head.split(" ", -1)[1];
    }
  }

  /** What is said to a post. */
  interface Script {
    /** Says something, or nothing, or closes. */
    void answer(Heard heard, Socket socket) throws IOException, InterruptedException;
  }

  ScriptedHost(Script script) throws IOException {
    this.script = script;
    Thread.startVirtualThread(this::accept);
  }

  /** Says 200 with the path in the body. */
  static ScriptedHost echo() throws IOException {
    return new ScriptedHost((heard, socket) -> say(socket, ok(heard.path())));
  }

  static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
  }

  static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  int port() {
    return server.getLocalPort();
  }

  String at(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  List<Heard> heard() {
    return heard;
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        int number = connections.incrementAndGet();
        Thread.startVirtualThread(() -> serve(socket, number));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket, int connection) {
    try (socket) {
      InputStream in = socket.getInputStream();
      for (int number = 1; ; number++) {
        String head = head(in);
        if (head.isEmpty()) {
          return;
        }
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("\r\ncontent-length: ") + "\r\ncontent-length: ".length();
        int length = Integer.parseInt(lower.substring(at, lower.indexOf('\r', at)));
        Heard post =
            new Heard(head, new String(in.readNBytes(length), ISO_8859_1), connection, number);
        heard.add(post);
        script.answer(post, socket);
      }
    } catch (IOException e) {
      // The client, or the test, has closed it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int octet = in.read();
      if (octet < 0) {
        return "";
      }
      head.append((char) octet);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket each : open) {
      each.close();
    }
  }
}
