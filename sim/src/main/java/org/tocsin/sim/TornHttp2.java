// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands before a receiver of requests (HTTP/1.1) and speaks HTTP/2 (RFC 9113) without TLS to who
 * asks it: many posts at a time on one connection, each handed on by itself, and their answers
 * break on their way as {@link Tears} say. It leaves (GOAWAY) after some hundred posts. The key is
 * the path.
 *
 * <p>Understands heads that are spelt out. Loopback only; one virtual thread a connection and one a
 * post; safe for any number of threads.
 */
public final class TornHttp2 implements AutoCloseable {
  private static final int PREFACE = 24;
  private static final int FRAME_MOST = 16_384;
  private static final int MAX_KEYS = 250_000;
  private static final int STREAMS_MOST = 50;

  /** It leaves when it has been asked so often on a connection. */
  private static final int LAST_STREAM = 2 * 150 - 1;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int ACK = 1;
  private static final int INTERNAL_ERROR = 2;

  /** The fields of the static table that posts name (RFC 7541, appendix A). */
  private static final Map<Integer, String> NAMES =
      Map.of(1, ":authority", 4, ":path", 28, "content-length", 31, "content-type");

  private final ServerSocket door;
  private final int behind;
  private final Tears tears;
  private final Seen answers = new Seen(MAX_KEYS);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final LongAdder torn = new LongAdder();
  private final LongAdder left = new LongAdder();

  private TornHttp2(ServerSocket door, int behind, Tears tears) {
    this.door = door;
    this.behind = behind;
    this.tears = tears;
  }

