// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * The limit of the machine: posts on sixty-four connections by one thread, each after the answer to
 * the one before, without a client between. What comes back is not even read as an answer.
 */
final class BareSockets {
  private static final int CONNECTIONS = 64;
  private static final int ANSWER_BYTES_MAX = 4_096;

  private BareSockets() {}

  /** Posts so many bytes to each recipient once, and returns when all are answered. */
  static void post(int port, int recipients, int bytes) throws IOException {
    byte[] body = new byte[bytes];
    ByteBuffer out = ByteBuffer.allocateDirect(bytes + 512);
    ByteBuffer in = ByteBuffer.allocateDirect(ANSWER_BYTES_MAX);
    int next = 0;
    int answered = 0;
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < CONNECTIONS && next < recipients; i++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        send(channel, next++, body, out);
      }
      while (answered < recipients) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          SocketChannel channel = (SocketChannel) key.channel();
          in.clear();
          if (channel.read(in) < 0) {
            throw new IOException("a receiver has closed");
          }
          answered++;
          if (next < recipients) {
            send(channel, next++, body, out);
          }
        }
        selector.selectedKeys().clear();
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
    }
  }

  private static void send(SocketChannel channel, int recipient, byte[] body, ByteBuffer out)
      throws IOException {
    out.clear();
    out.put(
        ("POST /p" + recipient + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + body.length)
            .getBytes(US_ASCII));
    out.put("\r\n\r\n".getBytes(US_ASCII)).put(body).flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }
}
