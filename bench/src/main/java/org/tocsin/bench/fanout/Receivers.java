// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Everybody who is warned, on one thread: reads what comes, answers that it is taken, and knows who
 * got how many. Does no more than that, as it shares the processor with those who are measured.
 */
final class Receivers implements AutoCloseable {
  private static final int BUFFER = 256 * 1024;

  /** One connection's conversation. Called by the receivers' thread alone. */
  interface Talk {
    /** What is said at once when somebody connects. */
    default void greet(ByteBuffer out) {}

    /**
     * Takes whole messages from what has come, leaves a part of one, and says what to answer.
     *
     * @return whether to go on
     */
    boolean hear(ByteBuffer in, ByteBuffer out);
  }

  private record Connection(Talk talk, ByteBuffer in, ByteBuffer out) {}

  private final Function<Receivers, Talk> talks;
  private final ServerSocketChannel server = ServerSocketChannel.open();
  private final Selector selector = Selector.open();
  private final Thread thread;
  private volatile Tally tally = new Tally(0);

  /** What has come since a moment. */
  private static final class Tally {
    private final byte[] each;
    private final CountDownLatch missing;
    private long taken;
    private long bytes;
    private volatile long first;
    private volatile long last;

    Tally(int recipients) {
      each = new byte[recipients];
      missing = new CountDownLatch(recipients);
    }
  }

  Receivers(Function<Receivers, Talk> talks) throws IOException {
    this.talks = talks;
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    thread = Thread.ofPlatform().name("receivers").daemon().start(this::run);
  }

  int port() {
    return server.socket().getLocalPort();
  }

  /** Forgets what came and waits for so many, numbered from 0. */
  void expect(int recipients) {
    tally = new Tally(recipients);
  }

  /**
   * A message of so many bytes has come for a recipient; a number below 0 is the next who has none.
   */
  void took(int recipient, int bytes) {
    Tally now = tally;
    long at = System.nanoTime();
    if (now.taken == 0) {
      now.first = at;
    }
    int who = recipient < 0 ? (int) now.taken : recipient;
    now.taken++;
    now.bytes += bytes;
    if (who < now.each.length && now.each[who]++ == 0) {
      now.last = at;
      now.missing.countDown();
    }
  }

  /** Waits until each has one. */
  void awaitAll(int seconds) throws IOException, InterruptedException {
    if (!tally.missing.await(seconds, TimeUnit.SECONDS)) {
      throw new IOException(
          "%,d of %,d have got nothing after %d s"
              .formatted(tally.missing.getCount(), tally.each.length, seconds));
    }
  }

  int missing() {
    return (int) tally.missing.getCount();
  }

  /** When the first came, of {@link System#nanoTime}. */
  long first() {
    return tally.first;
  }

  /** When the last who had none got one. */
  long last() {
    return tally.last;
  }

  /** How many came beyond one each. */
  long repeats() {
    return tally.taken - tally.each.length + tally.missing.getCount();
  }

  /** The mean size of what came since, a message's body alone. */
  int meanBytes() {
    return (int) (tally.bytes / Math.max(1, tally.taken));
  }

  /** What the receivers' thread has spent of the processor. */
  long processorNanos() {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
  }

  private void run() {
    try {
      while (server.isOpen()) {
        selector.select();
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext()) {
          SelectionKey key = keys.next();
          keys.remove();
          if (key.isValid()) {
            handle(key);
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("the receivers have stopped", e);
    }
  }

  private void handle(SelectionKey key) throws IOException {
    if (key.channel() instanceof ServerSocketChannel) {
      accept();
      return;
    }
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      serve(channel, (Connection) key.attachment());
    } catch (IOException gone) {
      // The sender has closed it.
      channel.close();
    }
  }

  private void accept() throws IOException {
    SocketChannel channel = server.accept();
    if (channel == null) {
      return;
    }
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    Connection connection =
        new Connection(
            talks.apply(this),
            ByteBuffer.allocateDirect(BUFFER),
            ByteBuffer.allocateDirect(BUFFER));
    connection.talk.greet(connection.out);
    flush(channel, connection.out);
    channel.register(selector, SelectionKey.OP_READ, connection);
  }

  private static void serve(SocketChannel channel, Connection connection) throws IOException {
    if (channel.read(connection.in) < 0) {
      channel.close();
      return;
    }
    connection.in.flip();
    boolean goesOn = connection.talk.hear(connection.in, connection.out);
    connection.in.compact();
    flush(channel, connection.out);
    if (!goesOn) {
      channel.close();
    }
  }

  /** The answers of one reading always have room in the system's buffer, so this hardly waits. */
  private static void flush(SocketChannel channel, ByteBuffer out) throws IOException {
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
    out.clear();
  }

  @Override
  public void close() throws IOException {
    server.close();
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
