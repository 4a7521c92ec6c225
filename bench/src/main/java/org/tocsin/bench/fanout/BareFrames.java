// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The limit of the machine where posts share a connection (RFC 9113): sixty-four at a time by one
 * thread, as many by one write as have been answered, without a client between. Of the answers only
 * the frames' kinds are read.
 */
final class BareFrames {
  private static final int AT_ONCE = 64;
  private static final int BUFFER = 64 * 1024;
  private static final int HEAD = 9;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  private BareFrames() {}

  /** Posts so many bytes to each recipient once, and returns when all are answered. */
  static void post(int port, int recipients, int bytes) throws IOException {
    byte[] body = new byte[bytes];
    ByteBuffer out = ByteBuffer.allocateDirect(AT_ONCE * (bytes + 256));
    ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    try (SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      Http2Talk.frame(out.put(PREFACE), 0, SETTINGS, 0, 0);
      // With the first answer the receivers have given all the room that is needed.
      int next = put(out, 0, Math.min(recipients, 1), body);
      flush(channel, out);
      int answered = 0;
      while (answered < recipients) {
        if (channel.read(in) < 0) {
          throw new IOException("the receivers have closed");
        }
        answered += answers(in.flip());
        in.compact();
        if (answered > 0) {
          next = put(out, next, Math.min(recipients, answered + AT_ONCE), body);
          flush(channel, out);
        }
      }
    }
  }

  private static int put(ByteBuffer out, int from, int to, byte[] body) {
    for (int i = from; i < to; i++) {
      byte[] path = ("/p" + i).getBytes(US_ASCII);
      Http2Talk.frame(out, 4 + path.length, HEADERS, END_HEADERS, 2 * i + 1);
      out.put((byte) 0x83).put((byte) 0x86).put((byte) 0x14).put((byte) path.length).put(path);
      Http2Talk.frame(out, body.length, 0, END_STREAM, 2 * i + 1).put(body);
    }
    return Math.max(from, to);
  }

  private static int answers(ByteBuffer in) {
    int answers = 0;
    while (in.remaining() >= HEAD && in.remaining() >= HEAD + (in.getInt(in.position()) >>> 8)) {
      answers += in.get(in.position() + 3) == HEADERS ? 1 : 0;
      in.position(in.position() + HEAD + (in.getInt(in.position()) >>> 8));
    }
    return answers;
  }

  private static void flush(SocketChannel channel, ByteBuffer out) throws IOException {
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
    out.clear();
  }
}
