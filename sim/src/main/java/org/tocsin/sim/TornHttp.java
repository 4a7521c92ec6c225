// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before a receiver of requests (HTTP/1.1) and lets its answers break on their way: what was
 * sent has been taken, and the sender hears of it as {@link Tears} say. The key is the path.
 *
 * <p>Requests must say how long they are. Loopback only; one virtual thread a connection; safe for
 * any number of threads.
 */
public final class TornHttp implements AutoCloseable {
  private static final int MAX_HEAD_BYTES = 64 * 1024;
  private static final int MAX_KEYS = 250_000;
  private static final Pattern LENGTH =
      Pattern.compile("\\r\\ncontent-length: *([0-9]{1,8})\\r\\n", Pattern.CASE_INSENSITIVE);
  private static final byte[] BODY = "{\"taken\":\"exercise\"}".getBytes(ISO_8859_1);
  private static final byte[] TAKEN =
      ("HTTP/1.1 200 OK\r\nContent-Length: " + BODY.length + "\r\n\r\n").getBytes(ISO_8859_1);

  private final ServerSocket door;
  private final int behind;
  private final Tears tears;
  private final Seen answers = new Seen(MAX_KEYS);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final LongAdder torn = new LongAdder();

  private TornHttp(ServerSocket door, int behind, Tears tears) {
    this.door = door;
    this.behind = behind;
    this.tears = tears;
  }

  /** Listens on any free port of 127.0.0.1 for the receiver at this one. */
  public static TornHttp before(int port, Tears tears) throws IOException {
    TornHttp torn =
        new TornHttp(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), port, tears);
    Thread.ofVirtual().name("exercise-torn").start(torn::accept);
    return torn;
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return door.getLocalPort();
  }

  /** Where it listens, such as {@code http://127.0.0.1:8099}. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** How many answers broke so far. */
  public long torn() {
    return torn.sum();
  }

  private void accept() {
    Sockets.serveAll(door, "exercise-torn", this::serve);
  }

  private void serve(Socket client) {
    open.add(client);
    try (client;
        Socket server = new Socket()) {
      open.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), behind));
      InputStream asked = new BufferedInputStream(client.getInputStream());
      InputStream said = new BufferedInputStream(server.getInputStream());
      boolean goesOn = true;
      while (goesOn) {
        Message request = Message.read(asked);
        server.getOutputStream().write(request.bytes());
        Message answer = Message.read(said);
        goesOn = pass(client, answer, tears.tearOf(request.path(), answers.count(request.path())));
      }
    } catch (IOException e) {
      // One side is gone, and with it the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
      open.removeIf(Socket::isClosed);
    }
  }

  /** Hands an answer on as far as it comes; false when the connection has come to its end. */
  private boolean pass(Socket client, Message answer, Tear tear)
      throws IOException, InterruptedException {
    boolean taken = answer.text().startsWith("HTTP/1.1 2");
    if (tear == Tear.NONE || !taken) {
      client.getOutputStream().write(answer.bytes());
      return true;
    }
    torn.increment();
    byte[] head = answer.head();
    byte[] out =
        switch (tear) {
          case NONE -> answer.bytes();
          case TWICE -> joined(answer.bytes(), answer.bytes());
          case STALL, HALF -> Arrays.copyOf(head, head.length / 2);
          case NOTHING -> new byte[0];
          case NO_BODY -> TAKEN;
          case HALF_BODY -> joined(TAKEN, Arrays.copyOf(BODY, BODY.length / 2));
        };
    client.getOutputStream().write(out);
    if (tear == Tear.TWICE) {
      return true;
    }
    if (tear == Tear.STALL) {
      Thread.sleep(tears.stall());
    } else {
      client.shutdownOutput();
      // It still listens, so that the sender alone decides when it gives up.
      client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    }
    return false;
  }

  static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /** A request or an answer. */
  record Message(byte[] head, byte[] body) {

    static Message read(InputStream in) throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream(512);
      int ends = 0;
      while (ends < 4) {
        int octet = in.read();
        if (octet < 0 || head.size() == MAX_HEAD_BYTES) {
          throw new EOFException("no whole head");
        }
        head.write(octet);
        ends = octet == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : octet == '\r' ? 1 : 0;
      }
      Matcher length = LENGTH.matcher(head.toString(ISO_8859_1));
      int octets = length.find() ? Integer.parseInt(length.group(1)) : 0;
      if (octets > HttpDoor.MAX_BODY_BYTES) {
        throw new IOException("a body of " + octets + " octets");
      }
      byte[] body = in.readNBytes(octets);
      if (body.length < octets) {
        throw new EOFException("no whole body");
      }
      return new Message(head.toByteArray(), body);
    }

    String text() {
      return new String(head, ISO_8859_1);
    }

    /** The second word of a request. */
    String path() {
      String[] words = text().split("[ ?]", 3);
      return words.length < 3 ? "" : words[1];
    }

    byte[] bytes() {
      return joined(head, body);
    }
  }

  /** Closes every connection and listens no more. */
  @Override
  public void close() {
    Sockets.close(door);
    open.forEach(Sockets::close);
  }
}