  /** Listens on any free port of 127.0.0.1 for the receiver at this one. */
  public static TornHttp2 before(int port, Tears tears) throws IOException {
    TornHttp2 torn =
        new TornHttp2(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), port, tears);
    Thread.ofVirtual()
        .name("exercise-torn2")
        .start(() -> Sockets.serveAll(torn.door, "exercise-torn2", torn::serve));
    return torn;
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return door.getLocalPort();
  }

  /** How many answers broke so far. */
  public long torn() {
    return torn.sum();
  }

  /** How many connections it has left so far. */
  public long left() {
    return left.sum();
  }

  /** A post as it comes. */
  private record Post(Map<String, String> fields, ByteArrayOutputStream body) {
    String path() {
      return fields.getOrDefault(":path", "/").split("[?]", 2)[0];
    }

    byte[] bytes() {
      StringBuilder head = new StringBuilder("POST " + fields.get(":path") + " HTTP/1.1\r\n");
      head.append("Host: ").append(fields.get(":authority")).append("\r\n");
      fields.forEach((name, value) -> {
        if (!name.startsWith(":") && !name.equals("content-length")) {
          head.append(name).append(": ").append(value).append("\r\n");
        }
      });
      head.append("Content-Length: ").append(body.size()).append("\r\n\r\n");
      return TornHttp.joined(head.toString().getBytes(ISO_8859_1), body.toByteArray());
    }
  }

  private void serve(Socket client) {
    open.add(client);
    try (client) {
      client.setTcpNoDelay(true);
      new Connection(client).run();
    } catch (IOException e) {
      // The other side is gone, or this one has closed.
    } finally {
      open.remove(client);
      open.removeIf(Socket::isClosed);
    }
  }

  private final class Connection {
    private final Socket client;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Map<Integer, Post> posts = new HashMap<>();

    Connection(Socket client) throws IOException {
      this.client = client;
      in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
      out = new DataOutputStream(client.getOutputStream());
    }

    void run() throws IOException {
      in.skipNBytes(PREFACE);
      say(SETTINGS, 0, 0, new byte[] {0, 3, 0, 0, 0, STREAMS_MOST});
      while (true) {
        int first = in.readInt();
        int length = first >>> 8;
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        if (length > FRAME_MOST) {
          throw new IOException("a frame of " + length + " octets");
        }
        hear(first & 0xFF, flags, stream, in.readNBytes(length));
      }
    }

    private void hear(int type, int flags, int stream, byte[] payload) throws IOException {
      switch (type) {
        case HEADERS -> {
          posts.put(stream, new Post(fields(payload), new ByteArrayOutputStream()));
          if (stream == LAST_STREAM) {
            left.increment();
            say(GOAWAY, 0, 0, TornHttp.joined(number(LAST_STREAM), number(0)));
          }
        }
        case DATA -> {
          Post post = posts.get(stream);
          if (post != null && post.body.size() < HttpDoor.MAX_BODY_BYTES) {
            post.body.writeBytes(payload);
          }
          if (payload.length > 0) {
            say(WINDOW_UPDATE, 0, 0, number(payload.length));
            say(WINDOW_UPDATE, 0, stream, number(payload.length));
          }
        }
        case RST_STREAM -> posts.remove(stream);
        case SETTINGS -> {
          if ((flags & ACK) == 0) {
            say(SETTINGS, ACK, 0, new byte[0]);
          }
        }
        case PING -> {
          if ((flags & ACK) == 0) {
            say(PING, ACK, 0, payload);
          }
        }
        default -> {
          // Whoever is left alone by these has nothing to do about them.
        }
      }
      Post whole =
          (type == HEADERS || type == DATA) && (flags & END_STREAM) != 0
              ? posts.remove(stream)
              : null;
      if (whole != null && stream <= LAST_STREAM) {
        Thread.ofVirtual().name("exercise-torn2-post").start(() -> answer(stream, whole));
      }
    }

    /** Asks the receiver, and hands its answer on as far as it comes. */
    private void answer(int stream, Post post) {
      try (Socket server = new Socket()) {
        open.add(server);
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), behind));
        server.getOutputStream().write(post.bytes());
        InputStream said = new BufferedInputStream(server.getInputStream());
        TornHttp.Message answer = TornHttp.Message.read(said);
        boolean taken = answer.text().startsWith("HTTP/1.1 2");
        Tear tear = tears.tearOf(post.path(), answers.count(post.path()));
        pass(stream, answer, taken ? tear : Tear.NONE);
      } catch (IOException e) {
        reset(stream);
      } finally {
        open.removeIf(Socket::isClosed);
      }
    }

    private void pass(int stream, TornHttp.Message answer, Tear tear) throws IOException {
      if (tear != Tear.NONE) {
        torn.increment();
      }
      byte[] head = head(answer);
      byte[] body = answer.body();
      switch (tear) {
        case NONE -> whole(stream, head, body);
        case TWICE -> {
          whole(stream, head, body);
          whole(stream, head, body);
        }
        case STALL -> say(HEADERS, END_HEADERS, stream, head);
        case HALF -> {
          synchronized (out) {
            out.write(new byte[] {0, 0, 100, HEADERS, END_HEADERS});
          }
          client.close();
        }
        case NOTHING -> reset(stream);
        case NO_BODY -> say(HEADERS, END_HEADERS | END_STREAM, stream, taken(20));
        case HALF_BODY -> {
          say(HEADERS, END_HEADERS, stream, taken(20));
          say(DATA, END_STREAM, stream, new byte[10]);
        }
      }
    }

    private void whole(int stream, byte[] head, byte[] body) throws IOException {
      say(HEADERS, END_HEADERS | (body.length == 0 ? END_STREAM : 0), stream, head);
      if (body.length > 0) {
        say(DATA, END_STREAM, stream, body);
      }
    }

    private void reset(int stream) {
      try {
        say(RST_STREAM, 0, stream, number(INTERNAL_ERROR));
      } catch (IOException e) {
        // Nobody is there any more to be told.
        Sockets.close(client);
      }
    }

    private void say(int type, int flags, int stream, byte[] payload) throws IOException {
      synchronized (out) {
        out.writeInt(payload.length << 8 | type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(payload);
        out.flush();
      }
    }
  }

  private static byte[] number(int number) {
    return new byte[] {
      (byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number
    };
  }

  /** A head that says 200 and a length. */
  private static byte[] taken(int length) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write(0x88);
    put(head, "content-length", Integer.toString(length));
    return head.toByteArray();
  }

  private static byte[] head(TornHttp.Message answer) {
    String[] lines = answer.text().split("\r\n", -1);
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.writeBytes(new byte[] {0x08, 3});
    head.writeBytes(lines[0].substring(9, 12).getBytes(ISO_8859_1));
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
      if (colon > 0 && !name.equals("connection") && !name.equals("transfer-encoding")) {
        put(head, name, line.substring(colon + 1).strip());
      }
    }
    return head.toByteArray();
  }

  /** A field, spelt out (RFC 7541 §6.2.2); both parts are short here. */
  private static void put(ByteArrayOutputStream head, String name, String value) {
    head.write(0);
    for (String part : new String[] {name, value}) {
      byte[] octets = part.getBytes(ISO_8859_1);
      if (octets.length > 126) {
        throw new IllegalArgumentException("a field of an answer is longer than it can be here");
      }
      head.write(octets.length);
      head.writeBytes(octets);
    }
  }

  /** RFC 7541 §6, of a head that is spelt out. */
  private static Map<String, String> fields(byte[] head) throws IOException {
    Map<String, String> fields = new HashMap<>();
    DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(head));
    while (in.available() > 0) {
      int first = in.readUnsignedByte();
      if (first >= 0x80) {
        continue; // the method and the scheme, which are known
      }
      if (first >= 0x20) {
        throw new IOException("a head that is not spelt out");
      }
      int index = number(in, first & 0x0F, 0x0F);
      String name = index == 0 ? string(in) : NAMES.get(index);
      if (name == null) {
        throw new IOException("a field that no post has: " + index);
      }
      fields.put(name, string(in));
    }
    return fields;
  }

  private static String string(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    if (first >= 0x80) {
      throw new IOException("a head that is not spelt out");
    }
    return new String(in.readNBytes(number(in, first, 0x7F)), ISO_8859_1);
  }

  private static int number(DataInputStream in, int first, int mask) throws IOException {
    int number = first;
    for (int shift = 0; first == mask && shift < 28; shift += 7) {
      int octet = in.readUnsignedByte();
      number += (octet & 0x7F) << shift;
      if (octet < 0x80) {
        break;
      }
    }
    return number;
  }

  /** Closes every connection and listens no more. */
  @Override
  public void close() {
    Sockets.close(door);
    open.forEach(Sockets::close);
  }
}
